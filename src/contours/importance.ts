/** How much each pixel of a photo matters for a drawing of its subject. */

import { blur } from '../raster/blur.ts';
import type { Plane } from '../raster/raster.ts';

export interface PixelWeights {
  /** All of it in one number, >= 0. */
  readonly importance: Float32Array;
  /** 1 inside the mask, falling to 0 a little beyond its edge. */
  readonly inside: Float32Array;
  /** 1 on the outline, falling to 0 on both sides. */
  readonly outline: Float32Array;
  /** How sure the network is of the subject, against the rest of the mask. */
  readonly sure: Float32Array;
}

export const IMPORTANCE = {
  /** How far outside the mask edges still count, in working pixels. */
  maskReach: 4,
  /** Extra importance on the outline. */
  outlineGain: 0.8,
  /** Importance where the network is least and most sure of the subject: it is surest of faces and heads. */
  leastSure: 0.3,
  mostSure: 3,
};

/**
 * @param subject how likely each pixel belongs to the subject, (height, width), in [0, 1]
 * @param mask subject mask of the same size in [0, 1], or null for the whole photo
 */
export function weighPixels(
  subject: Float32Array,
  mask: Float32Array | null,
  { width, height }: { readonly width: number; readonly height: number },
  params = IMPORTANCE,
): PixelWeights {
  const sure = sureness(subject, mask, params);
  const { inside, outline } = besideMask(
    mask && { width, height, channels: 1, data: mask },
    subject.length,
    params,
  );
  const importance = sure.map((v, i) => inside[i] * (v + params.outlineGain * outline[i]));
  return { importance, inside, outline, sure };
}

/** What of each pixel lies inside the mask, a little beyond its edge included; and how near it is to the outline. */
function besideMask(mask: Plane | null, count: number, { maskReach }: typeof IMPORTANCE) {
  if (!mask) return { inside: new Float32Array(count).fill(1), outline: new Float32Array(count) };
  const soft = blur(mask, maskReach).data;
  return {
    inside: soft.map((v) => Math.min(1, Math.max(0, (v - 0.08) * 4))),
    outline: soft.map((v) => 4 * v * (1 - v)),
  };
}

/** The least to the most, by where the subject map lies between its lowest and highest values inside the mask. */
function sureness(
  subject: Float32Array,
  mask: Float32Array | null,
  { leastSure, mostSure }: typeof IMPORTANCE,
): Float32Array {
  const inside = subject.filter((_, i) => !mask || mask[i] > 0.5).sort();
  const low = inside[Math.floor(0.1 * inside.length)] ?? 0;
  const high = inside[Math.floor(0.95 * inside.length)] ?? 1;
  const range = Math.max(0.25, high - low);
  return subject.map((v) => {
    const t = Math.min(1, Math.max(0, 1 - (high - v) / range));
    return leastSure + (mostSure - leastSure) * t * t;
  });
}
