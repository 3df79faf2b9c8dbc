/** Eyes and noses: what a person looks for first in a drawing, and what the losses hardly miss. */

import { blur } from '../raster/blur.ts';
import type { Plane } from '../raster/raster.ts';
import type { Circle } from './heads.ts';
import type { FaceMaps } from './reader.ts';

/** A radius of 0 says that its size is not known. */
export interface Landmark extends Circle {
  readonly kind: 'eye' | 'nose';
  /** In [0, 1]. */
  readonly likelihood: number;
}

export const LANDMARKS = {
  /** Least likelihoods: of a head's first eye, of its second, of that beside a nose, and of the nose. */
  eye: 0.7,
  otherEye: 0.85,
  otherEyeByNose: 0.5,
  nose: 0.5,
  /** Both eyes are about as far from the nose: the nearer one by at least this part of the other's distance. */
  leastSymmetry: 0.7,
  /** Where so many places are as likely as a second eye has to be, and as far apart, they are buttons. */
  buttons: 4,
  /** Beside a nose that is at least so likely, what is further from it than this many radii of the head is no eye, but an ear. */
  sureNose: 0.8,
  noseReach: 1.15,
  /** How far apart two eyes may be, in radii of the head. */
  apart: { least: 0.35, usual: 0.6, most: 0.95 },
  /** What an unusual distance, by one radius, costs in likelihood. */
  oddness: 0.5,
  /** What is further from the middle of the head, in its radii, belongs to another. */
  reach: 1.3,
  /** The likeliest place is right to within this many radii of the head; there the dark spot is looked for. */
  loose: 0.14,
  /** A spot counts less with its distance from that place, by a Gaussian with this standard deviation, as a part of what is looked through. */
  spotSpread: 1,
  /** Largest radius of a landmark, in radii of the head. */
  largest: 0.15,
  /** Least radius of an eye whose dark spot is seen, likewise: the spot may be the pupil alone. */
  leastEye: 0.1,
  /** Standard deviations in pixels of the spots that are looked for. */
  scales: [1.4, 2, 2.8, 4, 5.6, 8, 11.3],
};

/**
 * The landmarks of one head, the most important first: an eye, the other one, the nose.
 * @param lightness of the head's picture, of the maps' size
 * @param head in pixels of the picture
 */
export function findLandmarks(
  { eyes, noses }: FaceMaps,
  lightness: Plane,
  head: Circle,
  params = LANDMARKS,
): Landmark[] {
  const inHead = (peak: Peak) => distance(peak, head) < params.reach * head.radius;
  const peaks = (map: Plane, least: number) => peaksOf(map, least).filter(inHead);
  const [nose] = peaks(noses, params.nose);
  const farthest = nose?.value >= params.sureNose ? params.noseReach * head.radius : Infinity;
  const [likeliest, ...others] = peaks(eyes, params.otherEyeByNose).filter(
    (peak) => !nose || distance(peak, nose) <= farthest,
  );
  if (countApart([likeliest, ...others], head.radius, params) >= params.buttons) return [];
  const first = likeliest?.value >= params.eye ? likeliest : undefined;
  const second = first && otherEye({ first, others, nose }, head.radius, params);
  const eyesThenNose = [
    { kind: 'eye', peak: first },
    { kind: 'eye', peak: second },
    { kind: 'nose', peak: nose },
  ] as const;
  const found = eyesThenNose.flatMap(({ kind, peak }) => (peak ? [{ kind, peak }] : []));
  const softened = found.length > 0 ? soften(lightness, params.scales, params.largest * head.radius) : [];
  return found.map(({ kind, peak }) => {
    const reach = params.loose * head.radius;
    const spot = settleOnSpot(softened, peak, { reach, spread: params.spotSpread * reach });
    const least = kind === 'eye' && spot.radius > 0 ? params.leastEye * head.radius : 0;
    return { kind, likelihood: peak.value, ...spot, radius: Math.max(least, spot.radius) };
  });
}

/** How many places are as likely as a second eye has to be, and no two of them nearer than eyes are. */
function countApart(
  peaks: readonly (Peak | undefined)[],
  headRadius: number,
  { otherEye, apart }: typeof LANDMARKS,
): number {
  const kept: Peak[] = [];
  for (const peak of peaks) {
    if (!peak || peak.value < otherEye) continue;
    if (kept.every((other) => distance(peak, other) > apart.least * headRadius)) kept.push(peak);
  }
  return kept.length;
}

/** The likeliest place for the eye beside the first one, at about the usual distance and, where the nose is known, opposite it. */
function otherEye(
  {
    first,
    others,
    nose,
  }: { readonly first: Peak; readonly others: readonly Peak[]; readonly nose?: Peak | undefined },
  headRadius: number,
  params: typeof LANDMARKS,
): Peak | undefined {
  const least = nose ? params.otherEyeByNose : params.otherEye;
  return others
    .map((peak) => ({ peak, apart: distance(peak, first) / headRadius }))
    .filter(
      ({ peak, apart }) => peak.value >= least && apart > params.apart.least && apart < params.apart.most,
    )
    .filter(({ peak }) => !nose || alike(distance(peak, nose), distance(first, nose)) >= params.leastSymmetry)
    .map(({ peak, apart }) => ({
      peak,
      rank: peak.value - params.oddness * Math.abs(apart - params.apart.usual),
    }))
    .sort((a, b) => b.rank - a.rank)[0]?.peak;
}

type Place = Pick<Peak, 'x' | 'y'>;

const distance = (a: Place, b: Place) => Math.hypot(a.x - b.x, a.y - b.y);

const alike = (a: number, b: number) => Math.min(a, b) / Math.max(a, b);

interface Softened extends Plane {
  /** Standard deviation of the blur in pixels. */
  readonly scale: number;
}

/** A plane at the scales of spots with at most this radius. */
function soften(plane: Plane, scales: readonly number[], largest: number): Softened[] {
  return scales
    .filter((scale) => Math.SQRT2 * scale <= largest)
    .map((scale) => ({
      ...blur(plane, scale),
      scale,
    }));
}

interface Nearness {
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
function settleOnSpot(lightness: readonly Softened[], place: Peak, { reach, spread }: Nearness): Circle {
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

interface Peak {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** Local maxima of a map, the highest first. */
function peaksOf({ width, height, data }: Plane, least: number): Peak[] {
  const neighbours = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
  const peaks: Peak[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const value = data[i];
      if (
        value < least ||
        !neighbours.every((step) => value > data[i + step] || (value === data[i + step] && step > 0))
      )
        continue;
      peaks.push({ x: x + 0.5, y: y + 0.5, value });
    }
  }
  return peaks.sort((a, b) => b.value - a.value);
}
