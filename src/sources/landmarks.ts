/** Eyes and noses as strokes: small loops, which a pen of their size fills; eyes larger than that are almonds. */
import type { Landmark } from '../photo/landmarks.ts';
import { blur } from '../raster/blur.ts';
import { oklabPlanes } from '../raster/colour.ts';
import { POINT_STRIDE, uniformStrokes } from '../strokes/stroke.ts';
import { drawMuzzles, type Snout, snoutsOf } from './snouts.ts';
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
  /** From this radius of the loop on, in working pixels, the pen leaves an eye open, which then is so much longer than high, its corner towards the nose or the other eye. */
  almond: 6,
  long: 1.5,
  /** The nose of a head of which both eyes are found is a triangle at least this wide, in the eyes' distance, and so much longer across than down. */
  noseWidth: 0.34,
  noseLong: 1.9,
};
/**
 * A cubic from a point back to itself with these inner control points, in radii, is about as wide as high, with a corner at
 * the top.
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
  propose: ({ image, mask, landmarks: found }, params) => {
    const hasSnouts = snoutsOf(found).length > 0;
    const muzzles = hasSnouts ? drawMuzzles(found, blur(oklabPlanes(image)[0], 1), mask) : null;
    return {
      fixed(count) {
        const spots = drawLandmarks(found, count, params);
        const room = roomForLandmarks(count, params) - spots.length / POINT_STRIDE;
        const mouths = muzzles?.subarray(0, Math.max(0, room) * POINT_STRIDE) ?? [];
        return uniformStrokes([...spots, ...mouths], 1);
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
  const snouts = snoutsOf(found);
  const points = new Float64Array(drawn.length * POINT_STRIDE);
  drawn.forEach((landmark, s) => {
    const loop = loopOf(landmark, snouts, params);
    for (let i = 0; i < POINT_STRIDE; i += 2) {
      points[s * POINT_STRIDE + i] = landmark.x + loop[i]!;
      points[s * POINT_STRIDE + i + 1] = landmark.y + loop[i + 1]!;
    }
  });
  return points;
}

function loopOf(landmark: Landmark, snouts: readonly Snout[], params: typeof LANDMARKS): number[] {
  const size = Math.max(params.leastRadius, params.inside * landmark.radius);
  const snout = snouts.find(({ nose }) => nose === landmark);
  if (snout) {
    const [long, wide] = [params.noseLong, Math.max(size, (params.noseWidth / 2) * snout.apart)];
    return almond(wide / Math.sqrt(long), snout.upright, 1 / long);
  }
  const inwards = size >= params.almond ? landmark.inwards : undefined;
  return inwards ? almond(size, inwards, params.long) : LOOP.map((v) => size * v);
}

/** About its middle, as large as a round loop of that size, and so much longer towards its corner than across. @param corner unit vector */
function almond(size: number, corner: { readonly x: number; readonly y: number }, long: number): number[] {
  const [length, height] = [size * Math.sqrt(long), size / Math.sqrt(long)];
  return LOOP.map((_, i) => {
    const k = i - (i % 2);
    const [across, along] = [height * LOOP[k]!, -length * LOOP[k + 1]!];
    return i % 2 === 0 ? along * corner.x - across * corner.y : along * corner.y + across * corner.x;
  });
}
