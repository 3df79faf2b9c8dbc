/** A photo's map of everything that can become a line: edges, the outline, limbs, and how much each pixel matters. */

import type { Chain } from '../lines/polyline.ts';
import type { Landmark } from '../photo/landmarks.ts';
import type { Boundaries } from '../photo/reader.ts';
import { blur } from '../raster/blur.ts';
import { type Plane, plane, type RgbImage } from '../raster/raster.ts';
import type { LimbPart } from '../seeing/limbs.ts';
import type { Portrait } from '../seeing/portraits.ts';
import { BOUNDARY_LINES, findRidges, traceRidges, withoutOutline } from './boundary-lines.ts';
import { CHAINS, traceChains } from './chains.ts';
import { type Edges, thin, withNormals } from './edges.ts';
import { IMPORTANCE, weighPixels } from './importance.ts';
import { findLimbSides, LIMB_SIDES } from './limb-sides.ts';
import { findLimbs, LIMBS, type Limbs } from './limbs.ts';
import { findOutlineEdges, findSimplerOutlines, OUTLINE_EDGES } from './outline-edges.ts';
import { SCENE_BORDERS } from './scene-borders.ts';

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
  /** Where borders of objects and of their parts run. */
  readonly boundaries: Boundaries;
  /** The subject's human faces. */
  readonly portraits?: readonly Portrait[];
  /** The arms and legs of its people, in pixels of the image. */
  readonly limbParts?: readonly LimbPart[];
}

export interface ContourMap extends ContourInput {
  readonly portraits: readonly Portrait[];
  readonly limbParts: readonly LimbPart[];
  /** Lines along borders of the subject and its parts. */
  readonly edges: readonly Chain[];
  /** Lines along borders that are seen from further away. */
  readonly afar: readonly Chain[];
  /** How high each pixel lies on a ridge of the borders that are seen from near, against one of full strength; a little above 1 at most. */
  readonly heights: Plane;
  /** Of the edges, what lies within the outline; and the sides of people's arms and legs before the body. */
  readonly inner: readonly Chain[];
  /** Lines along the outline, exact, and simpler and simpler; empty without a mask. */
  readonly outline: readonly (readonly Chain[])[];
  /** What is drawn by its middle line, or null without a mask. */
  readonly limbs: Limbs | null;
  /** How much a line through each pixel matters, >= 0. */
  readonly importance: Plane;
  /** How much ink the losses want at each pixel, >= 0. */
  readonly wanted: Plane;
}

export const CONTOURS = {
  /** Where less is at stake, edges are not looked for. */
  leastImportance: 0.05,
  /** Importance that a head adds. */
  headGain: 1,
  /** Where a head is certain, the subject counts as so sure: as much as the network ever is. */
  headSure: 3,
  /** In what losses want: power that evens out where the network is sure, and the weight of the outline. */
  wantedSureness: 0.5,
  wantedOutline: 1,
  importance: IMPORTANCE,
  chains: CHAINS,
  outlineEdges: OUTLINE_EDGES,
  limbs: LIMBS,
  boundaryLines: BOUNDARY_LINES,
  limbSides: LIMB_SIDES,
  /** Standard deviation in pixels of the blur of the mask that says how deep within it a limb's side lies. */
  limbDepth: 9,
  scene: SCENE_BORDERS,
};

/** What needs the mask alone: a second thread may find it. */
export interface ContoursApart {
  readonly outline: readonly (readonly Chain[])[];
  /** Strength in [0, 1] of pixels on the exact outline, 0 elsewhere, (height, width); null without a mask. */
  readonly onOutline: Float32Array | null;
  readonly limbs: Limbs | null;
}

export function contoursApart({ mask }: Pick<ContourInput, 'mask'>, params = CONTOURS): ContoursApart {
  if (!mask) return { outline: [], onOutline: null, limbs: null };
  const { outlineEdges } = params;
  const outlines = [findOutlineEdges(mask, outlineEdges), ...findSimplerOutlines(mask, outlineEdges)].map(
    thinned,
  );
  return {
    outline: outlines.map((map) => traceChains(map, map.thinned, params.chains)),
    onOutline: outlines[0].thinned,
    limbs: findLimbs(mask, params.limbs),
  };
}

/** @returns what completes the map with the rest of it */
export function beginContours(input: ContourInput, params = CONTOURS): (apart: ContoursApart) => ContourMap {
  const { image, mask, subject, heads, boundaries, portraits = [], limbParts = [] } = input;
  const { inside, outline: beside, ...seen } = weighPixels(subject, mask, params.importance);
  const importance = withHeads(seen.importance, heads, inside, params.headGain);
  const matters = (i: number) => importance.data[i] > params.leastImportance;
  const ridges = findRidges(boundaries.near, matters, params.boundaryLines);
  const edges = traceRidges(ridges, params.boundaryLines);
  const afar = traceRidges(findRidges(boundaries.afar, matters, params.boundaryLines), params.boundaryLines);
  const limbSides =
    mask && limbParts.length > 0
      ? findLimbSides(limbParts, boundaries.near, blur(mask, params.limbDepth), params.limbSides)
      : [];
  const inner = [...(mask ? withoutOutline(edges, mask, params.boundaryLines) : edges), ...limbSides];
  return ({ outline, onOutline, limbs }) => {
    const wanted = new Float32Array(ridges.thinned.length);
    for (let i = 0; i < wanted.length; i++) {
      if (inside.data[i] === 0) continue;
      const line = Math.max(ridges.thinned[i], onOutline?.[i] ?? 0);
      if (line === 0) continue;
      const sure = Math.fround(Math.max(seen.sure.data[i], params.headSure * heads.data[i]));
      wanted[i] =
        line * inside.data[i] * (sure ** params.wantedSureness + params.wantedOutline * beside.data[i]);
    }
    return {
      ...{ ...input, portraits, limbParts },
      ...{ edges, afar, inner, outline, limbs, importance, heights: ridges.heights },
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

function thinned(edges: Edges) {
  const map = withNormals(edges);
  return { ...map, thinned: thin(map) };
}
