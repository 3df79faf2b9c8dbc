/**
 * Bars around a picture: what a film of another shape is padded with, the frame of a scan. They are no part of the photo,
 * and their edges would be drawn as lines.
 */
import type { Rect } from '../raster/frame.ts';
import type { RgbImage } from '../raster/raster.ts';

export const BARS = {
  /** Largest difference of a channel, in [0, 1], between a bar and its pixels: JPEG noise. */
  noise: 0.1,
  /** Part of a row's pixels that must be of the bar's colour. */
  plain: 0.995,
  /** Difference of a channel that is an edge. */
  contrast: 0.12,
  /** Part of the pixels along a bar's inner edge that must differ from it; a night scene is dark in places. */
  edge: 0.6,
  /** How far that edge must reach: an object on a plain ground is narrower than the picture. */
  reach: 0.9,
  /** Rows, as part of the side, within which the edge must come: compression blurs it. */
  softness: 0.015,
  /** Thickness of a bar as part of the side: thinner is none. */
  least: 0.004,
  /** Thicker is no bar: black ones are 0.34 for an upright film in a 16:9 frame, others 0.22 for 16:9 in a square. */
  mostBlack: 0.4,
  mostOther: 0.25,
  /** Largest channel value of black. */
  black: 0.08,
  /** Part of the pixels inside that must differ from their mean by `contrast`, or the bars are the picture, such as a flag. */
  content: 0.02,
};

type Colour = readonly [number, number, number];

/** What is inside the bars, in pixels of the image; everything when it has none. Bars come in pairs of one colour. */
export function findContent(image: RgbImage, params = BARS): Rect {
  const { width, height } = image;
  const everything = { x: 0, y: 0, width, height };
  const [left, right] = blackColumns(image, params);
  const [top, bottom] = barsAlong(image, { x: left, y: 0, width: right - left, height }, false, params);
  const inner = { x: 0, y: top, width, height: bottom - top };
  const [x, end] = barsAlong(image, inner, true, params);
  const content = { ...inner, x, width: end - x };
  return isPlain(image, content, params) ? everything : content;
}

/** The columns between those at the sides that are black from top to bottom: a film may be padded all round. */
function blackColumns(image: RgbImage, params: typeof BARS): [number, number] {
  const column = (x: number): Row => lineOf(image, { x, y: 0, width: 1, height: image.height }, true);
  const isBlack = (x: number) =>
    differing(column(x), [0, 0, 0], params.black + params.noise).count <= (1 - params.plain) * image.height;
  let left = 0;
  while (left < image.width && isBlack(left)) left++;
  let right = image.width;
  while (right > left && isBlack(right - 1)) right--;
  return right > left ? [left, right] : [0, image.width];
}

/** Where the content begins and ends: across rows, or columns, of a part of the image. */
function barsAlong(
  image: RgbImage,
  { x, y, width, height }: Rect,
  transposed: boolean,
  params: typeof BARS,
): [number, number] {
  const [first, count] = transposed ? [x, width] : [y, height];
  const none: [number, number] = [first, first + count];
  const row = (k: number): Row =>
    transposed
      ? lineOf(image, { x: x + k, y, width: 1, height }, true)
      : lineOf(image, { x, y: y + k, width, height: 1 }, false);
  const near = barFrom(row, count, params);
  const far = barFrom((k) => row(count - 1 - k), count, params);
  if (!near || !far || differ(near.colour, far.colour) > params.contrast) return none;
  const black = Math.max(...near.colour, ...far.colour) <= params.black;
  const thickest = Math.max(near.thickness, far.thickness) / count;
  if (thickest > (black ? params.mostBlack : params.mostOther)) return none;
  return [first + near.thickness, first + count - far.thickness];
}

interface Row {
  readonly data: Float32Array;
  readonly length: number;
  /** Index of the first pixel's red, and how much further each next one's is. */
  readonly start: number;
  readonly step: number;
}

/** A line of pixels along a rectangle that is one pixel thick. */
function lineOf({ width, data }: RgbImage, line: Rect, transposed: boolean): Row {
  const length = transposed ? line.height : line.width;
  return { data, length, start: 3 * (line.y * width + line.x), step: transposed ? 3 * width : 3 };
}

/** The bar that begins with row 0 of `count`. */
function barFrom(
  row: (k: number) => Row,
  count: number,
  params: typeof BARS,
): { thickness: number; colour: Colour } | null {
  const colour = meanColour(row(0));
  const isBar = (k: number) =>
    differing(row(k), colour, params.noise).count <= (1 - params.plain) * row(k).length;
  let plain = 0;
  while (plain < count && isBar(plain)) plain++;
  if (plain < Math.max(2, params.least * count) || plain === count) return null;
  const last = Math.min(count - 1, plain + Math.max(3, Math.ceil(params.softness * count)));
  for (let k = plain; k <= last; k++) {
    const { count: different, extent } = differing(row(k), colour, params.contrast);
    const { length } = row(k);
    if (different >= params.edge * length && extent >= params.reach * length) {
      return { thickness: k + 1, colour };
    }
  }
  return null;
}

function meanColour({ data, length, start, step }: Row): Colour {
  let [red, green, blue] = [0, 0, 0];
  for (let i = 0, k = start; i < length; i++, k += step) {
    red += data[k] / length;
    green += data[k + 1] / length;
    blue += data[k + 2] / length;
  }
  return [red, green, blue];
}

/** How many pixels of a row differ from a colour by more than `least`, and how far apart the first and the last of them are. */
function differing({ data, length, start, step }: Row, [red, green, blue]: Colour, least: number) {
  let count = 0;
  let first = length;
  let last = -1;
  for (let i = 0, k = start; i < length; i++, k += step) {
    const [r, g, b] = [Math.abs(data[k] - red), Math.abs(data[k + 1] - green), Math.abs(data[k + 2] - blue)];
    if (r <= least && g <= least && b <= least) continue;
    count++;
    first = Math.min(first, i);
    last = i;
  }
  return { count, extent: Math.max(0, last - first + 1) };
}

function differ(a: Colour, b: Colour): number {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));
}

function isPlain(image: RgbImage, { x, y, width, height }: Rect, params: typeof BARS): boolean {
  const rows = Array.from({ length: height }, (_, k) =>
    lineOf(image, { x, y: y + k, width, height: 1 }, false),
  );
  const mean: [number, number, number] = [0, 0, 0];
  for (const row of rows) for (const [c, v] of meanColour(row).entries()) mean[c] += v / height;
  const enough = params.content * width * height;
  let different = 0;
  for (const row of rows) {
    if (different >= enough) return false;
    different += differing(row, mean, params.contrast).count;
  }
  return different < enough;
}
