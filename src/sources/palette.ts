/** What the sources offer for one photo, joined: what can be drawn. All in working pixels. */

import type { ContourMap } from '../contours/map.ts';
import { evaluate } from '../lines/fit.ts';
import { FOLLOWED, farthestFollowed } from '../lines/followed.ts';
import type { Piece } from '../lines/pieces.ts';
import type { Params } from '../params.ts';
import type { Random } from '../random.ts';
import { type Plane, plane, withData } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { concatStrokes, POINT_STRIDE, type Strokes } from '../strokes/stroke.ts';
import { LINE_DRAWING, type LineDrawing, planLineDrawing } from './line-drawing.ts';
import { PICK, pickPieces } from './pick.ts';
import { joinPieces } from './pieces.ts';
import type { Source, Whole } from './source.ts';

/** What a drawing lacks. */
export interface Wanted {
  /** Strokes that are missing. */
  readonly count: number;
  /** Control points (k, 4, 2) of strokes that are on the paper already. */
  readonly drawn: Float64Array;
  /** The seed's own. */
  readonly random: Random;
  /** True for seeds that take what matters most as it is. */
  readonly plain: boolean;
}

export interface Palette {
  /** Control points (k, 4, 2) of strokes to choose from, at least as many as wanted, and how many of those follow edges. */
  pick(wanted: Wanted): { readonly points: Float64Array; readonly onEdges: number };
  /** What a drawing of `count` strokes has in any case, widths in those of the pen. */
  fixed(count: number): Strokes;
  wholes(): Whole[];
  /** At most `count` lines of the scene behind the things, beside those drawn, widths in those of the pen. Absent where it is not drawn. */
  readonly background?: (count: number, drawn: Float64Array) => Strokes;
  /** Ways to draw the subject's outline and the lines within it together. */
  drawings(): readonly LineDrawing[];
}

export const PALETTE = {
  /** How strongly a seed's variation changes what it finds important: standard deviation of the logarithm. */
  variation: 0.35,
  /** Cells of a variation along the longer side. */
  variationCells: 6,
  outline: FOLLOWED,
  pick: PICK,
  drawing: LINE_DRAWING,
};

/** @param tuning numbers of each source by its name, where they are not the source's own */
export function createPalette(
  map: ContourMap,
  sources: readonly Source[],
  params = PALETTE,
  tuning: Readonly<Record<string, Params>> = {},
): Palette {
  const proposals = sources.map((source) => source.propose(map, tuning[source.name] ?? source.params));
  let levels: readonly (readonly Piece[])[] | undefined;
  const allLevels = () =>
    (levels ??= joinPieces(proposals.flatMap(({ pieces }) => (pieces ? [pieces()] : []))));
  const behind = proposals.find(({ background }) => background)?.background;
  let wholes: readonly Whole[] | undefined;
  const allWholes = () => (wholes ??= proposals.flatMap((proposal) => proposal.wholes?.() ?? []));
  const follows = (count: number) => (strokes: number) => {
    const farthest = farthestFollowed(count, true, params.outline);
    return allWholes().some((whole) => !whole.simplified && whole.distance(strokes) <= farthest);
  };
  let drawings: readonly LineDrawing[] | undefined;
  const planDrawings = () => {
    const inner = proposals.flatMap((proposal) => proposal.inner?.() ?? []);
    const goOn = proposals.find((proposal) => proposal.goOn)?.goOn?.() ?? ((outline) => outline);
    return allWholes()
      .filter(({ simplified }) => !simplified)
      .map((whole) => planLineDrawing(whole, inner, goOn, params.drawing));
  };
  const fill = proposals.find((proposal) => proposal.fill)?.fill;
  return {
    pick({ count, drawn, random, plain }) {
      const importance = plain ? map.importance : vary(map.importance, random, params);
      const pieces = pickPieces(allLevels(), importance, { count, drawn: flattenAll(drawn) }, params.pick);
      const points = pieces.map((piece) => piece.points);
      const missing = Math.max(0, count - pieces.length);
      const beside = pieces.length > 0 || drawn.length > 0;
      const own = beside ? random.fork(`beside ${drawn.length}`) : random;
      const filled = missing > 0 ? fill?.(missing, own) : undefined;
      return {
        points: joinPoints([...points, ...(filled ? [filled.points] : [])]),
        onEdges: Math.min(count, pieces.length) + (pieces.length > 0 ? 0 : (filled?.onEdges ?? 0)),
      };
    },
    fixed: (count) =>
      concatStrokes(...proposals.flatMap(({ fixed }) => fixed?.(count, follows(count)) ?? [])),
    ...(behind && {
      background: (count: number, drawn: Float64Array) => behind({ count, drawn: flattenAll(drawn) }),
    }),
    wholes: () => [...allWholes()],
    drawings: () => (drawings ??= planDrawings()),
  };
}

function joinPoints(parts: readonly Float64Array[]): Float64Array {
  return Float64Array.from(parts.flatMap((points) => [...points]));
}

/** Polylines about a pixel apart of control points (k, 4, 2). */
function flattenAll(points: Float64Array): Float64Array[] {
  return Array.from({ length: points.length / POINT_STRIDE }, (_, s) => {
    const cubic = points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE);
    const steps = Math.ceil(Math.hypot(...cubic.subarray(2).map((v, i) => v - cubic[i]))) + 1;
    return Float64Array.from(Array.from({ length: steps + 1 }, (_, k) => evaluate(cubic, k / steps)).flat());
  });
}

/** A seed's own idea of what is important: coarse noise on its logarithm. */
function vary(importance: Plane, random: Random, params: typeof PALETTE): Plane {
  const { width, height } = importance;
  const scale = params.variationCells / Math.max(width, height);
  const columns = Math.max(2, Math.round(width * scale));
  const rows = Math.max(2, Math.round(height * scale));
  const own = random.fork('taste');
  const noise = Float32Array.from({ length: columns * rows }, () => params.variation * own.normal());
  const { data } = resample(plane({ width: columns, height: rows }, noise), importance);
  return withData(
    importance,
    importance.data.map((v, i) => v * Math.exp(data[i])),
  );
}
