/** Rows of a contact sheet: photos and drawings that are in the folder and can be read. */
import { readFile, stat } from 'node:fs/promises';
import type { Sketch } from '../result.ts';
import { readSvg } from '../strokes/svg-reader.ts';
import type { OutputFolder } from './folders.ts';
import type { ManifestEntry } from './manifest.ts';
import { readThumbnail } from './thumbnail.ts';

export interface ContactRow {
  /** The photo's path relative to its folder. */
  readonly name: string;
  /** Thumbnail as JPEG. */
  readonly photo: Buffer | null;
  readonly drawings: readonly ContactDrawing[];
}

export interface ContactDrawing {
  readonly strokes: number;
  readonly loss: number | null;
  readonly seed: number;
  /** Path relative to the page. */
  readonly outputs: readonly string[];
  /** Content of the SVG file, and its strokes; null if there is none or it cannot be read. */
  readonly svg: { readonly text: string; readonly sketch: Sketch } | null;
}

/** Largest SVG file, in bytes: an edited drawing may hold anything, and the page includes all of them. */
const MAX_SVG_BYTES = 4e6;
/** Most names in one message. */
const MAX_NAMES = 20;

/** Rows for all drawings whose files still exist, in order of the photos' names, and a message for each that is not shown. */
export async function loadContactRows(
  folder: OutputFolder,
  entries: readonly ManifestEntry[],
): Promise<{ rows: ContactRow[]; notes: string[] }> {
  const places = await Promise.all(entries.map((entry) => folder.find(entry.outputs[0])));
  const finished = entries.filter((_, i) => places[i] !== null).sort(compareEntries);
  const notes: string[] = [];
  const rows: ContactRow[] = [];
  const faceless: string[] = [];
  for (const [name, group] of groupByInput(finished)) {
    const photo = await readThumbnail(folder, group[0].inputHash);
    if (photo === null) faceless.push(name);
    const drawings: ContactDrawing[] = [];
    for (const entry of group) drawings.push(await loadDrawing(folder, entry, notes));
    rows.push({ name, photo, drawings });
  }
  if (faceless.length > 0)
    notes.push(`The contact sheet lacks photos whose small copy is gone or damaged: ${listed(faceless)}`);
  return { rows, notes };
}

function listed(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return names.slice(0, MAX_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function compareEntries(a: ManifestEntry, b: ManifestEntry): number {
  return a.input < b.input ? -1 : a.input > b.input ? 1 : a.strokes - b.strokes;
}

function groupByInput(entries: readonly ManifestEntry[]): Map<string, ManifestEntry[]> {
  const groups = new Map<string, ManifestEntry[]>();
  for (const entry of entries) groups.set(entry.input, [...(groups.get(entry.input) ?? []), entry]);
  return groups;
}

async function loadDrawing(
  folder: OutputFolder,
  { strokes, loss, seed, outputs }: ManifestEntry,
  notes: string[],
): Promise<ContactDrawing> {
  const drawing = { strokes, loss, seed, outputs };
  const file = outputs.find((output) => output.endsWith('.svg'));
  const path = file === undefined ? null : await folder.find(file);
  if (path === null) return { ...drawing, svg: null };
  try {
    const { size } = await stat(path);
    if (size > MAX_SVG_BYTES) throw new Error(`it has ${size} bytes`);
    const text = await readFile(path, 'utf8');
    return { ...drawing, svg: { text, sketch: readSvg(text).sketch } };
  } catch (error) {
    notes.push(`The contact sheet lacks ${file}: ${(error as Error).message}`);
    return { ...drawing, svg: null };
  }
}
