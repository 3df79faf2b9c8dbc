/** Folders in which a batch writes. */
import { mkdir, readdir, realpath, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ClipassoError } from '../errors.ts';
import { outputError, UNFINISHED } from '../output/write.ts';

/** Makes folders inside the output folder, refuses those that lead out of it, and clears what a killed run left there. */
export function createFolders(out: string) {
  const prepared = new Set<string>();
  return {
    async prepare(folder: string): Promise<void> {
      if (prepared.has(folder)) return;
      const path = join(out, folder);
      await mkdir(path, { recursive: true }).catch((cause) => {
        throw outputError(path, cause);
      });
      const [root, real] = await Promise.all([realpath(out), realpath(path)]);
      if (real !== root && !real.startsWith(root + sep)) {
        throw new ClipassoError('output', `${path} is a link that leads out of ${out}; remove it`);
      }
      for (const name of await readdir(path)) {
        if (UNFINISHED.test(name)) await rm(join(path, name), { force: true });
      }
      prepared.add(folder);
    },
  };
}
