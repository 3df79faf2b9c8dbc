/**
 * Forward and backward time of the view renderer, one core: node bench/rasterizer.ts
 * Prints the median of 60 repeats after a warm-up, milliseconds.
 */
import { createRandom } from '../src/random.ts';
import { createViewRenderer } from '../src/rasterizer/views.ts';
import { uniformStrokes } from '../src/strokes/stroke.ts';
import { createViewBank } from '../src/views/bank.ts';

const SIZE = 224;
const REPEATS = 60;

for (const [strokes, views] of [
  [16, 1],
  [16, 2],
  [16, 5],
  [64, 5],
]) {
  const random = createRandom(1);
  const drawing = uniformStrokes(
    Array.from({ length: strokes }, () => longStroke(random.next, SIZE)).flat(),
    3,
  );
  const renderer = createViewRenderer({
    width: SIZE,
    height: SIZE,
    views: createViewBank(random, views, SIZE, SIZE),
  });
  const out = new Float32Array(views * SIZE * SIZE);
  const gradient = Float32Array.from(out, () => random.normal());
  const forward: number[] = [];
  const backward: number[] = [];
  for (let i = 0; i < 2 * REPEATS; i++) {
    const start = performance.now();
    renderer.render(drawing, out);
    const middle = performance.now();
    renderer.backward(gradient);
    const end = performance.now();
    if (i < REPEATS) continue;
    forward.push(middle - start);
    backward.push(end - middle);
  }
  console.log(
    `${strokes} strokes, ${views} views: forward ${median(forward)} ms, backward ${median(backward)} ms`,
  );
}

/** A cubic about a third of the canvas long. */
function longStroke(next: () => number, size: number): number[] {
  const x = next() * size;
  const y = next() * size;
  return [0, 1, 2, 3].flatMap((i) => [
    x + (i * size * (next() - 0.3)) / 4,
    y + (i * size * (next() - 0.5)) / 4,
  ]);
}

function median(values: number[]): string {
  return values.sort((a, b) => a - b)[values.length >> 1].toFixed(2);
}
