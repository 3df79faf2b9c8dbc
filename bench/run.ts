/**
 * Times of the rasterizer, a step, the engines and whole sketches, for docs/performance.md: npm run bench [-- threads]
 * PyTorch is compared with when PYTHON (python3 by default) has bench/pytorch/requirements.txt.
 */
import { availableParallelism, cpus } from 'node:os';
import { benchPyTorch } from './pytorch/compare.ts';
import { benchRasterizer } from './rasterizer.ts';
import { benchSketches } from './sketch.ts';
import { benchEngines } from './step.ts';

const threads = Number(process.argv[2] ?? 0) || availableParallelism();
console.log(
  `${cpus()[0]!.model}, ${availableParallelism()} cores, ${threads} threads, Node.js ${process.versions.node}\n`,
);
const parts: [string, () => Promise<void>][] = [
  ['Rasterizer, one core', benchRasterizer],
  ['Step by engine: 16 strokes, 2 views, 3 seeds, 224 px', () => benchEngines(threads)],
  ['Step against PyTorch', () => benchPyTorch(threads)],
  ['Whole sketches from process start', () => benchSketches(threads)],
];
for (const [title, run] of parts) {
  console.log(`## ${title}\n`);
  await run();
}
