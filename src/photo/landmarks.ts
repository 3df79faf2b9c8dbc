/** Eyes and noses: what a person looks for first in a drawing, and what the losses hardly miss. */

import type { Plane } from '../raster/raster.ts';
import type { Circle } from './heads.ts';
import { chooseFace, ONE_FACE, type OneFace } from './one-face.ts';
import { distance, type Peak, peaksOf } from './peaks.ts';
import type { FaceMaps } from './reader.ts';
import { settleOnSpot, soften } from './spots.ts';

/** A radius of 0 says that its size is not known. */
export interface Landmark extends Circle {
  readonly kind: 'eye' | 'nose';
  /** In [0, 1]. */
  readonly likelihood: number;
  /** Unit vector to where the inner corner of an eye points, if its other eye or its nose was found. */
  readonly inwards?: Direction;
}

interface Direction {
  readonly x: number;
  readonly y: number;
}

export const LANDMARKS = {
  face: ONE_FACE,
  /** Where so many places are at least so likely to be eyes, and further apart than this, in radii of the head, they are buttons. */
  buttons: { count: 4, likelihood: 0.65, apart: 0.25 },
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
  { eyes, noses }: Pick<FaceMaps, 'eyes' | 'noses'>,
  lightness: Plane,
  head: Circle,
  params = LANDMARKS,
): Landmark[] {
  const { eye, eyeByNose, otherEye, otherEyeByNose, nose } = params.face;
  const inHead = (peak: Peak) => distance(peak, head) < params.reach * head.radius;
  const peaks = (map: Plane, least: number) => peaksOf(map, least).filter(inHead);
  const likelyEyes = peaks(eyes, Math.min(eye, eyeByNose, otherEye, otherEyeByNose));
  const likelyNoses = peaks(noses, nose);
  if (countApart(likelyEyes, head.radius, params) >= params.buttons.count) return [];
  const face = chooseFace(likelyEyes, likelyNoses, head.radius, params.face);
  const found = [
    ...(face?.eyes ?? []).map((peak) => ({ kind: 'eye' as const, peak, inwards: inwardsOf(peak, face!) })),
    ...[face?.nose ?? likelyNoses[0]].flatMap((peak) =>
      peak ? [{ kind: 'nose' as const, peak, inwards: null }] : [],
    ),
  ];
  const softened = found.length > 0 ? soften(lightness, params.scales, params.largest * head.radius) : [];
  return found.map(({ kind, peak, inwards }) => {
    const reach = params.loose * head.radius;
    const spot = settleOnSpot(softened, peak, { reach, spread: params.spotSpread * reach });
    const least = kind === 'eye' && spot.radius > 0 ? params.leastEye * head.radius : 0;
    const radius = Math.max(least, spot.radius);
    return { kind, likelihood: peak.value, ...spot, radius, ...(inwards && { inwards }) };
  });
}

/** To the other eye and half as much to the nose. */
function inwardsOf(eye: Peak, { eyes, nose }: OneFace): Direction | null {
  const other = eyes.find((peak) => peak !== eye);
  const [toOther, toNose] = [other, nose].map((mark) => mark && directionTo(mark, eye));
  if (!toOther || !toNose) return toOther ?? toNose ?? null;
  const sum = { x: toOther.x + toNose.x / 2, y: toOther.y + toNose.y / 2 };
  return directionTo(sum, { x: 0, y: 0 });
}

function directionTo(to: Direction, from: Direction): Direction {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

/** How many places are as likely as a button, and no two of them nearer than buttons are. */
function countApart(peaks: readonly Peak[], headRadius: number, { buttons }: typeof LANDMARKS): number {
  const kept: Peak[] = [];
  for (const peak of peaks) {
    if (peak.value < buttons.likelihood) continue;
    if (kept.every((other) => distance(peak, other) > buttons.apart * headRadius)) kept.push(peak);
  }
  return kept.length;
}
