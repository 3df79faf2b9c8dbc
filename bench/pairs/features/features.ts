/** All features of a drawing, by name: what the critic is trained on. */
import { createCanvas } from '@napi-rs/canvas';
import type { Rect, Size } from '../../../src/raster/frame.ts';
import { plane, type RgbImage, rgbImage } from '../../../src/raster/raster.ts';
import { JUDGE_SIZE } from '../../quality/judge/efficientnet.ts';
import { inkOf } from '../../quality/judge/picture.ts';
import { type Drawable, drawInto } from '../picture.ts';
import type { Facts } from './facts.ts';
import { inkFeatures } from './ink.ts';
import { headSide, headWindow, type Networks, type Target } from './networks.ts';
import { strokeFeatures } from './strokes.ts';

export type Features = Readonly<Record<string, number>>;

/** Features of strokes are missing for a picture whose strokes are not known. */
export async function featuresOf(
  drawable: Drawable,
  facts: Facts,
  networks: Networks,
  target: Target,
): Promise<{ readonly features: Features; readonly pooled: Float32Array }> {
  const { frame, placement, paper } = facts;
  const canvas = pictureOn(frame, { ...frame, x: 0, y: 0 }, drawable, facts);
  const near = headWindow(facts);
  const head = near && pictureOn({ width: headSide, height: headSide }, near, drawable, facts);
  const ink = plane(
    frame,
    Float32Array.from({ length: frame.width * frame.height }, (_, i) => 1 - canvas.data[3 * i]!),
  );
  const own =
    'strokes' in drawable
      ? strokeFeatures(placement.paperToCanvas(scaled(drawable, paper.width / drawable.width)))
      : {};
  const square = squareOf(drawable);
  const { found, pooled } = await networks.features({ canvas, head, square }, target);
  return {
    features: { ...own, ...inkFeatures(ink, facts), ...found, squareInk: sum(inkOf(square).data) },
    pooled,
  };
}

const sum = (values: Float32Array) => values.reduce((all, v) => all + v, 0);

function scaled({ strokes }: Extract<Drawable, { strokes: unknown }>, scale: number) {
  return {
    points: strokes.points.map((v) => v * scale),
    widths: strokes.widths.map((v) => v * scale),
  };
}

/** What lies in a window of the canvas, drawn at a size. */
function pictureOn(size: Size, window: Rect, drawable: Drawable, { placement, paper }: Facts): RgbImage {
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, size.width, size.height);
  context.scale(size.width / window.width, size.height / window.height);
  context.translate(-window.x, -window.y);
  const origin = placement.paperToCanvas({
    points: new Float64Array(8),
    widths: Float64Array.of(1),
  });
  context.translate(origin.points[0]!, origin.points[1]!);
  context.scale(placement.zoom, placement.zoom);
  // the paper in the middle of a square of its longer side, as drawInto lays it
  const side = Math.max(paper.width, paper.height);
  drawInto(context, drawable, { left: (paper.width - side) / 2, top: (paper.height - side) / 2, side });
  return toRgb(context.getImageData(0, 0, size.width, size.height).data, size);
}

function squareOf(drawable: Drawable) {
  const canvas = createCanvas(JUDGE_SIZE, JUDGE_SIZE);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, JUDGE_SIZE, JUDGE_SIZE);
  drawInto(context, drawable, { left: 0, top: 0, side: JUDGE_SIZE });
  const size = { width: JUDGE_SIZE, height: JUDGE_SIZE };
  return { size: JUDGE_SIZE, rgb: toRgb(context.getImageData(0, 0, JUDGE_SIZE, JUDGE_SIZE).data, size).data };
}

function toRgb(rgba: Uint8ClampedArray, size: Size): RgbImage {
  const count = size.width * size.height;
  return rgbImage(
    size,
    Float32Array.from({ length: 3 * count }, (_, i) => rgba[4 * Math.floor(i / 3) + (i % 3)]! / 255),
  );
}
