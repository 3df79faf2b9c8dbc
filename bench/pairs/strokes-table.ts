/** The strokes of the drawings that were shown, kept in the repository so that later critics can measure them anew. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeFileAtomic } from '../../src/output/write.ts';
import type { Sketch } from '../../src/sketch.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';
import { type Drawing, drawingPath, saveDrawing, sketchOf } from './drawings.ts';
import { shortHash } from './judgements.ts';

const TABLE = fileURLToPath(new URL('drawings.jsonl', import.meta.url));

interface Line {
  readonly photo: string;
  readonly drawing: string;
  readonly strokes: number;
  readonly version: string;
  readonly width: number;
  readonly height: number;
  readonly pen: number;
  /** (S, 4, 2), with the two decimals of an SVG. */
  readonly points: readonly number[];
}

const toSketch = ({ width, height, pen, points }: Line): Sketch => ({
  width,
  height,
  strokes: uniformStrokes(points, pen),
});

/**
 * Keeps what the strokes alone bring back to the byte: not pictures, nor files with notes of their own, nor drawings of photos that may not
 * be passed on.
 * @returns how many are kept
 */
export async function keepStrokes(drawings: readonly Drawing[]): Promise<number> {
  const sorted = [...drawings].sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const lines = sorted.flatMap((drawing): Line[] => {
    const sketch = drawing.photo.startsWith('local-') ? null : sketchOf(drawing);
    if (!sketch) return [];
    const { width, height, strokes } = sketch;
    const { photo, strokes: count, version, hash } = drawing;
    const points = Array.from(strokes.points, (v) => Math.round(100 * v) / 100);
    const line = { photo, drawing: shortHash(hash), strokes: count, version, width, height };
    const kept = { ...line, pen: strokes.widths[0]!, points };
    return digest(writeSvg(toSketch(kept))) === hash ? [kept] : [];
  });
  await writeFileAtomic(TABLE, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return lines.length;
}

/** Puts the drawings that are kept where they are not yet. */
export async function restoreDrawings(): Promise<void> {
  if (!existsSync(TABLE)) return;
  for (const text of readFileSync(TABLE, 'utf8').trim().split('\n')) {
    const line: Line = JSON.parse(text);
    const path = drawingPath(line.photo, line.strokes, line.version);
    if (!existsSync(path)) await saveDrawing(path, toSketch(line));
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
