/** Which strokes of a drawing show nothing that the others do not show already. */
import { polylineLength } from '../lines/polyline.ts';
import type { Stage } from '../rasterizer/views.ts';
import { createStrokeSampler, type Polylines } from '../strokes/bezier.ts';
import { type Strokes, strokeCount } from '../strokes/stroke.ts';

export const REPETITION = {
  /**
   * Strokes nearer to each other than this draw the same line: part of the canvas' side, a default stroke's width on it. A thicker pen
   * makes no more of them the same: on a small subject it would all be one.
   */
  reach: 3 / 224,
  /** A stroke repeats others when at least this part of its samples lies on them. */
  repeated: 0.9,
};

/**
 * Takes away strokes that repeat others, the shortest of them first, until none does: of several ways to draw a line the one that
 * says most in one stroke stays. It asks for no loss: that does not mind a line that is drawn twice.
 * @param frozen the first so many strokes stay in any case
 * @returns indices of the strokes that are left, in their first order
 */
export function dropRepeated(
  strokes: Strokes,
  { width, height }: Pick<Stage, 'width' | 'height'>,
  frozen = 0,
  { reach, repeated: part } = REPETITION,
): number[] {
  const samples = createStrokeSampler().sample(strokes);
  const lengths = strokeLengths(samples);
  const repetition = createRepetition(samples, reach * Math.sqrt(width * height));
  let kept = Array.from({ length: strokeCount(strokes) }, (_, s) => s);
  for (;;) {
    const repeated = kept.filter((s) => s >= frozen && repetition.covered(s) >= part);
    if (repeated.length === 0) return kept;
    const shortest = repeated.reduce((a, b) => (lengths[b] <= lengths[a] ? b : a));
    kept = kept.filter((s) => s !== shortest);
    repetition.remove(shortest);
  }
}

interface Repetition {
  /** The part of stroke s that lies on others that are still drawn. */
  covered(s: number): number;
  /** Takes stroke s off the drawing. */
  remove(s: number): void;
}

/** Starts with all strokes drawn. */
function createRepetition({ points, starts }: Polylines, reach: number): Repetition {
  const strokes = starts.length - 1;
  /** How many other strokes that are drawn lie on each sample. */
  const lying = new Int32Array(starts[strokes]);
  /** The samples of other strokes that each stroke lies on. */
  const covered = Array.from({ length: strokes }, (): number[] => []);
  for (let s = 0; s < strokes; s++) {
    covered.forEach((samples, other) => {
      if (other === s) return;
      for (let i = starts[s]; i < starts[s + 1]; i++) {
        if (!isNear(points, i, starts[other], starts[other + 1], reach)) continue;
        samples.push(i);
        lying[i]++;
      }
    });
  }
  return {
    covered(s) {
      const on = lying.subarray(starts[s], starts[s + 1]).reduce((n, others) => n + (others > 0 ? 1 : 0), 0);
      return on / (starts[s + 1] - starts[s]);
    },
    remove(s) {
      for (const i of covered[s]) lying[i]--;
    },
  };
}

function strokeLengths({ points, starts }: Polylines): Float64Array {
  return Float64Array.from({ length: starts.length - 1 }, (_, s) =>
    polylineLength(points.subarray(2 * starts[s], 2 * starts[s + 1])),
  );
}

/** Whether sample i lies nearer than `reach` to the polyline of the samples `from`..`to` - 1. */
function isNear(points: Float64Array, i: number, from: number, to: number, reach: number): boolean {
  const x = points[2 * i];
  const y = points[2 * i + 1];
  for (let j = from; j < to - 1; j++) {
    const fromX = x - points[2 * j];
    const fromY = y - points[2 * j + 1];
    const dx = points[2 * j + 2] - points[2 * j];
    const dy = points[2 * j + 3] - points[2 * j + 1];
    const t = Math.min(1, Math.max(0, (fromX * dx + fromY * dy) / (dx * dx + dy * dy || 1)));
    if ((fromX - t * dx) ** 2 + (fromY - t * dy) ** 2 < reach * reach) return true;
  }
  return false;
}
