/** The subject's outline and the lines within it together, in as many strokes as one likes: all strokes are shared out at once. */
import { type Division, MOST_STROKES, shareOut } from '../lines/division.ts';
import { range } from '../range.ts';
import { concatStrokes, type Strokes, uniformStrokes } from '../strokes/stroke.ts';
import type { GoOn } from './overlaps.ts';
import type { Whole } from './source.ts';

export const LINE_DRAWING = {
  /** How much a pixel of the outline says, where one of a strong line within says 1. */
  outline: 0.8,
  /** An outline that is so far off (working pixels, of `strokes` strokes) says about 60 % of what an exact one would... */
  softness: 4,
  /** ...and that of fewer strokes more, by the square root of the ratio; lines within then say less... */
  strokes: 16,
  /** ...by this power of the ratio: the outline comes first. */
  fewer: 0.8,
  /** What one more stroke has to say, in pixels of a strong line within; of fewer than `strokes` strokes less, in proportion. */
  price: 22,
  /** Width of the lines within in that of the pen, which draws the outline: the form is seen before what is on it. */
  fine: 0.7,
};

/** An outline, and the lines within it. */
export interface LineDrawing {
  /** How much the best drawing says, in pixels of a strong line; -Infinity where the outline cannot be drawn so near. */
  says(wanted: WantedDrawing): number;
  /** The drawing that says most, at most `count` strokes, the outline's first; widths in those of the pen. */
  divide(wanted: WantedDrawing): Strokes;
}

export interface WantedDrawing {
  /** Strokes at most; fewer where lines are too few, or say too little. */
  readonly count: number;
  /** Strokes of the whole drawing, those that are fixed with them. */
  readonly total: number;
  /** The outline lies no further from its strokes than this, in working pixels. */
  readonly farthest: number;
}

/**
 * @param inner lines within the outline, whose costs are 1 for each pixel of a strong line that is left out
 * @param goOn lets strokes of the outline go on within
 */
export function planLineDrawing(
  whole: Whole,
  inner: readonly Division[],
  goOn: GoOn,
  params = LINE_DRAWING,
): LineDrawing {
  const within = shareOut(inner);
  const best = ({ count, total, farthest }: WantedDrawing) => {
    const ratio = Math.min(1, total / params.strokes);
    const price = ratio * params.price;
    const softness = params.softness / Math.sqrt(total / params.strokes);
    const saysWithin = within.costs.map((cost) => ratio ** params.fewer * (within.costs[0]! - cost));
    const most = Math.min(count, MOST_STROKES);
    return range(1, most + 1)
      .filter((k) => whole.distance(k) <= farthest)
      .map((k) => {
        const exactness = Math.exp(-0.5 * (whole.distance(k) / softness) ** 2);
        const [lines, said] = bestCount(saysWithin, Math.min(count - k, MOST_STROKES), price);
        return {
          outline: k,
          lines,
          says: params.outline * whole.length * exactness - price * k + said,
        };
      })
      .reduce((a, b) => (b.says > a.says ? b : a), NOTHING);
  };
  return {
    says: (wanted) => best(wanted).says,
    divide(wanted) {
      const { outline, lines } = best(wanted);
      const lineStrokes = Float64Array.from(within.strokes(lines).flatMap((points) => [...points]));
      return concatStrokes(
        uniformStrokes(goOn(whole.divide(outline), lineStrokes), 1),
        uniformStrokes(lineStrokes, params.fine),
      );
    },
  };
}

const NOTHING = { outline: 0, lines: 0, says: Number.NEGATIVE_INFINITY };

/** The number of strokes up to `most` that says most beyond its price, and what it says. */
function bestCount(says: readonly number[], most: number, price: number): [count: number, says: number] {
  return range(0, most + 1)
    .map((n): [number, number] => [n, says[n]! - price * n])
    .reduce((a, b) => (b[1] > a[1] ? b : a));
}
