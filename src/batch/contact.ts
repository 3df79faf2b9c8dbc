/** Every photo beside its drawings: `index.html` for people with a browser, `contact.png` for the others. */
import { join } from 'node:path';
import { createCanvas, loadImage, type SKRSContext2D } from '../napi-canvas.ts';
import type { OutputGuard } from '../output/guard.ts';
import { markPng } from '../output/marks.ts';
import { writeFileAtomic } from '../output/write.ts';
import type { Sketch } from '../result.ts';
import { drawStrokes } from '../strokes/draw.ts';
import { placeStrokes } from '../strokes/layout.ts';
import { contactHtml } from './contact-html.ts';
import { type ContactRow, loadContactRows } from './contact-rows.ts';
import type { OutputFolder } from './folders.ts';
import type { ManifestEntry } from './manifest.ts';
import { THUMBNAIL_SIZE } from './thumbnail.ts';

const CONTACT_HTML = 'index.html';
const CONTACT_PNG = 'contact.png';
/** All sheets, and those that are quick to make. */
export const CONTACT_SHEETS: readonly string[] = [CONTACT_HTML, CONTACT_PNG];
export const QUICK_SHEETS: readonly string[] = [CONTACT_HTML];

/** Size of the picture's cells, for photos and drawings alike. */
const CELL = 160;
const GAP = 12;
/** Most rows of the picture; further ones are on the page only. */
const MAX_ROWS = 4000;
/** Longest side in pixels; larger sheets are scaled down. */
const MAX_SIDE = 6000;

/**
 * Writes those of `sheets` that `guard` allows, with all drawings whose files still exist, in order of the photos' names.
 * @returns a message for every drawing that is left out and every sheet that cannot be written; throws nothing
 */
export async function writeContactSheets(
  folder: OutputFolder,
  entries: readonly ManifestEntry[],
  guard: OutputGuard,
  sheets: readonly string[] = CONTACT_SHEETS,
): Promise<string[]> {
  const { rows, notes } = await loadContactRows(folder, entries);
  const write = async (name: string, make: () => string | Promise<Buffer>) => {
    if (!sheets.includes(name)) return;
    try {
      const path = await folder.place(name);
      if (await guard.mayWrite(join(folder.path, name))) await writeFileAtomic(path, await make());
    } catch (error) {
      notes.push(`There is no new ${name}: ${(error as Error).message}`);
    }
  };
  await write(CONTACT_HTML, () => contactHtml(rows));
  await write(CONTACT_PNG, async () => markPng(await contactPng(rows.slice(0, MAX_ROWS))));
  return notes;
}

/** A grid of blocks, each a photo and its drawings, on white. */
async function contactPng(rows: readonly ContactRow[]): Promise<Buffer> {
  const cells = 1 + Math.max(1, ...rows.map((row) => row.drawings.length));
  const columns = Math.max(1, Math.min(rows.length, Math.ceil(Math.sqrt(rows.length / cells))));
  const lines = Math.max(1, Math.ceil(rows.length / columns));
  const block = cells * (CELL + GAP) + GAP;
  const width = columns * block + GAP;
  const height = lines * (CELL + GAP) + GAP;
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const canvas = createCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  for (const [i, row] of rows.entries()) {
    const y = GAP + Math.floor(i / columns) * (CELL + GAP);
    const x = GAP + (i % columns) * block;
    if (row.photo) await drawPhoto(context, row.photo, x, y);
    row.drawings.forEach(({ svg }, k) => {
      if (svg) drawInCell(context, svg.sketch, x + (k + 1) * (CELL + GAP), y);
    });
  }
  return canvas.toBuffer('image/png');
}

async function drawPhoto(context: SKRSContext2D, jpeg: Buffer, x: number, y: number): Promise<void> {
  const image = await loadImage(jpeg);
  const scale = CELL / Math.max(image.width, image.height, THUMBNAIL_SIZE / 8);
  const [width, height] = [image.width * scale, image.height * scale];
  context.drawImage(image, x + (CELL - width) / 2, y + (CELL - height) / 2, width, height);
}

function drawInCell(context: SKRSContext2D, { width, height, strokes }: Sketch, x: number, y: number): void {
  const scale = CELL / Math.max(width, height);
  const [dx, dy] = [x + (CELL - width * scale) / 2, y + (CELL - height * scale) / 2];
  drawStrokes(context, placeStrokes(strokes, scale, dx, dy));
}
