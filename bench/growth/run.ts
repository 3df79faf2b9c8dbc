/**
 * What a drawing costs as one number grows and all else stays: processor time and peak memory, from process start to exit, and their slopes.
 *
 *     npm run bench:growth -- [--repeats 1] [--only strokes,views] [--folder 1,10]
 *
 * On one thread, 16 strokes, one seed, 2 views and four steps where the table does not say otherwise, networks in the cache after a first run. The
 * canvas has one size in the program; its row is of one step, and of the process that takes three.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { makeFolder } from '../batch/folder.ts';
import { runClipasso, runMeasured } from '../child.ts';
import { median, printTable } from '../measure.ts';
import { slopeOf } from './slope.ts';

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));
const STEP = fileURLToPath(new URL('./canvas-step.ts', import.meta.url));
const DOG = join(RESULTS, 'photos/dog.jpg');
const CHEAP = ['--threads', '1', '--seeds', '1', '--iterations', '4'];

interface Cost {
  readonly cpu: number;
  readonly peak: number;
}

interface Axis {
  readonly name: string;
  readonly values: readonly number[];
  readonly cost: (value: number, folder: string) => Promise<Cost>;
}

async function sketch(photo: string, flags: readonly string[], folder: string): Promise<Cost> {
  return runClipasso([
    'sketch',
    photo,
    '-o',
    join(folder, 'sketch.svg'),
    '--force',
    '-q',
    ...CHEAP,
    ...flags,
  ]);
}

async function sketchOfSize(megapixels: number, folder: string): Promise<Cost> {
  const photo = join(folder, `${megapixels}.jpg`);
  const { width, height } = await sharp(DOG).metadata();
  const scale = Math.sqrt((megapixels * 1e6) / (width * height));
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  await sharp(DOG).resize(w, h, { fit: 'fill' }).jpeg().toFile(photo);
  return sketch(photo, [], folder);
}

async function drawFolder(count: number, folder: string): Promise<Cost> {
  const photos = join(RESULTS, `growth-${count}`);
  await makeFolder(photos, join(RESULTS, 'photos'), { count, shapes: Math.min(count, 40) });
  const out = join(folder, `out-${count}`);
  return runClipasso(['batch', photos, '-o', out, '--json', '--format', 'svg', ...CHEAP, '-n', '4']);
}

async function canvasStep(side: number): Promise<Cost> {
  let seconds = 0;
  const { peak } = await runMeasured(['--import', 'tsx', STEP, String(side)], ({ text }) => {
    seconds = Number(text);
  });
  return { cpu: seconds, peak };
}

const { values: flags } = parseArgs({
  options: {
    repeats: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    folder: { type: 'string', default: '1,10,100' },
  },
});
const flagged = (flag: string) => (value: number, folder: string) =>
  sketch(DOG, [flag, String(value)], folder);
const AXES: readonly Axis[] = [
  { name: 'strokes', values: [4, 8, 16, 32, 64, 128], cost: flagged('--strokes') },
  { name: 'views', values: [1, 2, 4, 8], cost: flagged('--views') },
  { name: 'seeds', values: [1, 2, 4], cost: flagged('--seeds') },
  { name: 'canvas, px', values: [112, 168, 224, 280, 336], cost: canvasStep },
  { name: 'photo, megapixels', values: [0.1, 1, 10, 100], cost: sketchOfSize },
  { name: 'photos in a folder', values: flags.folder.split(',').map(Number), cost: drawFolder },
];

const only = flags.only.split(',').filter(Boolean);
const rows: string[][] = [
  ['what grows', 'values', 'processor s', 'peak MB', 's for one more', 'MB for one more'],
];
const folder = await mkdtemp(join(tmpdir(), 'clipasso-growth-'));
try {
  await sketch(DOG, [], folder);
  for (const { name, values, cost } of AXES) {
    if (only.length > 0 && !only.some((each) => name.startsWith(each))) continue;
    const costs: Cost[] = [];
    for (const value of values) {
      const all: Cost[] = [];
      for (let i = 0; i < Number(flags.repeats); i++) all.push(await cost(value, folder));
      const one = { cpu: median(all.map(({ cpu }) => cpu)), peak: median(all.map(({ peak }) => peak)) };
      console.error(`${name} ${value}: ${one.cpu.toFixed(2)} s, ${one.peak.toFixed(0)} MB`);
      costs.push(one);
    }
    const list = (pick: (cost: Cost) => string) => costs.map(pick).join(', ');
    rows.push([
      name,
      values.join(', '),
      list(({ cpu }) => (cpu < 1 ? cpu.toFixed(2) : cpu.toFixed(1))),
      list(({ peak }) => peak.toFixed(0)),
      slopeOf(
        values,
        costs.map(({ cpu }) => cpu),
      ).toPrecision(2),
      slopeOf(
        values,
        costs.map(({ peak }) => peak),
      ).toPrecision(2),
    ]);
  }
} finally {
  await rm(folder, { recursive: true });
}
console.log(`load ${loadavg()[0]!.toFixed(1)} at the end, Node.js ${process.versions.node}\n`);
printTable(rows);
