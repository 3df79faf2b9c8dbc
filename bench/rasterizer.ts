/**
 * The view renderer on one core, forward and vector-Jacobian product: npx tsx bench/rasterizer.ts
 */
import { fileURLToPath } from 'node:url';
import { createRandom, type Random } from '../src/random.ts';
import { createViewRenderer } from '../src/rasterizer/views.ts';
import { type Strokes, uniformStrokes } from '../src/strokes/stroke.ts';
import { createViewBank } from '../src/views/bank.ts';
import { median, ms, printTable, timesOf } from './measure.ts';

const REPEATS = 60;

/** Strokes of about a third of the canvas, 3 px wide. */
export function randomDrawing(random: Random, strokes: number, size: number): Strokes {
  return uniformStrokes(Array.from({ length: strokes }, () => longStroke(random, size)).flat(), 3);
}

function longStroke(random: Random, size: number): number[] {
  const [x, y] = [random.next() * size, random.next() * size];
  return [0, 1, 2, 3].flatMap((i) => [
    x + (i * size * (random.next() - 0.3)) / 4,
    y + (i * size * (random.next() - 0.5)) / 4,
  ]);
}

export interface RasterizerTimes {
  readonly forward: number;
  readonly backward: number;
}

export async function measureRasterizer(
  strokes: number,
  views: number,
  size = 224,
): Promise<RasterizerTimes> {
  const random = createRandom(1);
  const drawing = randomDrawing(random, strokes, size);
  const renderer = createViewRenderer({
    width: size,
    height: size,
    views: createViewBank(random, views, size, size),
  });
  const out = new Float32Array(views * size * size);
  const gradient = Float32Array.from(out, () => random.normal());
  const forward = median(await timesOf(() => renderer.render(drawing, out), REPEATS, REPEATS));
  const backward = median(await timesOf(() => renderer.backward(gradient), REPEATS, REPEATS));
  return { forward, backward };
}

export async function benchRasterizer(): Promise<void> {
  const rows: string[][] = [['strokes', 'views', 'forward ms', 'backward ms', 'both ms']];
  for (const [strokes, views] of [
    [16, 1],
    [16, 2],
    [16, 5],
    [64, 5],
  ] as const) {
    const { forward, backward } = await measureRasterizer(strokes, views);
    rows.push([String(strokes), String(views), ms(forward), ms(backward), ms(forward + backward)]);
  }
  printTable(rows);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchRasterizer();
