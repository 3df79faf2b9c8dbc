/** How much each pixel of a photo matters for a drawing of its subject. */
import { blur } from '../raster/plane.ts';

export interface PixelWeights {
  /** All of it in one number, >= 0. */
  readonly importance: Float32Array;
  /** 1 inside the mask, falling to 0 a little beyond its border. */
  readonly inside: Float32Array;
  /** 1 on the mask's border, falling to 0 on both sides. */
  readonly silhouette: Float32Array;
  /** How sure the network is of the subject, against the rest of the mask. */
  readonly sure: Float32Array;
}

/** How far outside the mask edges still count, in working pixels. */
const MASK_REACH = 4;
/** Extra importance on the silhouette. */
const SILHOUETTE_GAIN = 0.8;
/** Importance where the network is least and most sure of the subject: it is surest of faces and heads. */
const LEAST_SURE = 0.3;
const MOST_SURE = 3;

/**
 * @param subject how likely each pixel belongs to the subject, (height, width), in [0, 1]
 * @param mask subject mask of the same size in [0, 1], or null for the whole photo
 */
export function weighPixels(
  subject: Float32Array,
  mask: Float32Array | null,
  width: number,
  height: number,
): PixelWeights {
  const sure = sureness(subject, mask);
  const { inside, silhouette } = besideMask(mask, width, height);
  const importance = sure.map((v, i) => inside[i] * (v + SILHOUETTE_GAIN * silhouette[i]));
  return { importance, inside, silhouette, sure };
}

/** What of each pixel lies inside the mask, a little beyond its border included; and how near it is to the border. */
function besideMask(mask: Float32Array | null, width: number, height: number) {
  if (!mask)
    return {
      inside: new Float32Array(width * height).fill(1),
      silhouette: new Float32Array(width * height),
    };
  const soft = blur({ width, height, data: mask }, MASK_REACH).data;
  return {
    inside: soft.map((v) => Math.min(1, Math.max(0, (v - 0.08) * 4))),
    silhouette: soft.map((v) => 4 * v * (1 - v)),
  };
}

/** LEAST_SURE to MOST_SURE, by where the subject map lies between its lowest and highest values inside the mask. */
function sureness(subject: Float32Array, mask: Float32Array | null): Float32Array {
  const inside = subject.filter((_, i) => !mask || mask[i] > 0.5).sort();
  const low = inside[Math.floor(0.1 * inside.length)] ?? 0;
  const high = inside[Math.floor(0.95 * inside.length)] ?? 1;
  const range = Math.max(0.25, high - low);
  return subject.map((v) => {
    const t = Math.min(1, Math.max(0, 1 - (high - v) / range));
    return LEAST_SURE + (MOST_SURE - LEAST_SURE) * t * t;
  });
}
