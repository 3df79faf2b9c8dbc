/** The mask's border as edges: as it is, and as it is seen from further away, where limbs, petals and fur run together. */

import { blur } from '../raster/blur.ts';
import type { Plane } from '../raster/raster.ts';
import { type EdgeMap, findEdges } from './edges.ts';

export const MASK_EDGES = {
  /** Standard deviations in working pixels of simpler and simpler borders. */
  softnesses: [8, 16],
  /** How steeply a softened mask rises at its border. */
  steepness: 20,
  edges: { scale: 1.6, integration: 1.6, inhibition: 0, surround: 12 },
};

/** The mask's border, as strong as it is sharp: the silhouette, whatever textures it passes. */
export function findOutline(mask: Plane, { edges } = MASK_EDGES): EdgeMap {
  const border = findEdges([mask], [1], edges);
  const sharpest = 1 / (Math.sqrt(2 * Math.PI) * Math.hypot(edges.scale, edges.integration));
  return { ...border, strength: border.strength.map((v) => Math.min(1, v / sharpest)) };
}

/** Simpler and simpler ones: a person's first line round a crown of leaves or a furry head. */
export function simplerOutlines(mask: Plane, params = MASK_EDGES): EdgeMap[] {
  return params.softnesses.map((softness) => {
    const soft = blur(mask, softness).data;
    const data = soft.map((v) => 1 / (1 + Math.exp(params.steepness * (0.5 - v))));
    return findOutline({ ...mask, data }, params);
  });
}
