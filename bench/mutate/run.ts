/**
 * Do the tests notice? Puts one small fault at a time into the numeric and file rooms and runs the room's tests: a fault that no test
 * notices has survived. A seeded sample, one after the other, in a copy of the repository. Once per release:
 *
 *     npm run mutate -- --sample 60
 *     npm run mutate -- --room lines --sample 40 --seed 2
 *     npm run mutate -- --file src/lines/fit.ts --list
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { createRandom } from '../../src/random.ts';
import { applyMutant, findMutants, type Mutant } from './mutants.ts';
import { ownTest, ROOMS, type Room, roomTests } from './rooms.ts';
import { createWorkplace, type Verdict, type Workplace } from './workplace.ts';

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '60' },
    seed: { type: 'string', default: '0' },
    room: { type: 'string', multiple: true },
    file: { type: 'string', multiple: true },
    line: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});

/** A mutant's tests may take this many times as long as they take without it, and so many seconds more. */
const PATIENCE = { times: 4, seconds: 15 };
/** Seconds for a room's tests without a mutant. */
const BASELINE_LIMIT = 600;

interface Candidate extends Mutant {
  readonly room: Room;
}

const candidates = ROOMS.filter(({ name }) => !values.room || values.room.includes(name)).flatMap((room) =>
  globSync(`src/${room.name}/**/*.ts`)
    .sort()
    .filter((path) => !values.file || values.file.includes(path))
    .flatMap((path) => findMutants(path, readFileSync(path, 'utf8')))
    .filter(({ line }) => !values.line || line === Number(values.line))
    .map((mutant): Candidate => ({ ...mutant, room })),
);
if (candidates.length === 0) {
  console.error(`Nothing to mutate; the rooms are ${ROOMS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const sample = shuffled(candidates, Number(values.seed)).slice(0, Number(values.sample));
sample.sort((a, b) => candidates.indexOf(a) - candidates.indexOf(b));
console.log(`${sample.length} of ${candidates.length} possible mutants, seed ${values.seed}`);
if (values.list) for (const mutant of sample) console.log(describe(mutant));
else await testAll(sample);

async function testAll(mutants: readonly Candidate[]): Promise<void> {
  const workplace = createWorkplace();
  process.on('exit', () => workplace.remove());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
  const rooms: Room[] = [];
  const verdicts: { mutant: Candidate; verdict: Verdict }[] = [];
  for (const room of new Set(mutants.map((mutant) => mutant.room))) {
    const limit = await limitOf(room, workplace);
    if (limit === null) continue;
    const own: typeof verdicts = [];
    for (const mutant of mutants.filter((each) => each.room === room)) {
      const verdict = await tryMutant(mutant, limit, workplace);
      own.push({ mutant, verdict });
      console.log(`${verdict === 'passed' ? 'SURVIVED' : verdict.padEnd(9)} ${describe(mutant)}`);
    }
    // If something else broke the tests meanwhile, what was caught was not.
    if ((await limitOf(room, workplace)) === null) continue;
    rooms.push(room);
    verdicts.push(...own);
  }
  console.log('\n| room | caught | survived | caught, % |\n| --- | --- | --- | --- |');
  for (const room of [...rooms, null]) {
    const own = verdicts.filter(({ mutant }) => room === null || mutant.room === room);
    const survived = own.filter(({ verdict }) => verdict === 'passed').length;
    const caught = own.length - survived;
    console.log(
      `| ${room?.name ?? 'all'} | ${caught} | ${survived} | ${Math.round((100 * caught) / own.length)} |`,
    );
  }
}

/** Seconds that a mutant of the room may take; null if the room's tests fail without one, so that they say nothing. */
async function limitOf(room: Room, workplace: Workplace): Promise<number | null> {
  const start = performance.now();
  const verdict = await workplace.test(roomTests(room), BASELINE_LIMIT);
  if (verdict !== 'passed') {
    console.error(`${room.name} is left out: its tests ${verdict} without a mutant`);
    process.exitCode = 1;
    return null;
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`${room.name}: ${seconds.toFixed(1)} s without a mutant`);
  return PATIENCE.times * seconds + PATIENCE.seconds;
}

/** The file's own test first, which notices most and is quick, then the room's. */
async function tryMutant(mutant: Candidate, limit: number, { root, test }: Workplace): Promise<Verdict> {
  const path = join(root, mutant.path);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, applyMutant(source, mutant));
  try {
    const own = ownTest(root, mutant.path);
    const first = own ? await test([own], limit) : 'passed';
    return first === 'passed' ? await test(roomTests(mutant.room), limit) : first;
  } finally {
    writeFileSync(path, source);
  }
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = createRandom(seed);
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

function describe({ path, line, operator, original, text }: Mutant): string {
  const short = (code: string) =>
    (code.length > 50 ? `${code.slice(0, 47)}...` : code).replaceAll(/\s+/g, ' ');
  return `${path}:${line} ${operator}: ${short(original)} -> ${short(text)}`;
}
