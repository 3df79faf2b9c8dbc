/** `clipasso cache` and `clipasso cache clear` */
import { Command } from 'commander';
import { cacheFolder, clearCache, listCache } from '../compute/cache/folder.ts';
import { ClipassoError } from '../errors.ts';
import { formatBytes } from '../models/catalogue.ts';
import { printable } from '../printable.ts';
import { systemReason } from '../system-reason.ts';
import { print } from './say.ts';

/** For commands that run networks. */
export const NO_CACHE = [
  '--no-cache',
  'neither keep prepared networks in the cache nor take them from there',
] as const;

export function cacheCommand(): Command {
  const command = new Command('cache')
    .description('where prepared networks are kept between runs, and how large they are')
    .option('--json', 'print for machines')
    .action(({ json }: { json?: boolean }) => show(json === true));
  command.command('clear').description('delete them; the next run prepares them anew').action(clear);
  return command;
}

/** @throws ClipassoError 'output' if there can be no cache folder */
function ownFolder(): string {
  const folder = cacheFolder();
  if (folder !== null) return folder;
  throw new ClipassoError(
    'output',
    'This user has no home folder, and so no cache; XDG_CACHE_HOME can name one',
  );
}

function show(json: boolean): void {
  const folder = ownFolder();
  const files = listCache(folder);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (json) print(JSON.stringify({ folder, files: files.length, bytes }, null, 2));
  else print(printable(`${folder}: ${describe(files.length, bytes)}`));
}

/** @throws ClipassoError 'output' when a file cannot be deleted */
function clear(): void {
  const folder = ownFolder();
  try {
    const files = clearCache(folder);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    print(printable(`${folder}: deleted ${describe(files.length, bytes)}`));
  } catch (cause) {
    throw new ClipassoError('output', `Cannot clear the cache ${folder}: ${systemReason(cause)}`, { cause });
  }
}

function describe(files: number, bytes: number): string {
  return files === 1 ? `1 file, ${formatBytes(bytes)}` : `${files} files, ${formatBytes(bytes)}`;
}
