/** What tells a line within a subject that people draw from one that is texture, a shadow, or the same again. */
import { ridgeHeights } from '../contours/boundary-lines.ts';
import type { ContourMap } from '../contours/map.ts';
import { lineLength, type Polyline, polylineLength } from '../lines/polyline.ts';
import { blur, blurWide } from '../raster/blur.ts';
import { oklabPlanes } from '../raster/colour.ts';
import { mapValues, type Plane, valueAt } from '../raster/raster.ts';

export const LINE_FEATURES = {
  /** Lines that others are measured against: so many of the first. */
  main: 18,
  /** Pixels to both sides at which lightness is compared, and standard deviation of its blur. */
  beside: 6,
  lightBlur: 2,
  /** Standard deviations in pixels of the blurs of: the map from afar, heads, the mask (how deep within) and the map (how busy a place is). */
  afarBlur: 3,
  headBlur: 10,
  depthBlur: 16,
  busyBlur: 14,
  /** An end lies on the outline when it is so many pixels near. */
  meets: 6,
  /** A line runs beside another where that is so many pixels near, and the cosine of the angle between them is no less. */
  near: 16,
  along: 0.85,
  /** Turns are measured over stretches of so many pixels. */
  stretch: 8,
};

/** Of each line, in this order; each about in [-2, 2]. */
export const FEATURES = [
  'height on the map, mean',
  'height that 80 % of its points have',
  'height on the map from afar, mean',
  'logarithm of its length as a part of the image, + 2',
  'distance of its ends as a part of its length, 0 if closed',
  'how far it turns to one side, in half turns',
  '1 if closed',
  'part of its ends on the outline',
  'likelihood of a head, mean',
  'depth within the subject, mean',
  'likelihood of the subject, mean',
  'difference in lightness across it, x 10',
  'borders around it, x 4',
  'part of it that runs beside another line',
  'square root of its part of all that lines say',
] as const;

type Seen = Pick<ContourMap, 'image' | 'mask' | 'heads' | 'subject' | 'boundaries' | 'outline'>;

/** @param lines those that say most by length and height first */
export function lineFeatures(map: Seen, lines: readonly Polyline[], params = LINE_FEATURES): Float32Array[] {
  const { image, subject, boundaries, outline } = map;
  const planes = {
    height: ridgeHeights(boundaries.near),
    afar: blur(boundaries.afar, params.afarBlur),
    head: blur(map.heads, params.headBlur),
    depth: blurWide(map.mask ?? mapValues(map.heads, () => 1), params.depthBlur),
    busy: blurWide(boundaries.near, params.busyBlur),
    light: blur(oklabPlanes(image)[0], params.lightBlur),
  };
  const side = Math.max(image.width, image.height);
  const heights = lines.map((line) => valuesAlong(planes.height, line));
  const says = lines.map((line, i) => lineLength(line) * mean(heights[i]));
  const allSay = says.slice(0, params.main).reduce((sum, v) => sum + v, 0);
  return lines.map((line, i) => {
    const others = lines.filter((other, j) => j < params.main && other !== line);
    const length = lineLength(line);
    const along = (of: Plane) => mean(valuesAlong(of, line));
    return Float32Array.from([
      mean(heights[i]),
      heights[i].toSorted()[Math.floor(0.2 * heights[i].length)],
      along(planes.afar),
      Math.log(length / side) + 2,
      line.closed ? 0 : chordOf(line) / length,
      turnToOneSide(line.xy, params.stretch) / Math.PI,
      line.closed ? 1 : 0,
      line.closed ? 1 : partOfEndsOn(outline[0] ?? [], line, params.meets),
      along(planes.head),
      along(planes.depth),
      along(subject),
      10 * Math.abs(differenceAcross(planes.light, line, params.beside)),
      4 * along(planes.busy),
      partBeside(line, others, params),
      Math.sqrt(says[i] / (allSay || 1)),
    ]);
  });
}

function mean(values: Float64Array): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

function valuesAlong(of: Plane, { xy }: Polyline): Float64Array {
  return Float64Array.from({ length: xy.length / 2 }, (_, k) => valueAt(of, xy[2 * k], xy[2 * k + 1]));
}

const chordOf = ({ xy }: Polyline) => Math.hypot(xy[xy.length - 2] - xy[0], xy[xy.length - 1] - xy[1]);

/** How far, in radians, a line turns to the side to which it turns more. */
function turnToOneSide(xy: Float64Array, stretch: number): number {
  const points = xy.length / 2;
  const step = Math.max(1, Math.round((stretch * (points - 1)) / (polylineLength(xy) || 1)));
  let [left, right] = [0, 0];
  for (let k = step; k + step < points; k += step) {
    const [a, b, c] = [2 * (k - step), 2 * k, 2 * (k + step)];
    const [ux, uy] = [xy[b] - xy[a], xy[b + 1] - xy[a + 1]];
    const [vx, vy] = [xy[c] - xy[b], xy[c + 1] - xy[b + 1]];
    const turn = Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy);
    if (turn > 0) left += turn;
    else right -= turn;
  }
  return Math.max(left, right);
}

function partOfEndsOn(outline: readonly Polyline[], { xy }: Polyline, near: number): number {
  const isOn = (x: number, y: number) =>
    outline.some((line) => {
      for (let k = 0; k < line.xy.length; k += 2)
        if ((line.xy[k] - x) ** 2 + (line.xy[k + 1] - y) ** 2 < near * near) return true;
      return false;
    });
  return (Number(isOn(xy[0], xy[1])) + Number(isOn(xy[xy.length - 2], xy[xy.length - 1]))) / 2;
}

/** Mean difference of a plane's values to a line's left and right. */
function differenceAcross(of: Plane, { xy }: Polyline, beside: number): number {
  const points = xy.length / 2;
  let sum = 0;
  for (let k = 0; k < points; k++) {
    const [nx, ny] = normalAt(xy, k);
    const [x, y] = [xy[2 * k], xy[2 * k + 1]];
    sum += valueAt(of, x + beside * nx, y + beside * ny) - valueAt(of, x - beside * nx, y - beside * ny);
  }
  return sum / points;
}

function normalAt(xy: Float64Array, k: number): [number, number] {
  const [a, b] = [2 * Math.max(0, k - 3), 2 * Math.min(xy.length / 2 - 1, k + 3)];
  const [dx, dy] = [xy[b] - xy[a], xy[b + 1] - xy[a + 1]];
  const length = Math.hypot(dx, dy) || 1;
  return [-dy / length, dx / length];
}

/** The part of a line's points, every fourth, that have a point of another line near that runs in the same direction. */
function partBeside(
  { xy }: Polyline,
  others: readonly Polyline[],
  { near, along }: typeof LINE_FEATURES,
): number {
  let [beside, looked] = [0, 0];
  for (let k = 0; k < xy.length / 2; k += 4, looked++) {
    const [x, y] = [xy[2 * k], xy[2 * k + 1]];
    const [nx, ny] = normalAt(xy, k);
    const isBeside = (other: Float64Array, j: number) => {
      if ((other[2 * j] - x) ** 2 + (other[2 * j + 1] - y) ** 2 > near * near) return false;
      const [mx, my] = normalAt(other, j);
      return Math.abs(nx * mx + ny * my) > along;
    };
    const found = others.some((other) => {
      for (let j = 0; j < other.xy.length / 2; j += 3) if (isBeside(other.xy, j)) return true;
      return false;
    });
    if (found) beside++;
  }
  return beside / looked;
}
