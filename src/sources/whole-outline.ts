/** The subject's whole outline in as many strokes as asked for, with limbs as part of it or as single lines. */

import type { Limbs } from '../contours/limbs.ts';
import { OUTLINE_LINES, outlineLines } from '../contours/outline-lines.ts';
import { OUTLINES_APART, outlinesApart } from '../contours/outlines-apart.ts';
import { DIVISION, divideLine, MOST_STROKES, shareOut } from '../lines/division.ts';
import { lineLength, type Polyline, pointsOf, resampleLine, signedArea } from '../lines/polyline.ts';
import { type Plane, valueAt } from '../raster/raster.ts';
import type { Whole } from './source.ts';

export const WHOLE_OUTLINE = {
  /** Root of the mean squared distance in working pixels up to which strokes follow an outline closely... */
  close: 3,
  /** ...and up to which they may when nearly all of a drawing's strokes, this part, are spent on it: then it is as close as can be. */
  loose: 6,
  loosePart: 7 / 8,
  /** Shorter lines, in parts of the working image's longer side and, of outlines, of the longest one, are left out. */
  shortest: 0.05,
  /** Holes that are shorter round than this, in working pixels, are left out: between an arm and a body they look like eyes. */
  shortestHole: 160,
  lines: OUTLINE_LINES,
  apart: OUTLINES_APART,
  division: DIVISION,
};

/**
 * @param mask subject mask in [0, 1] at working size
 * @param limbs what is drawn by its middle line
 * @param extra importance beyond 1 of each place, >= 0, of the mask's size: the outline is followed closest where it is high
 * @param owners which of several things each pixel is of, which have an outline each, see contours/outlines-apart.ts
 * @returns null when the mask has no outline within the photo
 */
export function planWholeOutline(
  mask: Plane,
  limbs: Limbs | null,
  params = WHOLE_OUTLINE,
  extra?: Plane,
  owners: Int32Array | null = null,
): Whole | null {
  const side = Math.max(mask.width, mask.height);
  const thin = thinParts(mask, limbs, params, owners);
  const longest = Math.max(side, ...thin.outlines.map((line) => lineLength(line)));
  const outlines = thin.outlines.filter(
    (line) => lineLength(line) >= (isHole(line) ? params.shortestHole : params.shortest * longest),
  );
  const limbLines = thin.middles.filter((line) => lineLength(line) >= params.shortest * side);
  const lines = [...outlines, ...limbLines];
  if (lines.length === 0) return null;
  const weight = extra && ((x: number, y: number) => 1 + valueAt(extra, x, y));
  const shares = shareOut(
    lines.map((line) => divideLine(line, params.division, isHole(line) ? undefined : weight)),
  );
  const length = lines.reduce((sum, line) => sum + lineLength(line), 0);
  const within = (distance: number) => {
    const first = shares.costs.findIndex((cost) => cost <= distance ** 2 * length);
    return first < 0 ? Number.POSITIVE_INFINITY : first;
  };
  const [close, loose] = [params.close, params.loose].map(within);
  return {
    simplified: false,
    length,

    fewest(count) {
      const least = Math.min(
        close,
        Math.max(loose, Math.ceil(params.loosePart * Math.min(count, MOST_STROKES))),
      );
      return least <= count ? least : null;
    },
    distance: (count) => Math.sqrt((shares.costs[count] ?? Number.POSITIVE_INFINITY) / length),
    divide: (count) =>
      Float64Array.from(shares.strokes(Math.min(count, MOST_STROKES)).flatMap((points) => [...points])),
  };
}

/** Whether a line runs round a hole, the subject to its outside: d3-contour winds such rings the other way. */
const isHole = ({ xy, closed }: Polyline) => closed && signedArea(xy) > 0;

function thinParts(
  mask: Plane,
  limbs: Limbs | null,
  params: typeof WHOLE_OUTLINE,
  owners: Int32Array | null,
): { readonly outlines: readonly Polyline[]; readonly middles: readonly Polyline[] } {
  const outlinesOf = (of: Plane) =>
    owners ? outlinesApart(of, owners, params.apart) : outlineLines(of, params.lines);
  if (!limbs) return { outlines: outlinesOf(mask), middles: [] };
  const data = mask.data.map((v, i) => (limbs.area[i] ? 0 : v));
  return {
    outlines: outlinesOf({ ...mask, data }),
    middles: limbs.chains.map(({ xy, closed }) => resampleLine(pointsOf(xy), closed)),
  };
}
