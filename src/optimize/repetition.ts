/** Which strokes of a drawing show nothing that the others do not show already. */
import { createStrokeSampler } from '../strokes/bezier.ts';
import { type Strokes, strokeCount } from '../strokes/stroke.ts';

/** Lines nearer to each other than this, in units of the first one's width, run into one. */
const REACH = 1;
/** A stroke repeats others when at least this part of its samples lies on them. */
const REPEATED = 0.75;

export interface Repetition {
  /** Whether most of stroke s lies on others that are still drawn. */
  repeats(s: number): boolean;
  /** Takes stroke s off the drawing. */
  remove(s: number): void;
}

/** Starts with all strokes drawn. */
export function createRepetition(strokes: Strokes): Repetition {
  const { points, starts } = createStrokeSampler().sample(strokes);
  const total = starts[strokeCount(strokes)];
  /** How many other strokes that are drawn lie on each sample. */
  const lying = new Int32Array(total);
  /** The samples of other strokes that each stroke lies on. */
  const covered = Array.from(strokes.widths, (): number[] => []);
  for (let s = 0; s < covered.length; s++) {
    const reach = REACH * strokes.widths[s];
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
    repeats(s) {
      const on = lying.subarray(starts[s], starts[s + 1]).reduce((n, others) => n + (others > 0 ? 1 : 0), 0);
      return on >= REPEATED * (starts[s + 1] - starts[s]);
    },
    remove(s) {
      for (const i of covered[s]) lying[i]--;
    },
  };
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
