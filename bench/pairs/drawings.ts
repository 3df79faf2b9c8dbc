/** Drawings on disk: `<photo>/<strokes>-<version>.svg`, each known by the SHA-256 of its file. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { writeFileAtomic } from '../../src/output/write.ts';
import type { Sketch } from '../../src/sketch.ts';
import { writeSvg } from '../../src/strokes/svg.ts';
import { readSvg } from '../../src/strokes/svg-reader.ts';
import { RESULTS } from './photos.ts';

export interface Drawing {
  readonly photo: string;
  /** Strokes that were asked for. */
  readonly strokes: number;
  readonly version: string;
  /** SVG, or a picture where no strokes are known. */
  readonly path: string;
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly hash: string;
}

export const DRAWINGS = join(RESULTS, 'drawings');

export const drawingPath = (photo: string, strokes: number, version: string): string =>
  join(DRAWINGS, photo, `${strokes}-${version}.svg`);

export async function saveDrawing(path: string, sketch: Sketch): Promise<void> {
  await writeFileAtomic(path, writeSvg(sketch));
}

/** All drawings of a photo, by name. */
export function drawingsOf(photo: string): Drawing[] {
  const folder = join(DRAWINGS, photo);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^\d+-.*\.(svg|png)$/.test(file))
    .sort()
    .map((file) => {
      const path = join(folder, file);
      const [strokes, ...version] = basename(file, extname(file)).split('-');
      const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
      return { photo, strokes: Number(strokes), version: version.join('-'), path, hash };
    });
}

/** Of drawings that several versions share, the first. */
export function distinctDrawings(drawings: readonly Drawing[]): Drawing[] {
  return [...new Map([...drawings].reverse().map((drawing) => [drawing.hash, drawing])).values()].reverse();
}

/** The strokes of a drawing, or null for a picture. */
export function sketchOf({ path }: Drawing): Sketch | null {
  return path.endsWith('.svg') ? readSvg(readFileSync(path, 'utf8')).sketch : null;
}
