/** A line that goes on from its end along a ridge of the boundary map, as a hand would: ahead, bending little. */
import type { LineEnd, Point } from '../lines/polyline.ts';
import { type Plane, valueAt } from '../raster/raster.ts';

export const FOLLOW_RIDGE = {
  /** Working pixels from point to point, and the largest turn at each, in radians. */
  step: 2,
  turn: 0.16,
  /** What a full turn is to gain in height: where the map says nothing, the line goes straight on. */
  bending: 0.02,
  /** All turns together, in radians: a line that turns further follows a patch's rim. */
  most: 1.15,
  /** Longest way, in parts of the map's longer side. */
  longest: 0.16,
  /** Height below which there is no ridge; after so many points of that the line has ended. */
  low: 0.12,
  ended: 5,
};

/** Turns that are tried, in parts of the largest; distances in pixels at which the map ahead is looked at. */
const TURNS = [0, -0.5, 0.5, -1, 1];
const AHEAD = [2, 4, 6];

/**
 * @param heights how high each pixel lies on a ridge
 * @param isOpen whether the line may go on to a place, `k` points from its start
 * @returns the points after the end, the last on a ridge; none where there is no ridge ahead
 */
export function followRidge(
  { at, direction }: LineEnd,
  heights: Plane,
  isOpen: (x: number, y: number, k: number) => boolean,
  params = FOLLOW_RIDGE,
): Point[] {
  const { step, turn, bending, low, ended } = params;
  const most = Math.floor((params.longest * Math.max(heights.width, heights.height)) / step);
  const way: Point[] = [];
  let [x, y] = at;
  let angle = Math.atan2(direction[1], direction[0]);
  let [turned, onRidge] = [0, 0];
  while (way.length < most && way.length - onRidge < ended) {
    const [best] = TURNS.map((part) => {
      const to = angle + part * turn;
      const seen = AHEAD.map((d) => valueAt(heights, x + d * Math.cos(to), y + d * Math.sin(to)));
      return { part, height: seen.reduce((sum, v) => sum + v, 0) / seen.length - bending * Math.abs(part) };
    }).sort((a, b) => b.height - a.height);
    turned += Math.abs(best!.part) * turn;
    angle += best!.part * turn;
    [x, y] = [x + step * Math.cos(angle), y + step * Math.sin(angle)];
    const isWithin = x >= 0 && y >= 0 && x < heights.width && y < heights.height;
    if (turned > params.most || !isWithin || !isOpen(x, y, way.length)) break;
    way.push([x, y]);
    if (valueAt(heights, x, y) >= low) onRidge = way.length;
  }
  return way.slice(0, onRidge);
}
