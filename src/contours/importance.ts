/** How much each pixel of a photo matters for a drawing of its subject. */

import { blur } from '../raster/blur.ts';
import { quantiles } from '../raster/quantiles.ts';
import { mapValues, type Plane } from '../raster/raster.ts';

export interface PixelWeights {
  /** All of it in one number, >= 0. */
  readonly importance: Plane;
  /** 1 inside the mask, falling to 0 a little beyond its edge. */
  readonly inside: Plane;
  /** 1 on the outline, falling to 0 on both sides. */
  readonly outline: Plane;
  /** How sure the network is of the subject, against the rest of the mask. */
  readonly sure: Plane;
}

export const IMPORTANCE = {
  /** How far outside the mask edges still count, in working pixels. */
  maskReach: 4,
  /** Extra importance on the outline. */
  outlineGain: 0.8,
  /** Importance where the network is least and most sure of the subject: it is surest of faces and heads. */
  leastSure: 0.3,
  mostSure: 3,
  /** The blurred mask's value at which nothing counts, and how steeply what is above it does. */
  beyond: { least: 0.08, gain: 4 },
  /** Quantiles of the subject map inside the mask between which sureness rises, and the least range that they count as. */
  sureBetween: [0.1, 0.95],
  sureRange: 0.25,
};

/**
 * @param subject how likely each pixel belongs to the subject, in [0, 1]
 * @param mask subject mask of the same size in [0, 1], or null for the whole photo
 */
export function weighPixels(subject: Plane, mask: Plane | null, params = IMPORTANCE): PixelWeights {
  const sure = sureness(subject, mask, params);
  const { inside, outline } = mask
    ? besideMask(mask, params)
    : { inside: mapValues(subject, () => 1), outline: mapValues(subject, () => 0) };
  const importance = mapValues(sure, (v, i) => inside.data[i] * (v + params.outlineGain * outline.data[i]));
  return { importance, inside, outline, sure };
}

/** What of each pixel lies inside the mask, a little beyond its edge included; and how near it is to the outline. */
function besideMask(mask: Plane, { maskReach, beyond }: typeof IMPORTANCE) {
  const soft = blur(mask, maskReach);
  return {
    inside: mapValues(soft, (v) => Math.min(1, Math.max(0, (v - beyond.least) * beyond.gain))),
    outline: mapValues(soft, (v) => 4 * v * (1 - v)),
  };
}

/** The least to the most, by where the subject map lies between its lowest and highest values inside the mask. */
function sureness(subject: Plane, mask: Plane | null, params: typeof IMPORTANCE): Plane {
  const { leastSure, mostSure, sureBetween } = params;
  const inside = subject.data.filter((_, i) => !mask || mask.data[i] > 0.5);
  const [low = 0, high = 1] = quantiles(inside, sureBetween);
  const range = Math.max(params.sureRange, high - low);
  return mapValues(subject, (v) => {
    const t = Math.min(1, Math.max(0, 1 - (high - v) / range));
    return leastSure + (mostSure - leastSure) * t * t;
  });
}
