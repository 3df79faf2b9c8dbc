/**
 * Large rings: a wheel, a flower's disc, a visor. Where other borders run into a ring, its ridge is traced in pieces; but what it encloses is a calm
 * region of the boundary map, and round.
 */
import { contours } from 'd3-contour';
import { type Chain, lineLength, type Point, pointsOf, resampleLine, roundness } from '../lines/polyline.ts';
import { mapValues, type Plane, valueAt } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { mean } from '../sums.ts';

export const RINGS = {
  /** The map of borders seen from afar, in which rings have no gaps, is looked at this much coarser. */
  coarser: 4,
  /** Where a border is less likely than this a region is calm. */
  level: 0.25,
  /** Shortest ring, in parts of the working image's longer side, and how round it is, 1 being a circle and 0.79 a square. */
  shortest: 0.5,
  round: 0.93,
  /** Points of a region's edge are so many working pixels apart. */
  step: 6,
  /** The ring runs on the ridge around the region: the region scaled by 1 to this factor... */
  wider: 1.5,
  /** ...in steps of this... */
  widening: 0.02,
  /** ...where the map is at least this high in the middle, and `low` or more at this part of the ring. */
  high: 0.5,
  low: 0.25,
  part: 0.85,
};

/**
 * Closed lines with their strength in [0, 1].
 * @param afar how likely a border that is seen from afar runs through each pixel, in [0, 1]
 * @param heights how high each pixel lies on a ridge of the boundary map, against one of full strength
 * @param mask in [0, 1], of the same size: rings are looked for where it is 1; or null for everywhere
 */
export function findRings(afar: Plane, heights: Plane, mask: Plane | null, params = RINGS): Chain[] {
  const { width, height } = heights;
  const size = { width: Math.round(width / params.coarser), height: Math.round(height / params.coarser) };
  const seen = mask ? mapValues(afar, (v, i) => Math.max(v, 1 - mask.data[i])) : afar;
  const coarse = Array.from(resample(seen, size).data);
  return contours()
    .size([size.width, size.height])
    .contour(coarse, params.level)
    .coordinates.flatMap((polygon) => polygon.slice(1))
    .flatMap((ring) => {
      const points = ring
        .slice(1)
        .map(([x, y]): Point => [(x * width) / size.width, (y * height) / size.height]);
      return ringAround(points, heights, params) ?? [];
    });
}

/** @param points of the edge of a calm region */
function ringAround(points: readonly Point[], heights: Plane, params: typeof RINGS): Chain | null {
  const edge = resampleLine(points, true, params.step);
  const shortest = params.shortest * Math.max(heights.width, heights.height);
  if (lineLength(edge) < shortest) return null;
  const { xy } = edge;
  if (roundness(xy) < params.round) return null;
  const [x, y] = middleOf(xy);
  let best: Chain | null = null;
  for (let scale = 1; scale <= params.wider; scale += params.widening) {
    const scaled = xy.map((v, i) => (i % 2 === 0 ? x + scale * (v - x) : y + scale * (v - y)));
    const line = resampleLine(pointsOf(scaled), true, 1);
    const strength = Float64Array.from({ length: line.xy.length / 2 }, (_, k) => {
      const [px, py] = [line.xy[2 * k], line.xy[2 * k + 1]];
      const inside = px >= 0 && py >= 0 && px < heights.width && py < heights.height;
      return inside ? Math.min(1, valueAt(heights, px, py)) : 0;
    });
    const ring = { ...line, strength };
    if (!best || mean(strength) > mean(best.strength)) best = ring;
  }
  if (!best || mean(best.strength) < params.high) return null;
  const seen = best.strength.filter((v) => v >= params.low).length;
  return seen >= params.part * best.strength.length ? best : null;
}

/** Whether a place lies within `near` pixels of a ring. */
export function ringsAt(rings: readonly Chain[], near: number): (x: number, y: number) => boolean {
  return (x, y) => rings.some((ring) => distanceTo(ring, x, y) < near);
}

function middleOf(xy: Float64Array): Point {
  const points = pointsOf(xy);
  const sum = points.reduce(([x, y], [u, v]) => [x + u, y + v], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

function distanceTo({ xy }: Chain, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < xy.length; i += 2) nearest = Math.min(nearest, (xy[i] - x) ** 2 + (xy[i + 1] - y) ** 2);
  return Math.sqrt(nearest);
}
