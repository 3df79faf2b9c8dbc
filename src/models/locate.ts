/** Where a model's weights are on this machine. */
import { type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { ClipassoError } from '../errors.ts';
import { findCached } from './cache.ts';
import { formatBytes, type ModelEntry } from './catalogue.ts';
import type { HubSettings } from './environment.ts';
import { pullModel } from './pull.ts';
import type { PullHooks } from './settings.ts';

export interface LocateOptions {
  readonly settings: HubSettings;
  /** Folder with files brought by hand; then the cache is not looked at. */
  readonly modelDir?: string | undefined;
  /** Fetch what is missing. @default false: say how to fetch it */
  readonly pull?: PullHooks | undefined;
}

/**
 * Path of the weights, or null: in `modelDir` if given, else in the cache.
 * @throws ClipassoError 'model' when `modelDir` is no folder, or holds a folder where the file should be
 */
export async function findModelFile(
  entry: ModelEntry,
  { settings, modelDir }: LocateOptions,
): Promise<string | null> {
  if (modelDir === undefined) return findCached(settings.cache, entry);
  if (!kindOf(modelDir)?.isDirectory())
    throw new ClipassoError(
      'model',
      `${modelDir} is not a folder: name the one that holds the weights with --model-dir`,
    );
  const paths = namesByHand(entry).map((name) => join(modelDir, name));
  const found = paths.find((path) => kindOf(path)?.isFile());
  if (found !== undefined) return found;
  const folder = paths.find((path) => kindOf(path)?.isDirectory());
  if (folder === undefined) return null;
  throw new ClipassoError('model', `${folder} is a folder: put the weights' file there under this name`);
}

function kindOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/**
 * Paths of the weights of `entries`, in their order; fetches what is missing if it may.
 * @param purpose what needs them, for the message, e.g. 'Teacher clip'
 * @throws ClipassoError 'model' saying what is missing, how large it is and how to get it
 */
export async function locateModels(
  entries: readonly ModelEntry[],
  purpose: string,
  options: LocateOptions,
): Promise<string[]> {
  const paths = await Promise.all(entries.map((entry) => findModelFile(entry, options)));
  const missing = entries.filter((_, i) => paths[i] === null);
  const { settings, modelDir, pull } = options;
  if (missing.length > 0 && (pull === undefined || modelDir !== undefined))
    throw new ClipassoError('model', missingMessage(purpose, missing, modelDir));
  const found: string[] = [];
  for (const [i, entry] of entries.entries())
    found.push(paths[i] ?? (await pullModel(entry, { ...pull, settings })));
  return found;
}

/** File names that are looked for in a folder brought by hand. */
function namesByHand({ id, file }: ModelEntry): string[] {
  return [`${id}.safetensors`, join(id, file), join(id, 'model.safetensors')];
}

function missingMessage(
  purpose: string,
  missing: readonly ModelEntry[],
  modelDir: string | undefined,
): string {
  const list = missing.map(({ id, bytes }) => `${id} (${formatBytes(bytes)})`).join(' and ');
  if (modelDir !== undefined) {
    const names = missing.map(({ id }) => `${id}.safetensors`).join(' and ');
    return `${purpose} needs ${list}, which ${modelDir} lacks: put ${names} there`;
  }
  const ids = missing.map(({ id }) => id).join(' ');
  return `${purpose} needs ${list}: run 'clipasso models pull ${ids}', or add --yes to fetch now`;
}
