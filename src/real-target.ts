/** What a path leads to. */
import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * The absolute path without links that `path` leads to, also where nothing is there yet: through the links of its folders, and through a
 * link to what is still to be made.
 * @throws the system's error for links in a circle, and where a part of the path is no folder
 */
export async function realTarget(path: string): Promise<string> {
  const full = resolve(path);
  const real = await realpath(full).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (real !== null || dirname(full) === full) return real ?? full;
  const folder = await realTarget(dirname(full));
  const here = join(folder, basename(full));
  const target = await readlink(here).catch(() => null);
  return target === null ? here : realTarget(resolve(folder, target));
}
