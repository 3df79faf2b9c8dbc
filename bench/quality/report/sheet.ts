/** Contact sheets: the photo and then each method's drawing of it, several photos across where there is room. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Sketch } from '../../../src/sketch.ts';
import { drawStrokes } from '../../../src/strokes/draw.ts';

export interface SheetRow {
  readonly photo: string;
  readonly cells: readonly SheetCell[];
}

export interface SheetCell {
  readonly sketch: Sketch;
  readonly caption: string;
}

const CELL = 220;
const CAPTION = 14;
const MARGIN = 4;
/** Cells across at most, unless one photo's own need more. */
const ACROSS = 9;

/** PNG bytes. @param rows `photo` is a path; every row has the same number of cells */
export async function contactSheet(rows: readonly SheetRow[]): Promise<Buffer> {
  const columns = 1 + Math.max(...rows.map(({ cells }) => cells.length));
  const across = Math.max(1, Math.floor(ACROSS / columns));
  const canvas = createCanvas(
    Math.min(across, rows.length) * columns * CELL,
    Math.ceil(rows.length / across) * (CELL + CAPTION),
  );
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.font = '11px sans-serif';
  for (const [r, { photo, cells }] of rows.entries()) {
    const top = Math.floor(r / across) * (CELL + CAPTION);
    const start = (r % across) * columns * CELL;
    const image = await loadImage(photo);
    const place = placeInCell(image.width, image.height);
    context.drawImage(
      image,
      start + place.x,
      top + CAPTION + place.y,
      image.width * place.scale,
      image.height * place.scale,
    );
    for (const [c, { sketch, caption }] of cells.entries()) {
      const left = start + (c + 1) * CELL;
      context.fillStyle = 'black';
      context.fillText(caption, left + MARGIN, top + CAPTION - 3, CELL - 2 * MARGIN);
      const { x, y, scale } = placeInCell(sketch.width, sketch.height);
      context.save();
      context.translate(left + x, top + CAPTION + y);
      context.scale(scale, scale);
      context.strokeStyle = '#ddd';
      context.lineWidth = 1;
      context.strokeRect(0, 0, sketch.width, sketch.height);
      drawStrokes(context, sketch.strokes);
      context.restore();
    }
  }
  return canvas.encode('png');
}

function placeInCell(width: number, height: number): { x: number; y: number; scale: number } {
  const room = CELL - 2 * MARGIN;
  const scale = room / Math.max(width, height);
  return { x: (CELL - width * scale) / 2, y: (CELL - height * scale) / 2, scale };
}
