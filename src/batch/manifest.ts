/**
 * Finished drawings: `manifest.jsonl` in the output folder, one line of JSON per drawing. A line is added after its files are written; an
 * unfinished line of a killed program is ignored.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { isAbsolute, normalize, sep } from 'node:path';
import type { SketchOptions } from '../options.ts';
import type { SaveOptions } from '../output/save.ts';
import { outputError, writeFileAtomic } from '../output/write.ts';
import { readRegular } from '../read-regular.ts';
import type { OutputFolder } from './folders.ts';

export interface ManifestEntry {
  /** The photo's relative path, see BatchInput. */
  readonly input: string;
  /** Number of strokes drawn. */
  readonly strokes: number;
  /** SHA-256 of the photo's bytes, and of all options that change the drawing. */
  readonly inputHash: string;
  readonly optionsHash: string;
  readonly seed: number;
  /** Null if the drawing was stopped before the network judged it. */
  readonly loss: number | null;
  /** Best loss of every seed. */
  readonly losses: Readonly<Record<string, number>>;
  /** Written files, relative to the output folder. */
  readonly outputs: readonly string[];
  /** Duration of the drawing. */
  readonly seconds: number;
  /** The user starred it. */
  readonly starred?: boolean;
  /** The user changed its strokes. */
  readonly edited?: boolean;
}

export interface Manifest {
  readonly entries: ReadonlyMap<string, ManifestEntry>;
  /** Numbers, from 1, of invalid lines that were dropped. */
  readonly dropped: readonly number[];
  add(entry: ManifestEntry): Promise<void>;
  close(): Promise<void>;
}

export const MANIFEST = 'manifest.jsonl';

/** Key of an entry: its output path without extension, so that a drawing that was written over another replaces its entry. */
export function entryKey({ outputs }: Pick<ManifestEntry, 'outputs'>): string {
  return outputs[0].slice(0, outputs[0].lastIndexOf('.'));
}

/** Valid entries of a manifest by key; entries with paths outside the folder are invalid. */
export function parseManifest(text: string): Map<string, ManifestEntry> {
  return readLines(text).entries;
}

function readLines(text: string): { entries: Map<string, ManifestEntry>; dropped: number[] } {
  const entries = new Map<string, ManifestEntry>();
  const dropped: number[] = [];
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    const entry = parseEntry(line);
    if (entry) entries.set(entryKey(entry), entry);
    // the last line may be unfinished, if the program was killed
    else if (line.trim() !== '' && i < lines.length - 1) dropped.push(i + 1);
  }
  return { entries, dropped };
}

/** Whether the text is a manifest of this program, finished or not. */
export function isManifest(text: string): boolean {
  const beginning = '{"input":';
  return text.startsWith(beginning) || beginning.startsWith(text) || parseManifest(text).size > 0;
}

/** Reads the folder's manifest, removes invalid and superseded lines, and keeps the file open. @throws ClipassoError 'output' */
export async function openManifest(folder: OutputFolder): Promise<Manifest> {
  const path = await folder.place(MANIFEST);
  const text = await readManifest(path);
  const { entries, dropped } = readLines(text);
  const clean = [...entries.values()].map(toLine).join('');
  if (clean !== text || text === '') await writeFileAtomic(path, clean);
  const file = await open(path, 'a').catch((cause) => {
    throw outputError(path, cause);
  });
  const append = async (entry: ManifestEntry) => {
    const { size } = await file.stat();
    try {
      await file.appendFile(toLine(entry));
      await file.datasync();
    } catch (cause) {
      // without a line break, the next entry would continue the line that a full disk cut off
      await file.truncate(size).catch(() => {});
      throw outputError(path, cause as NodeJS.ErrnoException);
    }
    entries.set(entryKey(entry), entry);
  };
  let last: Promise<void> = Promise.resolve();
  return {
    entries,
    dropped,
    add(entry) {
      const added = last.then(() => append(entry));
      last = added.catch(() => {});
      return added;
    },
    close: () => file.close(),
  };
}

/** The manifest's text; '' if there is none. @throws ClipassoError 'output' */
export function readManifest(path: string): Promise<string> {
  return readRegular(path).catch((cause) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return '';
    throw outputError(path, cause);
  });
}

/** JSON with sorted keys, so that equal values give equal text. */
export function hashOptions(options: object): string {
  const sorted = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

/**
 * Hash of all options that change a drawing's files; engine and threads do not count.
 * @param maskHash of the mask's file, if there is one
 */
export function hashDrawing(
  sketchOptions: SketchOptions,
  { save, order }: { readonly save?: SaveOptions; readonly order?: boolean },
  maskHash: string | null,
): string {
  const { engine: _, threads: __, mask, maskFit, exact, target, features, ...drawing } = sketchOptions;
  return hashOptions({
    ...drawing,
    ...save,
    order,
    target: drawing.strokes === 'auto' ? target : undefined,
    mask: maskHash ?? mask,
    ...(maskFit && { maskFit }),
    ...(exact && { exact }),
    ...(features !== 'auto' && { features }),
  });
}

function toLine(entry: ManifestEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

function parseEntry(line: string): ManifestEntry | null {
  try {
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? entry : null;
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is ManifestEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { input, inputHash, optionsHash, strokes, seed, loss, losses, seconds, outputs } =
    value as Partial<ManifestEntry>;
  return (
    typeof input === 'string' &&
    [inputHash, optionsHash].every((hash) => typeof hash === 'string' && /^[0-9a-f]+$/.test(hash)) &&
    [strokes, seed, seconds].every(Number.isFinite) &&
    (loss === null || Number.isFinite(loss)) &&
    typeof losses === 'object' &&
    losses !== null &&
    Array.isArray(outputs) &&
    outputs.length > 0 &&
    outputs.every(staysInside)
  );
}

/** Whether the output is a relative path that never leads up. */
function staysInside(output: unknown): boolean {
  if (typeof output !== 'string' || output === '' || isAbsolute(output)) return false;
  return !normalize(output).split(sep).includes('..');
}
