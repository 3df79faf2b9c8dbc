/**
 * Borders between the subject's parts: where a colour edge and a change of the part maps meet. The geometric mean of the two strengths
 * leaves out texture, which no part ends at, and the blurred borders of the maps where the photo shows none.
 */

import { blur } from '../raster/blur.ts';
import type { Plane } from '../raster/raster.ts';
import { type EdgeMap, findEdges, normaliseByQuantile } from './edges.ts';

export const PART_BORDERS = {
  /** How part maps are differentiated: patches are about 16 working pixels wide. */
  edges: { scale: 3, integration: 3, inhibition: 0, surround: 25 },
  /** Strengths above this quantile count as full. */
  fullStrength: 0.95,
  /** Standard deviation in pixels of the blur that measures how deep within the mask a pixel lies... */
  depth: 5,
  /** ...and its values from and up to which a border counts more and more: the outline is no border between parts. */
  deep: [0.85, 0.95],
  /** Exponent that holds weak borders down. */
  contrast: 1.5,
};

/**
 * @param parts planes from photo/part-maps.ts, none where no parts are known
 * @param edges edges of the photo at the same size
 * @param mask the subject's, or null for everything
 * @returns strength in [0, 1], across the photo's edges
 */
export function findPartBorders(
  parts: readonly Plane[],
  edges: EdgeMap,
  mask: Plane | null,
  params = PART_BORDERS,
): EdgeMap {
  if (parts.length === 0) return { ...edges, strength: new Float32Array(edges.strength.length) };
  const ones = parts.map(() => 1);
  const changes = findEdges(parts, ones, params.edges).strength;
  const depth = mask && blur(mask, params.depth).data;
  const [from, to] = params.deep;
  const within = (strength: Float32Array) =>
    normaliseByQuantile(
      strength.map((v, i) => v * (depth ? Math.min(1, Math.max(0, (depth[i] - from) / (to - from))) : 1)),
      params.fullStrength,
    );
  const [part, colour] = [within(changes), within(edges.strength)];
  const strength = part.map((v, i) => Math.sqrt(v * colour[i]) ** params.contrast);
  return { ...edges, strength };
}
