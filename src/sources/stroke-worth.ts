/**
 * What a stroke within a subject shows of its form. Forms bend one way, texture wiggles; what is short, a small loop or a hairpin round a
 * dark streak is a stray mark.
 */
import { evaluate } from '../lines/fit.ts';
import { roundness } from '../lines/polyline.ts';

export const STROKE_WORTH = {
  /** A stroke that turns so far, in radians, to one side and as far to the other shows 1/e as much: texture wiggles, forms bend one way. */
  wiggle: 0.6,
  /** A stroke of this length in working pixels shows all, one half as long nothing: it is a stray mark. */
  longStroke: 60,
  /** A stroke whose ends are nearer to each other than this part of its length is a loop; */
  loop: 0.35,
  /** one shorter than this, in working pixels, is a patch that says little of the subject's form, ... */
  smallLoop: 110,
  /** ...unless it is as round as this, 1 being a circle: a button, a wheel. */
  circle: 0.85,
  /** A stroke whose ends are nearer than this part of its length... */
  hairpin: 0.55,
  /** ...and that is less round than this runs round a streak. */
  round: 0.6,
};

/**
 * In [0, 1].
 * @param points control points x0, y0, ..., x3, y3
 * @param length of the stretch that the stroke stands for, in working pixels
 */
export function strokeWorth(points: Float64Array, length: number, params = STROKE_WORTH): number {
  const chord = Math.hypot(points[6]! - points[0]!, points[7]! - points[1]!);
  if (chord < params.hairpin * length) {
    const isSmall = chord < params.loop * length && length < params.smallLoop;
    const round = roundness(flatten(points));
    if (isSmall) return round < params.circle ? 0 : 1;
    if (round < params.round) return 0;
  }
  const calm = Math.exp(-((turnsBothWays(points) / params.wiggle) ** 2));
  return calm * Math.min(1, Math.max(0, (2 * length) / params.longStroke - 1));
}

/** A cubic's points (x, y, ...) at equal steps of its parameter. */
function flatten(points: Float64Array, steps = 16): Float64Array {
  const xy = new Float64Array(2 * steps + 2);
  for (let k = 0; k <= steps; k++) xy.set(evaluate(points, k / steps), 2 * k);
  return xy;
}

/** How far, in radians, a cubic turns to the side to which it turns less. */
function turnsBothWays(points: Float64Array): number {
  const steps = 16;
  let [left, right] = [0, 0];
  let [x, y] = evaluate(points, 0);
  let [beforeX, beforeY] = [0, 0];
  for (let k = 1; k <= steps; k++) {
    const [u, v] = evaluate(points, k / steps);
    const [dx, dy] = [u - x, v - y];
    const turn = Math.atan2(beforeX * dy - beforeY * dx, beforeX * dx + beforeY * dy);
    if (turn > 0) left += turn;
    else right -= turn;
    [x, y, beforeX, beforeY] = [u, v, dx, dy];
  }
  return Math.min(left, right);
}
