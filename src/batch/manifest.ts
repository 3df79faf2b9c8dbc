/**
 * What is finished: `manifest.jsonl` in the output folder, one line of JSON per drawing. A line is added after its
 * files are in place; a line that a killed program left unfinished is ignored.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { isAbsolute, normalize, sep } from 'node:path';
import type { SketchOptions } from '../options.ts';
import type { SaveOptions } from '../output/save.ts';
import { outputError, writeFileAtomic } from '../output/write.ts';
import type { OutputFolder } from './folders.ts';

export interface ManifestEntry {
  /** The photo's place, see BatchInput. */
  readonly input: string;
  /** Strokes drawn. */
  readonly strokes: number;
  /** SHA-256 of the photo's bytes, and of every option that changes the drawing. */
  readonly inputHash: string;
  readonly optionsHash: string;
  readonly seed: number;
  /** Null where nothing was judged: a person stopped it before. */
  readonly loss: number | null;
  /** Best loss of every seed. */
  readonly losses: Readonly<Record<string, number>>;
  /** Written files, relative to the output folder. */
  readonly outputs: readonly string[];
  /** That drawing it took. */
  readonly seconds: number;
  /** A person marked it. */
  readonly starred?: boolean;
  /** A person changed its strokes. */
  readonly edited?: boolean;
}

export interface Manifest {
  readonly entries: ReadonlyMap<string, ManifestEntry>;
  /** Numbers of the lines that were no entries and have been dropped, the first 1. */
  readonly dropped: readonly number[];
  add(entry: ManifestEntry): Promise<void>;
  close(): Promise<void>;
}

export const MANIFEST = 'manifest.jsonl';

/** Drawings are told apart by where they are: one that took another's place replaces it. */
export function entryKey({ outputs }: Pick<ManifestEntry, 'outputs'>): string {
  return outputs[0].slice(0, outputs[0].lastIndexOf('.'));
}

/** The lines of a manifest that can be read, by their key; those of places outside the folder are none. */
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
    // the last may be one that a killed program did not finish
    else if (line.trim() !== '' && i < lines.length - 1) dropped.push(i + 1);
  }
  return { entries, dropped };
}

/** Whether the program wrote this, finished or not. */
export function isManifest(text: string): boolean {
  const beginning = '{"input":';
  return text.startsWith(beginning) || beginning.startsWith(text) || parseManifest(text).size > 0;
}

/** Reads the folder's manifest, drops lines that are broken or superseded, and keeps it open. @throws ClipassoError 'output' */
export async function openManifest(folder: OutputFolder): Promise<Manifest> {
  const path = await folder.place(MANIFEST);
  const text = await readFile(path, 'utf8').catch((cause) => {
    if (cause.code === 'ENOENT') return '';
    throw outputError(path, cause);
  });
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
      // the next line would go on where a full disk cut this one off
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

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** Equal for equal values, whatever the order of their keys. */
export function hashOptions(options: object): string {
  const sorted = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

/**
 * Of every option that changes a drawing's files; the engine and its threads do not.
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
