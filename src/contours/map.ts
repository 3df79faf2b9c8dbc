/**
 * The contour start: the subject's edges as the N cubics that say most. It needs no optimisation to be readable.
 */
import { oklabPlanes } from '../photo/colour.ts';
import type { Feature } from '../photo/features.ts';
import type { RgbImage } from '../photo/image.ts';
import type { Plane } from '../photo/plane.ts';
import { type Chain, traceChains } from './chains.ts';
import { type EdgeMap, type EdgeOptions, findEdges, normaliseByQuantile, thin } from './edges.ts';
import { weighPixels } from './importance.ts';
import { findLimbs, type Limbs, liesAlong } from './limbs.ts';
import { findOutline, simplerOutlines } from './mask-edges.ts';
import { type Piece, splitChain } from '../lines/pieces.ts';
import { selectPieces } from '../sources/select.ts';

export interface ContourInput {
  /** The photo at working size. */
  readonly image: RgbImage;
  /** Subject mask of the same size in [0, 1], or null for the whole photo. */
  readonly mask: Float32Array | null;
  /** How much the network looks at each pixel, same size, in [0, 1]. */
  readonly attention: Float32Array;
  /** How likely each pixel belongs to the subject, same size, in [0, 1]. */
  readonly subject: Float32Array;
  /** The subject's eyes and noses in pixels of the image. */
  readonly features: readonly Feature[];
}

export interface ContourPlan {
  /** Pieces of all chains for each tolerance. */
  readonly levels: readonly (readonly Piece[])[];
  readonly importance: Plane;
  /** What is drawn by its middle line, or null without a mask. */
  readonly limbs: Limbs | null;
  /** How much ink is wanted where: thinned edges and the silhouette. */
  readonly contours: Plane;
}

const SELECTION = { spacing: 10, softness: 4, crowding: 0.7 };

/** Fit tolerances in working pixels: the fewer the strokes, the coarser they may be. */
const TOLERANCES = [1.5, 2.5, 4, 6, 9, 13];
/** So many coarser tolerances offer other ways to draw the same. */
const COARSER = 2;
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
/** Pixels between places where simpler chains may be cut; they bend less. */
const SIMPLER_SPACING = 10;
/** In the contour term: power that evens out where the network is sure, and the weight of the silhouette. */
const TERM_SURENESS = 0.5;
const TERM_SILHOUETTE = 1;

export function planContours({ image, mask, subject }: ContourInput): ContourPlan {
  const { width, height } = image;
  const planes: Plane[] = oklabPlanes(image);
  const weights = [...PLANE_WEIGHTS];
  const plane = mask && { width, height, data: mask };
  const outline = plane && findOutline(plane);
  if (plane) {
    planes.push(plane);
    weights.push(MASK_WEIGHT);
  }
  const { importance, inside, silhouette, sure } = weighPixels(subject, mask, width, height);
  const edgesAt = (scale: EdgeOptions): EdgeMap => {
    const map = findEdges(planes, weights, scale);
    const near = map.strength.map((v, i) => (importance[i] > LEAST_IMPORTANCE ? v : 0));
    return { ...map, strength: normaliseByQuantile(near, FULL_STRENGTH) };
  };
  const [fine, coarse] = SCALES.map(edgesAt);
  const strength = fine.strength.map((v, i) => FINE_SHARE * v + (1 - FINE_SHARE) * coarse.strength[i]);
  const edges = thinMap({ ...fine, strength });
  const afar = thinMap(edgesAt(FROM_AFAR));
  const border = outline && thinMap(outline);
  const exact = border ? [edges, border] : [edges];
  const simpler = [afar, ...(plane ? simplerOutlines(plane).map(thinMap) : [])];
  const limbs = plane && findLimbs(plane);
  const borders = [...split(trace(exact)), ...split(trace(simpler), SIMPLER_SPACING)];
  const besideLimbs = (pieces: readonly Piece[]) =>
    pieces.filter(({ xy }) => !limbs || !liesAlong(limbs, xy, width));
  const splits = [
    ...borders.map((levels) => levels.map(besideLimbs)),
    ...split(limbs?.chains ?? [], SIMPLER_SPACING),
  ];
  const wanted = edges.thinned.map(
    (v, i) =>
      (Math.max(v, border ? border.thinned[i] : 0) + afar.thinned[i]) *
      inside[i] *
      (sure[i] ** TERM_SURENESS + TERM_SILHOUETTE * silhouette[i]),
  );
  return {
    levels: TOLERANCES.map((_, k) => splits.flatMap((levels) => levels[k])),
    importance: { width, height, data: importance },
    limbs,
    contours: { width, height, data: wanted },
  };
}

/**
 * The best `count` pieces at the fit tolerance that suits so many, most important first; fewer when there are no more edges. With
 * `spare`, more to choose from: `spare` times as many at that tolerance and, as other ways to draw the same, at the next coarser ones.
 * @param drawn polylines in working pixels that are on the paper already
 */
export function pickContours(
  { levels, importance }: ContourPlan,
  count: number,
  { drawn = [], spare = 1 }: { readonly drawn?: readonly Float64Array[]; readonly spare?: number } = {},
): Piece[] {
  const picks = levels.map((pieces) => {
    const { chosen, gains } = selectPieces(pieces, importance, Math.round(count * spare), SELECTION, drawn);
    const gain = gains.slice(0, count).reduce((sum, v) => sum + v, 0);
    return { gain, pieces: chosen.map((k) => pieces[k]) };
  });
  const best = picks.reduce((a, b, k) => (b.gain > picks[a].gain ? k : a), 0);
  const offered = picks
    .slice(best, spare > 1 ? best + 1 + COARSER : best + 1)
    .flatMap(({ pieces }) => pieces);
  return [...new Map(offered.map((piece) => [piece.points, piece])).values()];
}

interface ThinnedMap {
  readonly map: EdgeMap;
  readonly thinned: Float32Array;
}

const thinMap = (map: EdgeMap): ThinnedMap => ({ map, thinned: thin(map) });

const trace = (maps: readonly ThinnedMap[]): Chain[] =>
  maps.flatMap(({ map, thinned }) => traceChains(map, thinned));

/** Pieces of each chain, for each tolerance. */
const split = (chains: readonly Chain[], spacing?: number): Piece[][][] =>
  chains.map((chain) => splitChain(chain, TOLERANCES, spacing));
