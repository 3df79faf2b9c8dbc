/** What taking limbs away leaves beside the body: feet, hands and flags, too small to have an outline of their own. */
import { type Point, type Polyline, pointsOf, resampleLine, signedArea } from '../lines/polyline.ts';
import type { Limbs } from './limbs.ts';

export const ISLANDS = {
  /** Pixels up to which an island's outline is from the limb that it was cut off. */
  cut: 4,
  /** Islands have at most this part of the longest outline. */
  small: 0.25,
  /** Stretches along an island's longer axis, each of which gives one point of its middle line: a foot bends no more often. */
  stretches: 6,
};

export interface Drawn {
  readonly outlines: readonly Polyline[];
  /** Middle lines of what is thin. */
  readonly middles: readonly Polyline[];
}

/** Islands by their middle line instead of their outline, unless a limb runs through them. */
export function thinIslands({ outlines, middles }: Drawn, limbs: Limbs, params = ISLANDS): Drawn {
  const longest = Math.max(...outlines.map(({ xy }) => xy.length));
  const onLimbs = middles.flatMap(({ xy }) => pointsOf(xy));
  const isIsland = ({ xy, closed }: Polyline) =>
    closed &&
    xy.length < params.small * longest &&
    isSolid(xy) &&
    touches(xy, limbs, params.cut) &&
    !onLimbs.some((point) => isWithin(point, xy));
  const islands = outlines.filter(isIsland);
  return {
    outlines: outlines.filter((outline) => !islands.includes(outline)),
    middles: [...middles, ...islands.map((island) => middleLine(island, params))],
  };
}

/** Whether an outline has the subject within; d3-contour winds holes the other way. */
const isSolid = (xy: Float64Array) => signedArea(xy) < 0;

function touches(xy: Float64Array, { area, width }: Limbs, reach: number): boolean {
  const height = area.length / width;
  return pointsOf(xy).some(([x, y]) => {
    const [left, right] = [Math.max(0, Math.floor(x) - reach), Math.min(width - 1, Math.floor(x) + reach)];
    for (let v = Math.max(0, Math.floor(y) - reach); v <= Math.min(height - 1, Math.floor(y) + reach); v++) {
      if (area.subarray(v * width + left, v * width + right + 1).includes(1)) return true;
    }
    return false;
  });
}

/** The point of a ring before the one at xy[k]. */
const before = (xy: Float64Array, k: number): Point => {
  const i = (k || xy.length) - 2;
  return [xy[i], xy[i + 1]];
};

/** By how often a ray to the right meets the ring. */
function isWithin([x, y]: Point, xy: Float64Array): boolean {
  let within = false;
  for (let k = 0; k < xy.length; k += 2) {
    const [fromX, fromY] = before(xy, k);
    const [toX, toY] = [xy[k], xy[k + 1]];
    if (fromY > y !== toY > y && x < fromX + ((y - fromY) * (toX - fromX)) / (toY - fromY)) within = !within;
  }
  return within;
}

/** From tip to tip of a ring, half-way between its sides as seen along the principal axis of its points. */
function middleLine({ xy }: Polyline, { stretches }: typeof ISLANDS): Polyline {
  const ring = pointsOf(xy);
  const mean = (value: (point: Point) => number) =>
    ring.reduce((sum, point) => sum + value(point), 0) / ring.length;
  const [x0, y0] = [mean(([x]) => x), mean(([, y]) => y)];
  const [xx, yy, both] = [
    mean(([x]) => (x - x0) ** 2),
    mean(([, y]) => (y - y0) ** 2),
    mean(([x, y]) => (x - x0) * (y - y0)),
  ];
  const angle = 0.5 * Math.atan2(2 * both, xx - yy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = ring
    .map(([x, y]) => ({ along: (x - x0) * cos + (y - y0) * sin, across: (y - y0) * cos - (x - x0) * sin }))
    .sort((a, b) => a.along - b.along);
  const [tip, tail] = [turned[0], turned[turned.length - 1]];
  const middle = Array.from({ length: stretches }, (_, k) => {
    const at = (part: number) => tip.along + ((tail.along - tip.along) * part) / stretches;
    const sides = turned
      .filter(({ along }) => along >= at(k) && along < at(k + 1))
      .map(({ across }) => across);
    return { along: at(k + 0.5), across: (Math.min(...sides) + Math.max(...sides)) / 2 };
  }).filter(({ across }) => Number.isFinite(across));
  const points = [tip, ...middle, tail].map(
    ({ along, across }) => [x0 + along * cos - across * sin, y0 + along * sin + across * cos] as const,
  );
  return resampleLine(points);
}
