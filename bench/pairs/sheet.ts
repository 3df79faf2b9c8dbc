/** A sheet for blind readers: in each row a photo and two drawings of it, without names. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { type Drawable, drawInto } from './picture.ts';

export interface SheetRow {
  /** Path. */
  readonly photo: string;
  readonly left: Drawable;
  readonly right: Drawable;
}

/** Rows stand in two columns, so that readers who see a picture reduced to about 1600 pixels lose nothing. */
const COLUMNS = 2;
const CELL = 256;
const MARGIN = 6;
const NUMBER = 50;
const HEAD = 22;
const GAP = 14;

/** PNG bytes. @param first number of the first row; they go down the left column first */
export async function pairSheet(rows: readonly SheetRow[], first: number): Promise<Buffer> {
  const down = Math.ceil(rows.length / COLUMNS);
  const columnWidth = NUMBER + 3 * CELL;
  const rowHeight = HEAD + CELL;
  const canvas = createCanvas(COLUMNS * columnWidth + GAP, down * rowHeight);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [k, { photo, left, right }] of rows.entries()) {
    const x = Math.floor(k / down) * (columnWidth + GAP);
    const y = (k % down) * rowHeight;
    context.fillStyle = 'black';
    context.font = 'bold 34px sans-serif';
    context.fillText(String(first + k), x + 3, y + HEAD + CELL / 2);
    const shown = [await loadImage(photo), left, right];
    for (const [c, drawable] of shown.entries()) {
      const cell = { left: x + NUMBER + c * CELL, top: y + HEAD };
      context.strokeStyle = '#bbb';
      context.lineWidth = 1;
      context.strokeRect(cell.left + 1.5, cell.top + 1.5, CELL - 3, CELL - 3);
      context.font = 'bold 16px sans-serif';
      context.fillText(`${first + k} ${['photo', 'L', 'R'][c]}`, cell.left + 4, y + HEAD - 5);
      drawInto(context, drawable, {
        left: cell.left + MARGIN,
        top: cell.top + MARGIN,
        side: CELL - 2 * MARGIN,
      });
    }
  }
  return canvas.encode('png');
}
