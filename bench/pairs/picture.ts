/** Drawings and photos drawn into a square, whole and in its middle. */
import { createCanvas, type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import type { Sketch } from '../../src/sketch.ts';
import { drawStrokes } from '../../src/strokes/draw.ts';
import { type Drawing, sketchOf } from './drawings.ts';

export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** A drawing read from its file, ready to be drawn. */
export type Drawable = Sketch | Image;

export async function readDrawing(drawing: Drawing): Promise<Drawable> {
  return sketchOf(drawing) ?? loadImage(drawing.path);
}

/** Draws on what is white already. */
export function drawInto(context: SKRSContext2D, drawable: Drawable, { left, top, side }: Square): void {
  const { width, height } = drawable;
  const scale = side / Math.max(width, height);
  context.save();
  context.translate(left + (side - width * scale) / 2, top + (side - height * scale) / 2);
  context.scale(scale, scale);
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  if ('strokes' in drawable) drawStrokes(context, drawable.strokes);
  else context.drawImage(drawable, 0, 0);
  context.restore();
}

/** How dark each pixel of a drawing is, 0 to 1, (side, side), the drawing whole in the middle. */
export function inkPlane(drawable: Drawable, side: number): Float32Array {
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, side, side);
  drawInto(context, drawable, { left: 0, top: 0, side });
  const { data } = context.getImageData(0, 0, side, side);
  return Float32Array.from({ length: side * side }, (_, i) => 1 - data[4 * i]! / 255);
}
