/**
 * Orders a drawing's strokes so that the first k of them are a good drawing for every k: greedily, the next stroke is the one with most
 * length further than REACH from all strokes before it.
 */
import { createStrokeSampler } from '../strokes/bezier.ts';
import { type Strokes, strokeCount } from '../strokes/stroke.ts';

/** In units of the paper, whose area is 224 x 224. */
const REACH = 5;

interface Step {
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

/** Indices of all strokes, (S); ties keep their order. */
export function readingOrder(strokes: Strokes): number[] {
  const steps = stepsOf(strokes);
  const hidden = steps.map((own) => own.map(() => false));
  const left = new Set(steps.keys());
  const shown = (s: number) => steps[s].reduce((sum, { length }, i) => sum + (hidden[s][i] ? 0 : length), 0);
  const order: number[] = [];
  while (left.size > 0) {
    let best = -1;
    let most = -1;
    for (const s of left) {
      const value = shown(s);
      if (value > most) [best, most] = [s, value];
    }
    order.push(best);
    left.delete(best);
    for (const s of left)
      steps[s].forEach((step, i) => {
        hidden[s][i] ||= steps[best].some(({ x, y }) => Math.hypot(x - step.x, y - step.y) < REACH);
      });
  }
  return order;
}

/** Midpoints and lengths of the segments of each stroke's polyline. */
function stepsOf(strokes: Strokes): Step[][] {
  const { points, starts } = createStrokeSampler().sample(strokes);
  return Array.from({ length: strokeCount(strokes) }, (_, s) =>
    Array.from({ length: starts[s + 1] - starts[s] - 1 }, (_, i) => {
      const [x0, y0, x1, y1] = points.subarray(2 * (starts[s] + i), 2 * (starts[s] + i) + 4);
      return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, length: Math.hypot(x1 - x0, y1 - y0) };
    }),
  );
}
