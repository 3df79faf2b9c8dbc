/** Outlines of several things in one mask: each whole, but for where it runs along one that is drawn before it. */
import { lineLength, type Point, type Polyline, pointsOf, resampleLine } from '../lines/polyline.ts';
import { forEachAround } from '../raster/connected.ts';
import type { Size } from '../raster/frame.ts';
import { type Plane, withData } from '../raster/raster.ts';
import { OUTLINE_LINES, outlineLines } from './outline-lines.ts';
import { spreadLabels } from './watershed.ts';

export const OUTLINES_APART = {
  /** Mask values from which on a pixel is a thing's. */
  inside: 0.02,
  /** Two outlines that are nearer to each other than this, in working pixels, are one there. */
  reach: 5,
  /** Shorter stretches, in working pixels, are no lines of their own. */
  shortest: 16,
  /** Several things have fewer strokes each, and the borders between them are less certain: they are drawn more simply than one. */
  lines: { ...OUTLINE_LINES, softness: 2.5 },
};

/**
 * @param mask of all things, in [0, 1]
 * @param owners which thing each pixel is of, counted from 0, or -1: such pixels go with the thing that is nearest to them in the mask, and
 * parts that no thing is in are one more thing
 */
export function outlinesApart(mask: Plane, owners: Int32Array, params = OUTLINES_APART): Polyline[] {
  const inside = Uint8Array.from(mask.data, (v) => (v > params.inside ? 1 : 0));
  const known = owners.map((owner, i) => (inside[i] ? owner : -1));
  const spread = spreadLabels(known, inside, mask.width);
  const count = owners.reduce((most, owner) => Math.max(most, owner + 1), 0);
  const drawn = new Uint8Array(mask.data.length);
  return Array.from({ length: count + 1 }, (_, thing) => {
    const isOwn = (i: number) => (spread[i] < 0 ? count : spread[i]) === thing;
    const own = withData(
      mask,
      mask.data.map((v, i) => (isOwn(i) ? v : 0)),
    );
    const lines = outlineLines(own, params.lines).flatMap((line) => awayFrom(drawn, line, mask, params));
    for (const line of lines) mark(drawn, line, mask, params.reach);
    return lines;
  }).flat();
}

/** The stretches of a line that do not run along what is drawn. */
function awayFrom(drawn: Uint8Array, line: Polyline, size: Size, params: typeof OUTLINES_APART): Polyline[] {
  const points = pointsOf(line.xy);
  const isAway = (point: Point) => drawn[pixelOf(point, size)] === 0;
  const start = points.findIndex((point) => !isAway(point));
  if (start < 0) return [line];
  const round = line.closed ? [...points.slice(start), ...points.slice(0, start + 1)] : points;
  const stretches: Point[][] = [];
  round.forEach((point, k) => {
    if (!isAway(point)) return;
    if (k === 0 || !isAway(round[k - 1])) stretches.push(k === 0 ? [] : [round[k - 1]]);
    stretches[stretches.length - 1].push(point);
    if (k + 1 < round.length && !isAway(round[k + 1])) stretches[stretches.length - 1].push(round[k + 1]);
  });
  return stretches
    .filter((stretch) => stretch.length > 2)
    .map((stretch) => resampleLine(stretch))
    .filter((stretch) => lineLength(stretch) >= params.shortest);
}

function mark(drawn: Uint8Array, { xy }: Polyline, size: Size, reach: number): void {
  for (const point of pointsOf(xy))
    forEachAround(pixelOf(point, size), size, reach, (j) => {
      drawn[j] = 1;
    });
}

function pixelOf([x, y]: Point, { width, height }: Size): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  return Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column));
}
