/** Eyes and noses as strokes: small loops, which a pen of their size fills. */
import type { Landmark } from '../photo/landmarks.ts';
import { blur } from '../raster/blur.ts';
import { oklabPlanes } from '../raster/colour.ts';
import { POINT_STRIDE } from '../strokes/stroke.ts';
import { drawMuzzles, snoutsOf } from './snouts.ts';
import type { Source } from './source.ts';

const LANDMARKS = {
  /** One landmark may be drawn for each so many strokes... */
  strokesEach: 4,
  /** ...where there are at least so many: fewer are needed for the outline. */
  leastStrokes: 8,
  /** With fewer strokes than this a landmark has to be nearly certain... */
  manyStrokes: 12,
  /** ...at least this likely. */
  certain: 0.95,
  /** ...and at least so large, in working pixels: in a small head a spot says less than a leg. */
  leastSpot: 6,
  /** Least radius of a loop in working pixels, so that the dot that it is stands out from a line's end. */
  leastRadius: 2,
  /** The loop's radius in those of the spot, so that the pen's outer edge is about the spot's. */
  inside: 0.7,
};
/**
 * A cubic from a point back to itself with these inner control points, in radii, is about as wide as high, with a corner at
 * the top; a nose has it at the bottom.
 */
const LOOP = [0, -1, -2 * Math.sqrt(3), 5 / 3, 2 * Math.sqrt(3), 5 / 3, 0, -1];

/** How many landmarks `count` strokes have room for. */
export function roomForLandmarks(count: number, { leastStrokes, strokesEach } = LANDMARKS): number {
  return count < leastStrokes ? 0 : Math.floor(count / strokesEach);
}

export const landmarks: Source<typeof LANDMARKS> = {
  name: 'landmarks',
  describe:
    'Eyes and noses as small loops, and the line from a nose to the mouth, drawn in any case: the losses hardly miss them, a person looks for them first.',
  params: LANDMARKS,
  propose: ({ image, landmarks: found }, params) => {
    const muzzles = snoutsOf(found).length > 0 ? drawMuzzles(found, blur(oklabPlanes(image)[0], 1)) : null;
    return {
      fixed(count) {
        const spots = drawLandmarks(found, count, params);
        const room = roomForLandmarks(count, params) - spots.length / POINT_STRIDE;
        const mouths = muzzles?.subarray(0, Math.max(0, room) * POINT_STRIDE) ?? [];
        return Float64Array.of(...spots, ...mouths);
      },
    };
  },
};

/** Control points (k, 4, 2) in working pixels of as many landmarks as `count` strokes have room for, and are sure enough. */
export function drawLandmarks(found: readonly Landmark[], count: number, params = LANDMARKS): Float64Array {
  const few = count < params.manyStrokes;
  const drawn = found
    .filter(({ likelihood, radius }) => !few || (likelihood >= params.certain && radius >= params.leastSpot))
    .slice(0, roomForLandmarks(count, params));
  const points = new Float64Array(drawn.length * POINT_STRIDE);
  drawn.forEach(({ kind, x, y, radius }, s) => {
    const size = Math.max(params.leastRadius, params.inside * radius);
    const down = kind === 'nose' ? -size : size;
    points.set(
      LOOP.map((v, i) => (i % 2 === 0 ? x + size * v : y + down * v)),
      s * POINT_STRIDE,
    );
  });
  return points;
}
