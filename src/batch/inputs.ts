/** Finds the photos of a batch in folders, files and globs. */
import { existsSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { ClipassoError } from '../errors.ts';
import { systemReason } from '../system-reason.ts';

export interface BatchInput {
  /** Absolute path of the photo. */
  readonly path: string;
  /** Relative path in the output folder, with the photo's own extension and `/` as separator; never leads out of it. */
  readonly place: string;
}

export interface FoundInputs {
  readonly inputs: readonly BatchInput[];
  /** Number of files in folders that are not photos by their extension. */
  readonly skipped: number;
}

/** Extensions of photos. HEIC is among them, so that photos which cannot be read are reported. */
const PHOTO = /\.(jpe?g|jpe|jfif|png|webp|avif|gif|tiff?|svg|svgz|heic|heif|bmp)$/i;

/**
 * Photos in order of their names. Folders are searched recursively, each once, through links too; the output folder is left out. Files and
 * globs that are named explicitly are taken whatever their extension.
 * @throws ClipassoError 'input' for a path that does not exist or is not a regular file, and for a glob that matches nothing; 'usage' if
 * there is no photo, with the reason.
 * @param check called often; may throw to end a long search
 */
export async function findInputs(
  given: readonly string[],
  output: string,
  check: () => void = () => {},
): Promise<FoundInputs> {
  const sources = given.map((source) => asGiven(source));
  const found = new Map<string, BatchInput>();
  const add = (path: string, place: string) => {
    if (!found.has(path)) found.set(path, { path, place: place.split(sep).join('/') });
  };
  const outputPath = await realpath(output).catch(() => resolve(output));
  const kinds = await Promise.all(sources.map(kindOf));
  const folders = kinds.filter((kind) => kind === 'folder').length;
  let skipped = 0;
  for (const [i, source] of sources.entries()) {
    if (kinds[i] === 'file') add(resolve(source), basename(source));
    else if (kinds[i] === 'folder') {
      const root = resolve(source);
      const prefix = folders > 1 ? basename(root) : '';
      const seen = new Set([outputPath]);
      skipped += await walk(root, seen, (path) => {
        check();
        add(path, join(prefix, relative(root, path)));
      });
    } else {
      const paths = await glob(source, {
        absolute: true,
        dot: false,
        followSymbolicLinks: false,
        onlyFiles: true,
      });
      const inside = (path: string) => path === outputPath || path.startsWith(outputPath + sep);
      const photos = paths.filter((path) => !inside(path)).sort(byCodePoint);
      if (photos.length === 0) throw new ClipassoError('input', `Nothing matches ${source}`);
      const root = resolve(staticPart(source));
      for (const path of photos) add(resolve(path), relative(root, resolve(path)));
    }
  }
  if (found.size === 0) throw await noPhotos(sources, output, outputPath, skipped);
  return { inputs: [...found.values()], skipped };
}

/** The source without the single quotes that cmd.exe leaves around it, and with `/` instead of backslashes in patterns. */
export function asGiven(source: string, platform: NodeJS.Platform = process.platform): string {
  if (existsSync(source)) return source;
  const bare = /^'(.+)'$/.exec(source)?.[1] ?? source;
  return platform === 'win32' ? bare.replaceAll('\\', '/') : bare;
}

async function noPhotos(
  sources: readonly string[],
  output: string,
  outputPath: string,
  others: number,
): Promise<ClipassoError> {
  const real = await Promise.all(sources.map((source) => realpath(source).catch(() => source)));
  const own = sources.find((_, i) => real[i] === outputPath);
  const reason =
    own === undefined
      ? `No photos in ${sources.join(', ')}${others > 0 ? `, only ${others} other files` : ''}; photos end with .jpg, .png, .webp and the like`
      : `${own} is the output folder ${output} itself, which is not searched; name another one with --out`;
  return new ClipassoError('usage', reason);
}

async function kindOf(source: string): Promise<'file' | 'folder' | 'glob'> {
  const info = await stat(source).catch(() => null);
  if (info?.isDirectory()) return 'folder';
  if (info?.isFile()) return 'file';
  if (info)
    throw new ClipassoError('input', `${source} is a device or pipe, not a file; give folders or photos`);
  if (isDynamicPattern(source)) return 'glob';
  throw new ClipassoError('input', `${source} does not exist; give folders, photos or quoted globs`);
}

/** Calls `visit` for every photo below the folder; returns the number of other files. */
async function walk(folder: string, seen: Set<string>, visit: (path: string) => void): Promise<number> {
  const real = await realpath(folder);
  if (seen.has(real)) return 0;
  seen.add(real);
  let skipped = 0;
  const names = (await readdir(folder).catch(unreadable(folder))).sort(byCodePoint);
  for (const name of names) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info?.isDirectory()) skipped += await walk(path, seen, visit);
    else if (PHOTO.test(extname(name)) && (info === null || info.isFile())) visit(path);
    else skipped++;
  }
  return skipped;
}

function unreadable(folder: string) {
  return (cause: NodeJS.ErrnoException): never => {
    throw new ClipassoError('input', `Cannot read the folder ${folder}: ${systemReason(cause)}`, { cause });
  };
}

/** The folders of a glob before its first pattern. */
function staticPart(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex((part) => isDynamicPattern(part));
  return parts.slice(0, first).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
