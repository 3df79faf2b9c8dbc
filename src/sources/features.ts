/** Eyes and noses as strokes: small loops, which a pen of their size fills. */
import type { Feature } from '../photo/features.ts';
import { POINT_STRIDE } from '../strokes/stroke.ts';

/** Strokes for each feature that may be drawn... */
const STROKES_EACH = 4;
/** ...where there are at least so many: fewer are needed for the outline. */
const LEAST_STROKES = 8;
/** With fewer strokes than `strokes`, each is too dear for features less likely than `likelihood`. */
const DEAR = { strokes: 12, likelihood: 0.95 };
/** Least radius of a loop in working pixels, so that the dot that it is stands out from a line's end. */
const LEAST_RADIUS = 2;
/** The loop's radius in those of the spot, so that the pen's outer edge is about the spot's. */
const INSIDE = 0.7;
/**
 * A cubic from a point back to itself with these inner control points, in radii, is about as wide as high, with a corner at
 * the top; a nose has it at the bottom.
 */
const LOOP = [0, -1, -2 * Math.sqrt(3), 5 / 3, 2 * Math.sqrt(3), 5 / 3, 0, -1];

/** How many features `count` strokes have room for. */
export function roomForFeatures(count: number): number {
  return count < LEAST_STROKES ? 0 : Math.floor(count / STROKES_EACH);
}

/** Control points (k, 4, 2) in working pixels of as many features as `count` strokes have room for, and are sure enough. */
export function drawFeatures(features: readonly Feature[], count: number): Float64Array {
  const least = count < DEAR.strokes ? DEAR.likelihood : 0;
  const drawn = features.filter(({ likelihood }) => likelihood >= least).slice(0, roomForFeatures(count));
  const points = new Float64Array(drawn.length * POINT_STRIDE);
  drawn.forEach(({ kind, x, y, radius }, s) => {
    const size = Math.max(LEAST_RADIUS, INSIDE * radius);
    const down = kind === 'nose' ? -size : size;
    points.set(
      LOOP.map((v, i) => (i % 2 === 0 ? x + size * v : y + down * v)),
      s * POINT_STRIDE,
    );
  });
  return points;
}
