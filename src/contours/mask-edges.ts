/** The mask's border as edges: as it is, and as it is seen from further away, where limbs, petals and fur run together. */
import { blur, type Plane } from '../raster/plane.ts';
import { type EdgeMap, type EdgeOptions, findEdges } from './edges.ts';

/** Standard deviations in working pixels; the larger, the simpler the border. */
const SOFTNESSES = [8, 16];
/** How steeply a softened mask rises at its border. */
const STEEPNESS = 20;
const OUTLINE: EdgeOptions = { scale: 1.6, integration: 1.6, inhibition: 0, surround: 12 };

/** The mask's border, as strong as it is sharp: the silhouette, whatever textures it passes. */
export function findOutline(mask: Plane): EdgeMap {
  const border = findEdges([mask], [1], OUTLINE);
  const sharpest = 1 / (Math.sqrt(2 * Math.PI) * Math.hypot(OUTLINE.scale, OUTLINE.integration));
  return { ...border, strength: border.strength.map((v) => Math.min(1, v / sharpest)) };
}

/** Simpler and simpler ones: a person's first line round a crown of leaves or a furry head. */
export function simplerOutlines(mask: Plane): EdgeMap[] {
  return SOFTNESSES.map((softness) => {
    const soft = blur(mask, softness).data;
    return findOutline({ ...mask, data: soft.map((v) => 1 / (1 + Math.exp(STEEPNESS * (0.5 - v)))) });
  });
}
