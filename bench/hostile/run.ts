/**
 * 500 hostile inputs and command lines and 100 kills: npm run bench:hostile [-- options]
 * It runs the built program (dist/), each case in a folder of its own, and prints `tried N, failed M` with what failed.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/random.ts';
import type { HostileCase, Kind, Verdict } from './case.ts';
import { checkExecution, checkFiles, snapshot } from './check.ts';
import { execute } from './execute.ts';
import { DRAWINGS } from './kinds/drawings.ts';
import { CONFIGS_KIND, NAMES_KIND, NUMBERS } from './kinds/options.ts';
import { OUTPUTS } from './kinds/outputs.ts';
import { MASKS, PHOTOS } from './kinds/photos.ts';
import { BATCHES, killsWithin, SKETCHES } from './kinds/sketches.ts';
import { createReader, type Reader } from './read-case.ts';

const { values } = parseArgs({
  options: {
    /** Kinds, with commas; all when absent. */
    only: { type: 'string' },
    /** Cases of each kind; its own number when absent. */
    count: { type: 'string' },
    /** First case of each kind, to go on where a run was stopped. */
    from: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    /** Cases at a time. */
    jobs: { type: 'string', default: String(availableParallelism()) },
    /** Seconds for one case. */
    limit: { type: 'string', default: '120' },
    /** Longest time in ms after which a run is killed. */
    span: { type: 'string', default: '6000' },
    /** Leaves the folders of what failed. */
    keep: { type: 'boolean', default: false },
  },
});
const limit = Number(values.limit);

const kinds: readonly Kind[] = [
  PHOTOS,
  MASKS,
  DRAWINGS,
  CONFIGS_KIND,
  NUMBERS,
  NAMES_KIND,
  OUTPUTS,
  SKETCHES,
  BATCHES,
  killsWithin(Number(values.span)),
];
const wanted = values.only?.split(',') ?? kinds.map(({ name }) => name);
const unknown = wanted.find((name) => kinds.every((kind) => kind.name !== name));
if (unknown !== undefined)
  throw new Error(`There is no kind ${unknown}; there are ${kinds.map(({ name }) => name).join(', ')}`);

interface Task {
  readonly label: string;
  readonly hostile: HostileCase;
}

const first = Number(values.from);
const tasks = kinds
  .filter(({ name }) => wanted.includes(name))
  .flatMap(({ name, count, make }) =>
    Array.from({ length: Number(values.count ?? count - first) }, (_, k): Task => {
      const index = first + k;
      const hostile = make(index, createRandom(Number(values.seed)).fork(`${name} ${index}`));
      return { label: `${name} ${index}: ${hostile.title}`, hostile };
    }),
  );

const verdicts: Verdict[] = [];
const queue = tasks.values();
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
report();

async function work(): Promise<void> {
  const reader = createReader();
  for (const task of queue) {
    const verdict = await attempt(task, reader);
    verdicts.push(verdict);
    for (const fault of verdict.faults) console.log(`FAILED ${verdict.label}: ${fault}`);
    if (verdicts.length % 50 === 0) console.log(`${verdicts.length} of ${tasks.length}`);
  }
  reader.end();
}

async function attempt({ label, hostile }: Task, reader: Reader): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'clipasso-hostile-'));
  for (const name of ['work', 'home', 'temporary']) await mkdir(join(folder, name));
  const start = performance.now();
  let verdict: Verdict;
  try {
    const prepared = await hostile.prepare(folder);
    if ('read' in prepared) {
      const result = await reader.read(prepared, limit);
      verdict = { label, ...result, seconds: (performance.now() - start) / 1000 };
    } else {
      const before = await snapshot(folder);
      const execution = await execute(prepared, folder, limit * (prepared.patience ?? 1));
      const faults = checkExecution(prepared, execution);
      faults.push(...(await checkFiles(folder, prepared, before, await snapshot(folder))));
      verdict = { label, faults, seconds: execution.seconds, megabytes: execution.megabytes };
    }
  } catch (error) {
    verdict = {
      label,
      faults: [`the bench itself failed: ${(error as Error).stack}`],
      seconds: 0,
      megabytes: 0,
    };
  }
  if (values.keep && verdict.faults.length > 0) console.log(`kept ${folder}`);
  else await rm(folder, { recursive: true, force: true });
  return verdict;
}

function report(): void {
  const failed = verdicts.filter(({ faults }) => faults.length > 0);
  const top = (key: 'seconds' | 'megabytes') => [...verdicts].sort((a, b) => b[key] - a[key])[0];
  const [slowest, largest] = [top('seconds'), top('megabytes')];
  if (slowest) console.log(`longest: ${slowest.seconds.toFixed(1)} s, ${slowest.label}`);
  if (largest) console.log(`most memory: ${largest.megabytes.toFixed(0)} MB, ${largest.label}`);
  for (const { label, faults } of failed) console.log(`- ${label}\n    ${faults.join('\n    ')}`);
  console.log(`tried ${verdicts.length}, failed ${failed.length}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
