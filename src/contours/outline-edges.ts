/** The outline as edges: as it is, and as it is seen from further away, where limbs, petals and fur run together. */

import { logistic } from '../logit.ts';
import { blur } from '../raster/blur.ts';
import type { Plane } from '../raster/raster.ts';
import { type Edges, findEdges } from './edges.ts';

export const OUTLINE_EDGES = {
  /** Standard deviations in working pixels of simpler and simpler outlines. */
  softnesses: [8, 16],
  /** How steeply a softened mask rises at its edge. */
  steepness: 20,
  edges: { scale: 1.6, integration: 1.6 },
};

/** The outline, as strong as the mask's edge is sharp, whatever textures it passes. */
export function findOutlineEdges(mask: Plane, { edges } = OUTLINE_EDGES): Edges {
  const edge = findEdges([mask], [1], edges);
  const sharpest = 1 / (Math.sqrt(2 * Math.PI) * Math.hypot(edges.scale, edges.integration));
  return { ...edge, strength: edge.strength.map((v) => Math.min(1, v / sharpest)) };
}

/** Simpler and simpler ones: a person's first line round a crown of leaves or a furry head. */
export function findSimplerOutlines(mask: Plane, params = OUTLINE_EDGES): Edges[] {
  return params.softnesses.map((softness) => {
    const soft = blur(mask, softness).data;
    const data = soft.map((v) => logistic(params.steepness * (v - 0.5)));
    return findOutlineEdges({ ...mask, data }, params);
  });
}
