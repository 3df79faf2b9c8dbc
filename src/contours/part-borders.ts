/**
 * Borders between the subject's parts: where one ends before another. The subject falls into regions of much the same tokens and colours,
 * which meet where a colour edge and a change of the part maps do; lines go along their borders, whole from one junction to the next, and
 * as strong as the two sides differ. Texture, which no part ends at, lies within a region.
 */

import { type Chain, polylineLength } from '../lines/polyline.ts';
import { blur } from '../raster/blur.ts';
import { mapValues, type Plane, plane } from '../raster/raster.ts';
import { borderChains } from './border-chains.ts';
import { type EdgeStrength, findEdges, normaliseByQuantile } from './edges.ts';
import { REGION_BORDERS, traceRegionBorders } from './region-borders.ts';
import { mergeRegions, REGION_TREE, regionsAt } from './region-tree.ts';
import { spreadLabels, watershed } from './watershed.ts';

export const PART_BORDERS = {
  /** How part maps are differentiated: patches are about 16 working pixels wide. */
  edges: { scale: 3, integration: 3, inhibition: 0, surround: 25 },
  /** Strengths above this quantile count as full. */
  fullStrength: 0.95,
  /**
   * Standard deviation in pixels of the blur that measures how deep within the mask a pixel lies, and from which value on it may lie on a
   * border: what is nearer to the outline, where colours are mixed with the ground's, goes with what lies next to it.
   */
  depth: 5,
  deep: 0.88,
  /** Mask values from which on a pixel is the subject's. */
  inside: 0.5,
  /** How much an edge counts where the tokens do not change, against 1 where they do as well. */
  edgesAlone: 0.2,
  /** Standard deviation in pixels of the blur of the strengths: what is nearer together is one border. */
  blur: 1.2,
  /** How much colours count against part maps in telling regions apart: of OKLab, and of unit variance over the subject. */
  colour: 1.5,
  tree: REGION_TREE,
  /** Regions that differ less than this are one part. */
  least: 0.4,
  /** Regions that differ by this much have a border of full strength. */
  full: 1.8,
  /** Strength, as a part of the border's, of points where the photo shows no edge. */
  unseen: 0.5,
  /** Shortest border in pixels. */
  shortest: 14,
  lines: REGION_BORDERS,
};

/**
 * @param parts planes from photo/part-maps.ts, none where no parts are known
 * @param colours the photo's OKLab planes
 * @param edges edges of the photo at the same size
 * @param mask the subject's, or null for everything
 */
export function findPartBorders(
  parts: readonly Plane[],
  colours: readonly Plane[],
  edges: EdgeStrength,
  mask: Plane | null,
  params = PART_BORDERS,
): Chain[] {
  if (parts.length === 0) return [];
  const depth = mask && blur(mask, params.depth).data;
  const deep = new Uint8Array(edges.strength.length);
  for (let i = 0; i < deep.length; i++) deep[i] = !depth || depth[i] >= params.deep ? 1 : 0;
  const strength = borderStrength(parts, edges, deep, params);
  const regions = watershed(strength, deep);
  const features = [...parts, ...colours.map((of) => mapValues(of, (v) => params.colour * v))];
  const merges = mergeRegions(regions, strength, features, params.tree);
  const representative = regionsAt(regions.count, merges, params.least);
  const parted = new Int32Array(deep.length);
  for (let i = 0; i < deep.length; i++) {
    const label = regions.labels[i];
    parted[i] = label < 0 ? -1 : representative[label];
  }
  const inside = new Uint8Array(deep.length);
  for (let i = 0; i < deep.length; i++)
    inside[i] = deep[i] || (mask && mask.data[i] >= params.inside) ? 1 : 0;
  const lines = traceRegionBorders(
    spreadLabels(parted, inside, strength.width),
    strength.width,
    params.lines,
  ).filter(({ xy }) => polylineLength(xy) >= params.shortest);
  return borderChains(lines, { merges, edges: strength, full: params.full, unseen: params.unseen });
}

/** How likely a border between parts runs through each pixel, in [0, 1]. @param deep 1 where one may */
function borderStrength(
  parts: readonly Plane[],
  edges: EdgeStrength,
  deep: Uint8Array,
  params: typeof PART_BORDERS,
): Plane {
  const normalised = (strength: Float32Array) => {
    const inner = new Float32Array(strength.length);
    for (let i = 0; i < inner.length; i++) inner[i] = strength[i] * deep[i];
    return normaliseByQuantile(inner, params.fullStrength);
  };
  const even = parts.map(() => 1);
  const changes = normalised(findEdges(parts, even, params.edges).strength);
  const colour = plane(parts[0], normalised(edges.strength));
  const alone = params.edgesAlone;
  return blur(
    mapValues(colour, (v, i) => (1 - alone) * Math.sqrt(v * changes[i]) + alone * v),
    params.blur,
  );
}
