/** Human faces: the lines that carry the likeness. */
import { FACE_STROKES, faceStrokes } from '../seeing/face-strokes.ts';
import type { Portrait } from '../seeing/portraits.ts';
import { concatStrokes, type Strokes } from '../strokes/stroke.ts';
import type { Source } from './source.ts';

const PORTRAITS = {
  /** A drawing of fewer strokes has no face. */
  leastStrokes: 6,
  /** Part of the strokes that faces get: for a face however small, for each part of the paper's side that it is high (several count by the root of their number), and at most. */
  small: 0.08,
  perHeight: 1.5,
  most: 0.62,
  /** So many of their strokes faces give to the outline where it cannot be drawn without. */
  given: 2,
  /** Height of the paper in the measure of `heightOnPaper`. */
  paper: 224,
  strokes: FACE_STROKES,
};

export const portraits: Source<typeof PORTRAITS> = {
  name: 'portraits',
  describe:
    'Eyes, brows, nose, mouth, jaw and hairline of human faces, the most important first, drawn in any case: the losses see hair and cloth sooner than who it is.',
  params: PORTRAITS,
  propose: ({ portraits: found }, params) => ({
    fixed: (count, follows) => drawPortraits(found, count, follows, params),
  }),
};

/** How many strokes `count` have room for, for the faces of a photo or, without `found`, for one as large as the paper. */
export function roomForPortraits(
  count: number,
  found?: readonly Portrait[],
  { leastStrokes, small, perHeight, most, paper }: typeof PORTRAITS = PORTRAITS,
): number {
  if (count < leastStrokes || found?.length === 0) return 0;
  const heights = found?.map(({ heightOnPaper }) => heightOnPaper) ?? [paper];
  const height = Math.sqrt(Math.max(...heights) * heights.reduce((sum, v) => sum + v, 0));
  return Math.round(count * Math.min(most, small + (perHeight * height) / paper));
}

/**
 * What `count` strokes have room for, in working pixels and widths of the pen, as many for each face: faces of one group are drawn alike.
 * @param follows whether the subject's outline can be drawn with so many strokes
 */
export function drawPortraits(
  found: readonly Portrait[],
  count: number,
  follows: (strokes: number) => boolean,
  params: typeof PORTRAITS = PORTRAITS,
): Strokes {
  const most = roomForPortraits(count, found, params);
  const rooms = Array.from({ length: Math.min(params.given, most) + 1 }, (_, given) => most - given);
  const room = most > 0 ? (rooms.find((strokes) => follows(count - strokes)) ?? most) : 0;
  const each = Math.floor(room / Math.max(1, found.length));
  return concatStrokes(
    ...found.map(({ drawing, heightOnPaper }) => faceStrokes(drawing, each, heightOnPaper, params.strokes)),
  );
}
