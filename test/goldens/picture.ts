/** What a person looks at when a drawing is not its golden: photo, golden and drawing side by side. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { drawSketch } from '../../src/strokes/draw.ts';
import type { Sketch } from '../../src/strokes/stroke.ts';

const CELL = 360;
const CAPTION = 20;

/** PNG bytes. @param photo its path */
export async function comparisonPicture(photo: string, golden: Sketch, drawing: Sketch): Promise<Buffer> {
  const cells = [
    { caption: 'photo', image: await loadImage(photo) },
    { caption: 'golden', image: drawSketch(golden, { size: CELL }) },
    { caption: 'now', image: drawSketch(drawing, { size: CELL }) },
  ];
  const canvas = createCanvas(cells.length * CELL, CELL + CAPTION);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ddd';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.font = '14px sans-serif';
  context.fillStyle = 'black';
  for (const [i, { caption, image }] of cells.entries()) {
    context.fillText(caption, i * CELL + 4, CAPTION - 5);
    const scale = (CELL - 4) / Math.max(image.width, image.height);
    context.drawImage(image, i * CELL + 2, CAPTION + 2, image.width * scale, image.height * scale);
  }
  return canvas.encode('png');
}
