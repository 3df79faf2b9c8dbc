/**
 * Do the tests notice? Puts one small fault at a time into the numeric and file rooms and runs the tests that import the changed file: a fault
 * that none of them notices has survived. A seeded sample, one after the other, in a copy of the repository. Once per release:
 *
 *     npm run mutate -- --sample 200
 *     npm run mutate -- --sample 200 --part 2/2     # the second half of the sample, for another machine
 *     npm run mutate -- --room lines --sample 40 --seed 2
 *     npm run mutate -- --only src/compute/cache --sample 20     # a file, or all files of a folder
 *     npm run mutate -- --only src/lines/fit.ts --list
 *
 * Of the tests, `--tests` (4) that are nearest to a file by imports are asked, so that a fault takes seconds; `--tests all` asks them all. Survivors go to bench/results/mutate.json too, in the form of equivalent.json.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/random.ts';
import { changedLines, isEquivalent } from './equivalent.ts';
import { createImportGraph } from './imports.ts';
import { applyMutant, findMutants, type Mutant } from './mutants.ts';
import { ROOMS, sourcesOf, testsOf } from './rooms.ts';
import { createWorkplace, type Outcome, type Workplace } from './workplace.ts';

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '200' },
    seed: { type: 'string', default: '0' },
    room: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    tests: { type: 'string', default: '4' },
    line: { type: 'string' },
    part: { type: 'string', default: '1/1' },
    list: { type: 'boolean', default: false },
  },
});

/** A mutant's tests may take this many times as long as they take without it, and so many seconds more. */
const PATIENCE = { times: 6, seconds: 30 };
/** Seconds for a room's tests without a mutant. */
const BASELINE_LIMIT = 900;

interface Candidate extends Mutant {
  readonly room: string;
}

setPriority(15);
const graph = createImportGraph('.');
const most = values.tests === 'all' ? undefined : Number(values.tests);
const candidates = ROOMS.filter((name) => !values.room || values.room.includes(name)).flatMap((room) =>
  sourcesOf(room)
    .filter(
      (path) => !values.only || values.only.some((only) => path === only || path.startsWith(`${only}/`)),
    )
    .flatMap((path) => {
      const source = readFileSync(path, 'utf8');
      return findMutants(path, source).filter((mutant) => !isEquivalent(source, mutant));
    })
    .filter(({ line }) => !values.line || line === Number(values.line))
    .map((mutant): Candidate => ({ ...mutant, room })),
);
if (candidates.length === 0) {
  console.error(`Nothing to mutate; the rooms are ${ROOMS.join(', ')}`);
  process.exit(2);
}
const sample = shuffled(candidates, Number(values.seed)).slice(0, Number(values.sample));
sample.sort((a, b) => candidates.indexOf(a) - candidates.indexOf(b));
console.log(`${sample.length} of ${candidates.length} possible mutants, seed ${values.seed}`);
const [part, parts] = values.part.split('/').map(Number) as [number, number];
const own = sample.slice(
  Math.round(((part - 1) * sample.length) / parts),
  Math.round((part * sample.length) / parts),
);
if (values.list) for (const mutant of own) console.log(describe(mutant));
else await testAll(own);

async function testAll(mutants: readonly Candidate[]): Promise<void> {
  const workplace = createWorkplace();
  process.on('exit', () => workplace.remove());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
  const verdicts: { mutant: Candidate; survived: boolean }[] = [];
  const rooms = [...new Set(mutants.map(({ room }) => room))];
  for (const room of rooms) {
    const own = mutants.filter((mutant) => mutant.room === room);
    const seconds = await baseline(own, workplace);
    if (!seconds) continue;
    for (const mutant of own) {
      const { verdict, by } = await tryMutant(mutant, seconds, workplace);
      verdicts.push({ mutant, survived: verdict === 'passed' });
      const shown = verdict === 'passed' ? 'SURVIVED' : verdict.padEnd(9);
      console.log(`${shown} ${describe(mutant)}${by ? ` (${by})` : ''}`);
    }
  }
  workplace.remove();
  saveSurvivors(verdicts.filter(({ survived }) => survived).map(({ mutant }) => mutant));
  console.log('\n| room | caught | survived | caught, % |\n| --- | --- | --- | --- |');
  for (const room of [...rooms, null]) {
    const own = verdicts.filter(({ mutant }) => room === null || mutant.room === room);
    const survived = own.filter((verdict) => verdict.survived).length;
    const caught = own.length - survived;
    console.log(
      `| ${room ?? 'all'} | ${caught} | ${survived} | ${own.length > 0 ? Math.round((100 * caught) / own.length) : '-'} |`,
    );
  }
}

/** The test files that are asked about a mutant, those nearest to it first. */
function testsFor({ room, path }: Candidate): string[] {
  return testsOf(room, path, graph).slice(0, most);
}

/** Seconds of each test file without a mutant; null if one fails, since then they say nothing. */
async function baseline(
  mutants: readonly Candidate[],
  workplace: Workplace,
): Promise<Map<string, number> | null> {
  const files = new Set(mutants.flatMap(testsFor));
  const found = new Map<string, number>();
  for (const test of files) {
    const { verdict, why, seconds } = await workplace.test([test], BASELINE_LIMIT);
    if (verdict !== 'passed') {
      console.error(`${mutants[0]!.room} is left out: ${test} ${verdict} without a mutant (${why})`);
      process.exitCode = 1;
      return null;
    }
    found.set(test, seconds[test]!);
  }
  return found;
}

async function tryMutant(
  mutant: Candidate,
  seconds: ReadonlyMap<string, number>,
  { root, test }: Workplace,
): Promise<Outcome> {
  const tests = testsFor(mutant);
  const usual = tests.reduce((sum, each) => sum + seconds.get(each)!, 0);
  const path = join(root, mutant.path);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, applyMutant(source, mutant));
  const outcome = await test(tests, PATIENCE.times * usual + PATIENCE.seconds, mutant.path);
  writeFileSync(path, source);
  // what runs next must not see the fault
  await test([], BASELINE_LIMIT, mutant.path);
  return outcome;
}

function saveSurvivors(survivors: readonly Candidate[]): void {
  const list = survivors.map((mutant) => ({
    path: mutant.path,
    ...changedLines(readFileSync(mutant.path, 'utf8'), mutant),
    reason: '',
  }));
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/mutate.json', `${JSON.stringify(list, null, 2)}\n`);
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = createRandom(seed);
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

function describe(mutant: Mutant): string {
  const lines = changedLines(readFileSync(mutant.path, 'utf8'), mutant);
  return `${mutant.path}:${mutant.line} ${mutant.operator}: ${lines.line}  =>  ${lines.mutant}`;
}
