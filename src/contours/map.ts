/** A photo's map of everything that can become a line: edges, the outline, limbs, and how much each pixel matters. */

import type { Chain } from '../lines/polyline.ts';
import type { Landmark } from '../photo/landmarks.ts';
import type { NearView } from '../photo/near.ts';
import { blur } from '../raster/blur.ts';
import { oklabPlanes } from '../raster/colour.ts';
import { type Plane, plane, type RgbImage } from '../raster/raster.ts';
import type { LimbPart } from '../seeing/limbs.ts';
import type { Portrait } from '../seeing/portraits.ts';
import { CHAINS, traceChains } from './chains.ts';
import { type EdgeMap, type Edges, thin, withNormals } from './edges.ts';
import { IMPORTANCE, weighPixels } from './importance.ts';
import { findLimbSides, LIMB_SIDES } from './limb-sides.ts';
import { findLimbs, LIMBS, type Limbs } from './limbs.ts';
import { bordersFromNear } from './near-borders.ts';
import { findOutlineEdges, findSimplerOutlines, OUTLINE_EDGES } from './outline-edges.ts';
import { findPartBorders, PART_BORDERS } from './part-borders.ts';
import { SCENE_BORDERS } from './scene-borders.ts';
import { findStructure } from './structure.ts';

/** What is seen of a photo. Planes have the image's size. */
export interface ContourInput {
  /** The photo at working size. */
  readonly image: RgbImage;
  /** Subject mask in [0, 1], or null for the whole photo. */
  readonly mask: Plane | null;
  /** Which of several things each pixel is of, counted from 0, -1 for none; null or absent where it is one. */
  readonly owners?: Int32Array | null;
  /** Lines of the scene behind the subject, where they are drawn too. */
  readonly background?: readonly Chain[];
  /** How much the network looks at each pixel, in [0, 1]. */
  readonly attention: () => Plane;
  /** How likely each pixel belongs to the subject, in [0, 1]. */
  readonly subject: Plane;
  /** The subject's eyes and noses in pixels of the image. */
  readonly landmarks: readonly Landmark[];
  /** How likely each pixel belongs to a head, in [0, 1]. */
  readonly heads: Plane;
  /** What differs between the subject's parts, see photo/part-maps.ts. */
  readonly parts: readonly Plane[];
  /** Its heads, each looked at on its own. */
  readonly near?: readonly NearView[];
  /** The subject's human faces. */
  readonly portraits?: readonly Portrait[];
  /** The arms and legs of its people, in pixels of the image. */
  readonly limbParts?: readonly LimbPart[];
}

export interface ContourMap extends ContourInput {
  readonly portraits: readonly Portrait[];
  readonly limbParts: readonly LimbPart[];
  /** Lines along edges that are structure rather than texture. */
  readonly edges: readonly Chain[];
  /** Lines along edges that are seen from further away. */
  readonly afar: readonly Chain[];
  /** Lines along the outline, exact, and simpler and simpler; empty without a mask. */
  readonly outline: readonly (readonly Chain[])[];
  /** Lines along borders between the subject's parts. */
  readonly partBorders: readonly Chain[];
  /** Their strength at the pixels they go through, 0 elsewhere. */
  readonly partStrength: Plane;
  /** The mask, blurred: 0.5 on the outline, more within it; null without a mask. */
  readonly depth: Plane | null;
  /** What is drawn by its middle line, or null without a mask. */
  readonly limbs: Limbs | null;
  /** How much a line through each pixel matters, >= 0. */
  readonly importance: Plane;
  /** How much ink the losses want at each pixel, >= 0. */
  readonly wanted: Plane;
}

export const CONTOURS = {
  /** Weights of OKLab's planes and the mask's in the edge map. */
  planeWeights: [1, 1.5, 1.5],
  maskWeight: 0.35,
  /**
   * Edges are looked for at two scales and their strengths averaged, the fine one's counting so much: what is there at both is
   * structure, what is there only at the fine one may be texture.
   */
  fineShare: 0.6,
  fine: { scale: 1.6, integration: 1.6, inhibition: 1.3, surround: 12 },
  coarse: { scale: 4, integration: 2.5, inhibition: 0.9, surround: 25 },
  /** Edges that are seen from further away: borders between textures (a flower's disc), and the way a person would draw a furry one. */
  afar: { scale: 8, integration: 4, inhibition: 0.6, surround: 50 },
  /** Strengths above this quantile count as full. */
  fullStrength: 0.97,
  /** Where less is at stake, edges are not looked for. */
  leastImportance: 0.05,
  /** Importance that a head adds. */
  headGain: 1,
  /** Where a head is certain, the subject counts as so sure: as much as the network ever is. */
  headSure: 3,
  /** In what losses want, the weight of a part's border against an edge as strong. */
  wantedParts: 1.5,
  /** In what losses want: power that evens out where the network is sure, and the weight of the outline. */
  wantedSureness: 0.5,
  wantedOutline: 1,
  importance: IMPORTANCE,
  chains: CHAINS,
  outlineEdges: OUTLINE_EDGES,
  limbs: LIMBS,
  partBorders: PART_BORDERS,
  limbSides: LIMB_SIDES,
  /** Standard deviation in pixels of the blur of the mask that says how deep within the outline a pixel lies. */
  depth: 9,
  scene: SCENE_BORDERS,
};

interface ThinEdges extends EdgeMap {
  /** Strength of pixels on the middle of an edge, 0 elsewhere, (height, width). */
  readonly thinned: Float32Array;
}

/** What does not wait for the rest of the map, nor the rest for it: a second thread may find it. */
export interface ContoursApart {
  /** Borders between parts of what is looked at from near, in pixels of the image. */
  readonly fromNear: readonly Chain[];
  readonly limbs: Limbs | null;
}

export function contoursApart(
  { mask, near = [] }: Pick<ContourInput, 'mask' | 'near'>,
  params = CONTOURS,
): ContoursApart {
  return {
    fromNear: near.flatMap((view) => bordersFromNear(view, params)),
    limbs: mask && findLimbs(mask, params.limbs),
  };
}

export function mapContours(input: ContourInput, params = CONTOURS): ContourMap {
  return beginContours(input, params)(contoursApart(input, params));
}

/** @returns what completes the map with the rest of it */
export function beginContours(input: ContourInput, params = CONTOURS): (apart: ContoursApart) => ContourMap {
  const { image, mask, subject, heads, parts, portraits = [], limbParts = [] } = input;
  const colours = oklabPlanes(image);
  const { inside, outline: onOutline, ...seen } = weighPixels(subject, mask, params.importance);
  const importance = withHeads(seen.importance, heads, inside, params.headGain);
  const matters = (i: number) => importance.data[i] > params.leastImportance;
  const { fine, coarse, strength, at } = findStructure(colours, mask, params, matters);
  const edges = thinned({ ...fine, strength });
  const afar = thinned(at(params.afar));
  const depth = mask && blur(mask, params.depth);
  const borders = findPartBorders(parts, colours, { ...coarse, strength }, mask, params.partBorders);
  const limbSides =
    depth && limbParts.length > 0
      ? findLimbSides(limbParts, plane(image, strength), depth, params.limbSides)
      : [];
  const { outlineEdges } = params;
  const outlines = mask
    ? [findOutlineEdges(mask, outlineEdges), ...findSimplerOutlines(mask, outlineEdges)].map(thinned)
    : [];
  const trace = (map: ThinEdges) => traceChains(map, map.thinned, params.chains);
  const lines = { edges: trace(edges), afar: trace(afar), outline: outlines.map(trace) };
  return ({ fromNear, limbs }) => {
    const partBorders = [...borders, ...fromNear, ...limbSides];
    const partStrength = paintChains(partBorders, image);
    const wanted = new Float32Array(edges.thinned.length);
    for (let i = 0; i < wanted.length; i++) {
      if (inside.data[i] === 0) continue;
      const outline = outlines.length > 0 ? outlines[0].thinned[i] : 0;
      const line =
        Math.max(edges.thinned[i], outline, params.wantedParts * partStrength.data[i]) + afar.thinned[i];
      if (line === 0) continue;
      const sure = Math.fround(Math.max(seen.sure.data[i], params.headSure * heads.data[i]));
      wanted[i] =
        line * inside.data[i] * (sure ** params.wantedSureness + params.wantedOutline * onOutline.data[i]);
    }
    return {
      ...{ ...input, portraits, limbParts },
      ...lines,
      ...{ partBorders, partStrength, depth, limbs, importance },
      wanted: plane(image, wanted),
    };
  };
}

/** Importance, and what heads inside the subject add. */
function withHeads(importance: Plane, heads: Plane, inside: Plane, gain: number): Plane {
  const data = new Float32Array(importance.data.length);
  for (let i = 0; i < data.length; i++) data[i] = importance.data[i] + gain * heads.data[i] * inside.data[i];
  return plane(importance, data);
}

/** The strength of lines at the pixels they go through, the strongest counting. */
export function paintChains(chains: readonly Chain[], { width, height }: RgbImage): Plane {
  const data = new Float32Array(width * height);
  for (const { xy, strength } of chains) {
    strength.forEach((v, k) => {
      const column = Math.min(width - 1, Math.floor(xy[2 * k]));
      const row = Math.min(height - 1, Math.floor(xy[2 * k + 1]));
      data[row * width + column] = Math.max(data[row * width + column], v);
    });
  }
  return plane({ width, height }, data);
}

function thinned(edges: Edges): ThinEdges {
  const map = withNormals(edges);
  return { ...map, thinned: thin(map) };
}
