/** One drawing beside numbered photos, of which a reader names the one that it was drawn from. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Sketch } from '../../src/sketch.ts';
import { drawStrokes } from '../../src/strokes/draw.ts';

const DRAWING = 480;
const PHOTO = 210;
const LABEL = 22;
const MARGIN = 8;
const ACROSS = 4;

/** PNG bytes. @param photos paths, numbered from 1 */
export async function choiceSheet(sketch: Sketch, photos: readonly string[]): Promise<Buffer> {
  const rows = Math.ceil(photos.length / ACROSS);
  const height = Math.max(DRAWING, rows * (PHOTO + LABEL));
  const canvas = createCanvas(DRAWING + ACROSS * PHOTO, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const scale = (DRAWING - 2 * MARGIN) / Math.max(sketch.width, sketch.height);
  context.save();
  context.translate((DRAWING - sketch.width * scale) / 2, (DRAWING - sketch.height * scale) / 2);
  context.scale(scale, scale);
  drawStrokes(context, sketch.strokes);
  context.restore();
  context.fillStyle = 'black';
  context.font = '18px sans-serif';
  for (const [k, path] of photos.entries()) {
    const image = await loadImage(path);
    const left = DRAWING + (k % ACROSS) * PHOTO;
    const top = Math.floor(k / ACROSS) * (PHOTO + LABEL);
    context.fillText(`${k + 1}`, left + MARGIN, top + LABEL - 4);
    const fit = (PHOTO - MARGIN) / Math.max(image.width, image.height);
    context.drawImage(image, left, top + LABEL, image.width * fit, image.height * fit);
  }
  return canvas.encode('png');
}
