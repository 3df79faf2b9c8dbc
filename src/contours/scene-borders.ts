/**
 * Lines of a whole scene: horizon, roofs, shores, walls. The photo falls into regions of much the same tokens and colours, merged until few
 * are left; lines go along their borders, whole from one junction to the next, and as strong as the two sides differ. Leaves, waves and
 * stones lie within a region.
 */
import { type Chain, polylineLength } from '../lines/polyline.ts';
import { blur } from '../raster/blur.ts';
import { mapValues, type Plane, plane } from '../raster/raster.ts';
import { borderChains } from './border-chains.ts';
import { findEdges, normaliseByQuantile } from './edges.ts';
import { REGION_BORDERS, traceRegionBorders } from './region-borders.ts';
import { mergeRegions, REGION_TREE, regionsAt } from './region-tree.ts';
import { spreadLabels, watershed } from './watershed.ts';

export const SCENE_BORDERS = {
  /** Colour edges at the scale of a scene's lines; texture is held down as for subjects. */
  colours: { scale: 2.5, integration: 2, texture: { inhibition: 0.6, surround: 20 } },
  /** Weights of OKLab's planes. */
  planeWeights: [1, 1.5, 1.5],
  /** How part maps are differentiated: patches are about 16 working pixels wide. */
  tokens: { scale: 3, integration: 3 },
  /** Strengths above this quantile count as full. */
  fullStrength: 0.97,
  /** How much an edge counts where the tokens do not change, against 1 where they do as well. */
  edgesAlone: 0.25,
  /** Standard deviation in pixels of the blur of the strengths. */
  blur: 2,
  /** How much colours count against part maps in telling regions apart: of OKLab, and of unit variance. */
  colour: 2,
  /** Regions up to so many pixels are small, and merge the sooner: of a scene, only what is large is drawn. */
  tree: { ...REGION_TREE, small: 2500 },
  /** Most regions that are left. */
  regions: 36,
  /** Regions that differ by this part of what the most different ones do have a border of full strength. */
  full: 1,
  /** Strength, as a part of the border's, of points where the photo shows no edge. */
  unseen: 0.4,
  /** Shortest border, as a part of the longer side. */
  shortest: 0.06,
  /** Mask values from which on a pixel is a thing's, whose outline the lines stop at. */
  inside: 0.5,
  /**
   * Standard deviation in pixels of the blur of the things' mask, and up to which value of it a pixel may lie on a border: what is nearer to an
   * outline, where colours are mixed with the thing's, goes with what lies next to it.
   */
  depth: 5,
  beside: 0.12,
  lines: { ...REGION_BORDERS, smoothing: 16 },
};

/**
 * @param parts planes from photo/part-maps.ts over the whole photo
 * @param colours the photo's OKLab planes
 * @param things mask of what is drawn in front, or null for none
 */
export function findSceneBorders(
  parts: readonly Plane[],
  colours: readonly Plane[],
  things: Plane | null,
  params = SCENE_BORDERS,
): Chain[] {
  const [{ width, height }] = colours;
  const free = Uint8Array.from(colours[0].data, (_, i) =>
    things && things.data[i] >= params.inside ? 0 : 1,
  );
  const depth = things && blur(things, params.depth).data;
  const clear = free.map((v, i) => (depth && depth[i] > params.beside ? 0 : v));
  const strength = borderStrength(parts, colours, clear, params);
  const regions = watershed(strength, clear);
  const features = [...parts, ...colours.map((of) => mapValues(of, (v) => params.colour * v))];
  const merges = mergeRegions(regions, strength, features, params.tree);
  const fewest = merges.slice(0, Math.max(0, merges.length + 1 - params.regions));
  const representative = regionsAt(regions.count, fewest, Number.POSITIVE_INFINITY);
  const labels = regions.labels.map((label) => (label < 0 ? -1 : representative[label]));
  const full = params.full * (merges.at(-1)?.height ?? 1);
  const shortest = params.shortest * Math.max(width, height);
  const lines = traceRegionBorders(spreadLabels(labels, free, width), width, params.lines).filter(
    ({ xy }) => polylineLength(xy) >= shortest,
  );
  return borderChains(lines, { merges, edges: strength, full, unseen: params.unseen });
}

function borderStrength(
  parts: readonly Plane[],
  colours: readonly Plane[],
  free: Uint8Array,
  params: typeof SCENE_BORDERS,
): Plane {
  const normalised = (strength: Float32Array) =>
    normaliseByQuantile(
      strength.map((v, i) => v * free[i]),
      params.fullStrength,
    );
  const seen = normalised(findEdges(colours, params.planeWeights, params.colours).strength);
  const even = parts.map(() => 1);
  const changes = parts.length > 0 ? normalised(findEdges(parts, even, params.tokens).strength) : seen;
  const alone = params.edgesAlone;
  const data = seen.map((v, i) => (1 - alone) * Math.sqrt(v * changes[i]) + alone * v);
  return blur(plane(colours[0], data), params.blur);
}
