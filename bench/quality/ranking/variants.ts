/** Worse drawings made from good ones, and drawings of nothing. */
import type { Random } from '../../../src/random.ts';
import type { Sketch } from '../../../src/sketch.ts';
import { POINT_STRIDE, selectStrokes, strokeCount, uniformStrokes } from '../../../src/strokes/stroke.ts';

/** Moves every control point by a normal deviate of `sigma` pixels per axis. */
export function jitter(sketch: Sketch, sigma: number, random: Random): Sketch {
  return withPoints(sketch, (v) => v + sigma * random.normal());
}

/** Moves the whole drawing. */
export function shift(sketch: Sketch, dx: number, dy: number): Sketch {
  return withPoints(sketch, (v, i) => v + (i % 2 === 0 ? dx : dy));
}

/** Moves each stroke on its own, uniformly by up to `reach` pixels per axis. */
export function scatter(sketch: Sketch, reach: number, random: Random): Sketch {
  const offsets = Array.from({ length: 2 * strokeCount(sketch.strokes) }, () =>
    random.uniform(-reach, reach),
  );
  return withPoints(sketch, (v, i) => v + offsets[2 * Math.floor(i / POINT_STRIDE) + (i % 2)]!);
}

/** Mirror image about the vertical axis. */
export function mirror(sketch: Sketch): Sketch {
  return withPoints(sketch, (v, i) => (i % 2 === 0 ? sketch.width - v : v));
}

/** Keeps a random part of the strokes. */
export function thinOut(sketch: Sketch, part: number, random: Random): Sketch {
  const order = shuffled(strokeCount(sketch.strokes), random);
  const kept = order.slice(0, Math.round(part * order.length)).sort((a, b) => a - b);
  return { ...sketch, strokes: selectStrokes(sketch.strokes, kept) };
}

/** As many strokes as `sketch` has, of about its strokes' length, with control points at random in its frame. */
export function scribble(sketch: Sketch, random: Random): Sketch {
  const { width, height, strokes } = sketch;
  const reach = Math.min(width, height) / 4;
  const points: number[] = [];
  for (let s = 0; s < strokeCount(strokes); s++) {
    let [x, y] = [width * random.next(), height * random.next()];
    for (let k = 0; k < 4; k++) {
      points.push(x, y);
      x = Math.min(width, Math.max(0, x + random.uniform(-reach, reach)));
      y = Math.min(height, Math.max(0, y + random.uniform(-reach, reach)));
    }
  }
  return { ...sketch, strokes: uniformStrokes(points, strokes.widths[0] ?? 3) };
}

/** Another photo's drawing, stretched to this one's frame. */
export function transplant(other: Sketch, { width, height }: Sketch): Sketch {
  const scaled = withPoints(other, (v, i) => v * (i % 2 === 0 ? width / other.width : height / other.height));
  return { ...scaled, width, height };
}

function withPoints(sketch: Sketch, map: (v: number, i: number) => number): Sketch {
  return { ...sketch, strokes: { ...sketch.strokes, points: sketch.strokes.points.map(map) } };
}

function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
