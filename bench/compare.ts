/**
 * Times of one build against another's, from process start to exit, by alternating runs:
 *
 *     npm run bench:compare -- ../before . [--repeats 3] [--threads 1] [photo ...]
 *
 * Each folder is a checkout that `npm ci && npm run build` went through. Runs alternate, and so does the order of the two builds, so that other
 * load affects both alike. Medians over photos and repeats, and the median of the ratios of paired runs. On a busy machine
 * use processor time. Linux only, as bench/child.ts is.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runMeasured, type Usage } from './child.ts';
import { median, printTable } from './measure.ts';

const DUCK = fileURLToPath(new URL('../assets/examples/duck.jpg', import.meta.url));
const CASES: readonly (readonly [name: string, flags: readonly string[]])[] = [
  ['draft, 16 strokes', ['--preset', 'draft', '--strokes', '16']],
  ['default, 16 strokes', ['--strokes', '16']],
  ['default, 32 strokes', ['--strokes', '32']],
];

const COLUMNS: readonly [keyof Usage, title: string, digits: number][] = [
  ['cpu', 'processor s', 1],
  ['wall', 'wall s', 1],
  ['peak', 'peak MB', 0],
];

/** Draws `photo` with the build in `checkout`. @throws with the child's stderr if it fails */
async function drawWith(checkout: string, photo: string, flags: readonly string[]): Promise<Usage> {
  const folder = await mkdtemp(join(tmpdir(), 'clipasso-compare-'));
  try {
    const cli = join(resolve(checkout), 'dist/cli.js');
    return await runMeasured([cli, 'sketch', resolve(photo), '-o', join(folder, 'sketch.svg'), ...flags]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Pairs of costs [before, after], one a photo and repeat. */
async function pairsOf(
  builds: readonly [string, string],
  photos: readonly string[],
  repeats: number,
  flags: readonly string[],
): Promise<[Usage, Usage][]> {
  const pairs: [Usage, Usage][] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const photo of photos) {
      const afterFirst = pairs.length % 2 === 1;
      const first = await drawWith(builds[afterFirst ? 1 : 0], photo, flags);
      const second = await drawWith(builds[afterFirst ? 0 : 1], photo, flags);
      pairs.push(afterFirst ? [second, first] : [first, second]);
      console.error(
        `${flags.join(' ')} ${photo}: processor ${pairs
          .at(-1)!
          .map(({ cpu }) => cpu.toFixed(1))
          .join(' -> ')} s`,
      );
    }
  }
  return pairs;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repeats: { type: 'string', default: '3' }, threads: { type: 'string', default: '0' } },
});
const [before, after, ...photos] = positionals;
const repeats = Number(values.repeats);
if (before === undefined || after === undefined || !Number.isInteger(repeats) || repeats < 1) {
  console.error(
    'usage: npm run bench:compare -- BEFORE AFTER [--repeats 3] [--threads 1] [photo ...]: two built checkouts',
  );
  process.exit(2);
}
const load = () => loadavg()[0]!.toFixed(1);
const loadBefore = load();
const threads = values.threads === '0' ? [] : ['--threads', values.threads];
const rows: string[][] = [
  ['sketch', 'pairs', ...COLUMNS.flatMap(([, title]) => [`${title}, before`, 'after', 'ratio'])],
];
for (const [name, flags] of CASES) {
  const pairs = await pairsOf([before, after], photos.length > 0 ? photos : [DUCK], repeats, [
    ...flags,
    ...threads,
  ]);
  const cells = COLUMNS.flatMap(([key, , digits]) => [
    median(pairs.map(([one]) => one[key])).toFixed(digits),
    median(pairs.map(([, other]) => other[key])).toFixed(digits),
    median(pairs.map(([one, other]) => one[key] / other[key])).toFixed(2),
  ]);
  rows.push([name, String(pairs.length), ...cells]);
}
console.log(
  `${availableParallelism()} cores, load ${loadBefore} at the start and ${load()} at the end, Node.js ${process.versions.node}\n`,
);
printTable(rows);
