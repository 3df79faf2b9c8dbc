/**
 * The contour start: the subject's edges as the N cubics that say most. It needs no optimisation to be readable.
 */
import { oklabPlanes } from '../photo/colour.ts';
import type { RgbImage } from '../photo/image.ts';
import { blur, type Plane } from '../photo/plane.ts';
import { traceChains } from './chains.ts';
import { type EdgeOptions, findEdges, normaliseByQuantile, thin } from './edges.ts';
import { findOutline, simplerOutlines } from './outline.ts';
import { type Piece, splitChain } from './pieces.ts';
import { selectPieces } from './select.ts';

export interface ContourInput {
  /** The photo at working size. */
  readonly image: RgbImage;
  /** Subject mask of the same size in [0, 1], or null for the whole photo. */
  readonly mask: Float32Array | null;
  /** How much the network looks at each pixel, same size, in [0, 1]. */
  readonly attention: Float32Array;
  /** How likely each pixel belongs to the subject, same size, in [0, 1]; null when the network cannot tell. */
  readonly subject: Float32Array | null;
}

export interface ContourPlan {
  /** Pieces of all chains for each tolerance. */
  readonly levels: readonly (readonly Piece[])[];
  readonly importance: Plane;
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
/** Strengths above this quantile count as full. */
const FULL_STRENGTH = 0.97;
/** Pixels between cuts of simpler outlines, which bend less. */
const SIMPLER_SPACING = 10;
/** How far outside the mask edges still count, in working pixels. */
const MASK_REACH = 4;
/** Extra importance on the silhouette. */
const SILHOUETTE_GAIN = 0.8;
/** In the contour term: power that evens out where the network is sure, and the weight of the silhouette. */
const TERM_SURENESS = 0.5;
const TERM_SILHOUETTE = 0.5;
/** Importance where the network is least and most sure of the subject: it is surest of faces and heads. */
const LEAST_SURE = 0.3;
const MOST_SURE = 3;

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
  const sure = subject ? sureness(subject, mask) : new Float32Array(width * height).fill(1);
  const { inside, silhouette } = besideMask(mask, width, height);
  const importance = sure.map((v, i) => inside[i] * (v + SILHOUETTE_GAIN * silhouette[i]));
  const found = SCALES.map((scale) => findEdges(planes, weights, scale));
  const strengths = found.map(({ strength }) =>
    normaliseByQuantile(
      strength.map((v, i) => (importance[i] > 0.05 ? v : 0)),
      FULL_STRENGTH,
    ),
  );
  const edges = {
    ...found[0],
    strength: strengths[0].map((v, i) => FINE_SHARE * v + (1 - FINE_SHARE) * strengths[1][i]),
  };
  const thinned = thin(edges);
  const border = outline ? thin(outline) : new Float32Array(width * height);
  const chains = [...traceChains(edges, thinned), ...(outline ? traceChains(outline, border) : [])];
  const simpler = (plane ? simplerOutlines(plane) : []).flatMap((map) => traceChains(map, thin(map)));
  const splits = [
    ...chains.map((chain) => splitChain(chain, TOLERANCES)),
    ...simpler.map((chain) => splitChain(chain, TOLERANCES, SIMPLER_SPACING)),
  ];
  const wanted = thinned.map(
    (v, i) =>
      Math.max(v, border[i]) * inside[i] * (sure[i] ** TERM_SURENESS + TERM_SILHOUETTE * silhouette[i]),
  );
  return {
    levels: TOLERANCES.map((_, k) => splits.flatMap((split) => split[k])),
    importance: { width, height, data: importance },
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

/** What of each pixel lies inside the mask, a little beyond its border included; and how near it is to the border. */
function besideMask(mask: Float32Array | null, width: number, height: number) {
  if (!mask)
    return {
      inside: new Float32Array(width * height).fill(1),
      silhouette: new Float32Array(width * height),
    };
  const soft = blur({ width, height, data: mask }, MASK_REACH).data;
  return {
    inside: soft.map((v) => Math.min(1, Math.max(0, (v - 0.08) * 4))),
    silhouette: soft.map((v) => 4 * v * (1 - v)),
  };
}

/** LEAST_SURE to MOST_SURE, by the subject map's rank inside the mask. */
function sureness(subject: Float32Array, mask: Float32Array | null): Float32Array {
  const inside = subject.filter((_, i) => !mask || mask[i] > 0.5).sort();
  const low = inside[Math.floor(0.1 * inside.length)] ?? 0;
  const high = inside[Math.floor(0.95 * inside.length)] ?? 1;
  const range = Math.max(0.25, high - low);
  return subject.map((v) => {
    const t = Math.min(1, Math.max(0, 1 - (high - v) / range));
    return LEAST_SURE + (MOST_SURE - LEAST_SURE) * t * t;
  });
}
