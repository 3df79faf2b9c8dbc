/** A photo's map of everything that can become a line: edges, the mask's border, limbs, and how much each pixel matters. */

import type { Feature } from '../photo/features.ts';
import { oklabPlanes } from '../raster/colour.ts';
import type { RgbImage } from '../raster/image.ts';
import type { Plane } from '../raster/plane.ts';
import type { ThinEdges } from './edges.ts';
import { type EdgeMap, type EdgeOptions, findEdges, normaliseByQuantile, thin } from './edges.ts';
import { weighPixels } from './importance.ts';
import { findLimbs, type Limbs } from './limbs.ts';
import { findOutline, simplerOutlines } from './mask-edges.ts';

/** What is seen of a photo. Planes have the image's size. */
export interface ContourInput {
  /** The photo at working size. */
  readonly image: RgbImage;
  /** Subject mask in [0, 1], or null for the whole photo. */
  readonly mask: Float32Array | null;
  /** How much the network looks at each pixel, in [0, 1]. */
  readonly attention: Float32Array;
  /** How likely each pixel belongs to the subject, in [0, 1]. */
  readonly subject: Float32Array;
  /** The subject's eyes and noses in pixels of the image. */
  readonly features: readonly Feature[];
}

export interface ContourMap extends Omit<ContourInput, 'mask'> {
  readonly mask: Plane | null;
  /** Edges that are structure rather than texture. */
  readonly edges: ThinEdges;
  /** Edges that are seen from further away. */
  readonly afar: ThinEdges;
  /** The mask's border, exact, and simpler and simpler; empty without a mask. */
  readonly outline: readonly ThinEdges[];
  /** What is drawn by its middle line, or null without a mask. */
  readonly limbs: Limbs | null;
  /** How much a line through each pixel matters, >= 0. */
  readonly importance: Plane;
  /** How much ink the losses want at each pixel, >= 0. */
  readonly wanted: Plane;
}

/** Weights of OKLab's planes and the mask's in the edge map. */
const PLANE_WEIGHTS = [1, 1.5, 1.5];
const MASK_WEIGHT = 0.35;
/**
 * Edges are looked for at two scales and their strengths averaged: what is there at both is structure, what is there only at
 * the fine one may be texture.
 */
const SCALES: readonly EdgeOptions[] = [
  { scale: 1.6, integration: 1.6, inhibition: 1.3, surround: 12 },
  { scale: 4, integration: 2.5, inhibition: 0.9, surround: 25 },
];
const FINE_SHARE = 0.6;
/** Edges that are seen from further away: borders between textures (a flower's disc), and the way a person would draw a furry one. */
const FROM_AFAR: EdgeOptions = { scale: 8, integration: 4, inhibition: 0.6, surround: 50 };
/** Strengths above this quantile count as full. */
const FULL_STRENGTH = 0.97;
/** Where less is at stake, edges are not looked for. */
const LEAST_IMPORTANCE = 0.05;
/** In what losses want: power that evens out where the network is sure, and the weight of the mask's border. */
const TERM_SURENESS = 0.5;
const TERM_SILHOUETTE = 1;

export function mapContours({ image, mask: soft, attention, subject, features }: ContourInput): ContourMap {
  const { width, height } = image;
  const mask = soft && { width, height, data: soft };
  const planes: Plane[] = [...oklabPlanes(image), ...(mask ? [mask] : [])];
  const weights = [...PLANE_WEIGHTS, MASK_WEIGHT];
  const { importance, inside, silhouette, sure } = weighPixels(subject, soft, width, height);
  const edgesAt = (scale: EdgeOptions): EdgeMap => {
    const map = findEdges(planes, weights, scale);
    const near = map.strength.map((v, i) => (importance[i] > LEAST_IMPORTANCE ? v : 0));
    return { ...map, strength: normaliseByQuantile(near, FULL_STRENGTH) };
  };
  const [fine, coarse] = SCALES.map(edgesAt);
  const strength = fine.strength.map((v, i) => FINE_SHARE * v + (1 - FINE_SHARE) * coarse.strength[i]);
  const edges = thinned({ ...fine, strength });
  const afar = thinned(edgesAt(FROM_AFAR));
  const outline = mask ? [findOutline(mask), ...simplerOutlines(mask)].map(thinned) : [];
  const wanted = edges.thinned.map(
    (v, i) =>
      (Math.max(v, outline.length > 0 ? outline[0].thinned[i] : 0) + afar.thinned[i]) *
      inside[i] *
      (sure[i] ** TERM_SURENESS + TERM_SILHOUETTE * silhouette[i]),
  );
  return {
    ...{ image, mask, attention, subject, features, edges, afar, outline },
    limbs: mask && findLimbs(mask),
    importance: { width, height, data: importance },
    wanted: { width, height, data: wanted },
  };
}

const thinned = (map: EdgeMap): ThinEdges => ({ ...map, thinned: thin(map) });
