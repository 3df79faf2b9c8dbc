/** What a cached graph depends on besides its program's key and weights: the code that traces, and what runs it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { versions } from '../../versions.ts';

/** Grows with the format of the files. */
const FORMAT = 1;

/** Rooms whose code is in the graphs: networks, losses, and what traces and writes them. */
const ROOMS = ['compute', 'loss', 'seeing', 'vision'];

/**
 * 16 hexadecimal digits; null where the code cannot be read, as in a bundle for CommonJS.
 * @param here URL of this module; of a bundle, which is hashed as a whole where the rooms' folders are not around it
 */
export function graphVersion(here: string | undefined = import.meta.url): string | null {
  if (!here) return null;
  try {
    const hash = createHash('sha256').update(JSON.stringify([FORMAT, versions(), process.versions.v8]));
    const source = fileURLToPath(new URL('../../', here));
    const extension = here.endsWith('.ts') ? '.ts' : '.js';
    const files = ROOMS.flatMap((room) => codeIn(join(source, room), extension));
    for (const path of files.length > 0 ? files : [fileURLToPath(here)]) hash.update(readFileSync(path));
    return hash.digest('hex').slice(0, 16);
  } catch {
    return null;
  }
}

/** Files of code in a folder and those within it; none where a bundler has moved the code elsewhere. */
function codeIn(folder: string, extension: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(extension))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
