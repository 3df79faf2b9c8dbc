/** Drawings whose head is drawn from near: first the head as a picture of its own, then the rest around it. */
import sharp from 'sharp';
import { DEFAULT_OPTIONS, type SketchOptions } from '../../src/options.ts';
import { paperSize } from '../../src/photo/coordinates.ts';
import { findHeads } from '../../src/photo/heads.ts';
import { prepare } from '../../src/prepare.ts';
import type { Rect } from '../../src/raster/frame.ts';
import type { Sketch, TunableSketcher } from '../../src/sketch.ts';
import { placeStrokes } from '../../src/strokes/layout.ts';
import type { Tools } from '../../src/tools.ts';

const NEAR = {
  /** Half the side of the head's picture, in radii of the head. */
  reach: 1.35,
  /** Heads that fill more than this part of the photo's shorter side are near already. */
  most: 0.75,
};

/** The sketch, or null for a photo without a head, or with one that fills it. @param share of the strokes that the head has */
export async function sketchFromNear(
  sketcher: TunableSketcher,
  tools: Tools,
  path: string,
  options: Partial<SketchOptions> & { readonly strokes: number },
  share: number,
): Promise<Sketch | null> {
  const { photo, look } = await prepare(path, DEFAULT_OPTIONS, {}, tools);
  const [head] = findHeads(look.heads);
  if (!head) return null;
  const scale = look.window.width / look.image.width;
  const half = NEAR.reach * head.radius * scale;
  const [x, y] = [look.window.x + head.x * scale, look.window.y + head.y * scale];
  const { width, height } = photo.image;
  if (2 * half > NEAR.most * Math.min(width, height)) return null;
  const window = clamp({ x: x - half, y: y - half, width: 2 * half, height: 2 * half }, width, height);
  const file = await sharp(path).metadata();
  const enlarged = file.width / width;
  const crop = await sharp(path)
    .extract({
      left: Math.round(window.x * enlarged),
      top: Math.round(window.y * enlarged),
      width: Math.round(window.width * enlarged),
      height: Math.round(window.height * enlarged),
    })
    .png()
    .toBuffer();
  const ofHead = Math.round(share * options.strokes);
  const near = await sketcher.sketch(crop, { ...options, strokes: ofHead });
  const paper = paperSize(photo.image, tools.teacher.reader(tools.engine).canvas.size);
  const unit = paper.width / width;
  const placed = placeStrokes(
    near.sketch.strokes,
    (window.width * unit) / near.sketch.width,
    window.x * unit,
    window.y * unit,
  );
  const strokes = { ...placed, widths: placed.widths.map(() => DEFAULT_OPTIONS.width) };
  const whole = await sketcher.sketch(path, options, { from: { ...paper, strokes }, keep: true });
  return whole.sketch;
}

function clamp(window: Rect, width: number, height: number): Rect {
  const x = Math.max(0, window.x);
  const y = Math.max(0, window.y);
  const right = Math.min(width, window.x + window.width);
  const bottom = Math.min(height, window.y + window.height);
  return { x, y, width: right - x, height: bottom - y };
}
