/** Dark spots: pupils and nostrils near where they are likely. */
import { blur } from '../raster/blur.ts';
import type { Plane } from '../raster/raster.ts';
import type { Circle } from './heads.ts';

type Place = Pick<Circle, 'x' | 'y'>;

export interface Softened extends Plane {
  /** Standard deviation of the blur in pixels. */
  readonly scale: number;
}

/** A plane at the scales of spots with at most this radius, in pixels. */
export function soften(plane: Plane, scales: readonly number[], largest: number): Softened[] {
  return scales
    .filter((scale) => Math.SQRT2 * scale <= largest)
    .map((scale) => ({
      ...blur(plane, scale),
      scale,
    }));
}

export interface Nearness {
  /** How far from a place a spot may be, in pixels. */
  readonly reach: number;
  /** Standard deviation of the Gaussian by which it counts. */
  readonly spread: number;
}

/**
 * The darkest spot within reach of a place, the nearer the better, at the scale where it is darkest in comparison; the place itself where nothing is dark. It is the
 * maximum of the Hessian's smaller eigenvalue, scale-normalised, so that lines, such as the rims of glasses, are no spots
 * (after T. Lindeberg, "Landmark detection with automatic scale selection", 1998).
 */
export function settleOnSpot(
  lightness: readonly Softened[],
  place: Place,
  { reach, spread }: Nearness,
): Circle {
  let best = 0;
  let spot: Circle = { x: place.x, y: place.y, radius: 0 };
  for (const { width, height, data, scale } of lightness) {
    const [left, right] = [Math.max(1, place.x - reach), Math.min(width - 2, place.x + reach)];
    const [top, bottom] = [Math.max(1, place.y - reach), Math.min(height - 2, place.y + reach)];
    for (let y = Math.ceil(top); y <= bottom; y++) {
      for (let x = Math.ceil(left); x <= right; x++) {
        const off = Math.hypot(x - place.x, y - place.y);
        if (off > reach) continue;
        const i = y * width + x;
        const xx = data[i - 1] + data[i + 1] - 2 * data[i];
        const yy = data[i - width] + data[i + width] - 2 * data[i];
        const xy =
          (data[i - width - 1] + data[i + width + 1] - data[i - width + 1] - data[i + width - 1]) / 4;
        const near = Math.exp(-((off / spread) ** 2) / 2);
        const response = near * scale * scale * ((xx + yy) / 2 - Math.hypot((xx - yy) / 2, xy));
        if (response <= best) continue;
        best = response;
        spot = { x: x + 0.5, y: y + 0.5, radius: Math.SQRT2 * scale };
      }
    }
  }
  return spot;
}
