/** Where a head's view shows skin. */
import type { Point } from './geometry.ts';
import { type Head, valueAt } from './head.ts';

export const SKIN = {
  /** Standard deviations of skin's lightness and colours in OKLab that are the least assumed. */
  leastLightness: 0.06,
  leastColour: 0.012,
  /** What this many standard deviations away is as much skin as not. */
  border: 2.6,
};

/** Points of cheeks, forehead and nose, where there is skin. */
const PLACES = [151, 9, 8, 107, 336, 69, 299, 50, 280, 205, 425, 195, 5, 117, 346, 108, 337];

/** How likely a place is skin, in [0, 1], by its distance from the colours of cheeks and forehead. */
export function skinOf(
  head: Head,
  { leastLightness, leastColour, border }: typeof SKIN = SKIN,
): (at: Point) => number {
  const planes = [head.lightness, head.redness, head.yellowness];
  const least = [leastLightness, leastColour, leastColour];
  const models = planes.map((plane, c) => {
    const values = PLACES.map((i) => valueAt(plane, head.points[i]!)).sort((a, b) => a - b);
    const middle = values[Math.floor(values.length / 2)]!;
    const spread = values.reduce((sum, v) => sum + Math.abs(v - middle), 0) / values.length;
    return { plane, middle, deviation: Math.max(least[c]!, 1.25 * spread) };
  });
  return (at: Point): number => {
    const square = models.reduce(
      (sum, { plane, middle, deviation }) => sum + ((valueAt(plane, at) - middle) / deviation) ** 2,
      0,
    );
    return 1 / (1 + (square / border ** 2) ** 2);
  };
}
