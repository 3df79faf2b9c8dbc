/** Where a batch may write: inside its output folder, and through no link that leads out of it. */
import { lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { ClipassoError } from '../errors.ts';
import { outputError } from '../output/write.ts';

export interface OutputFolder {
  readonly path: string;
  /**
   * Absolute path for writing a file given relative to the folder. Makes its parent folders.
   * @throws ClipassoError 'output' if a link stands in the way, or a folder cannot be made.
   */
  place(file: string): Promise<string>;
  /** Absolute path of an existing regular file given relative to the folder; null if there is none, or it lies outside. */
  find(file: string): Promise<string | null>;
}

export function openOutputFolder(out: string): OutputFolder {
  async function prepare(folder: string): Promise<void> {
    const root = await realpath(out);
    let made = out;
    for (const name of relative(out, folder).split(sep).filter(Boolean)) {
      made = join(made, name);
      await mkdir(made).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'EEXIST') throw outputError(made, cause);
      });
      // before anything is made in it
      const real = await realpath(made).catch(() => '');
      if (!isWithin(root, real)) throw link(made);
    }
  }

  return {
    path: out,
    async place(file) {
      const path = join(out, file);
      await prepare(dirname(path));
      const info = await lstat(path).catch(() => null);
      if (info?.isSymbolicLink()) throw link(path);
      return path;
    },
    async find(file) {
      const path = join(out, file);
      const [root, real] = await Promise.all([realpath(out), realpath(path)]).catch(() => ['', '']);
      if (!isWithin(root, real)) return null;
      const info = await stat(real).catch(() => null);
      return info?.isFile() ? path : null;
    },
  };
}

/** Whether a real path is the real folder, or lies below it. */
function isWithin(folder: string, path: string): boolean {
  return path !== '' && (path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep));
}

function link(path: string): ClipassoError {
  return new ClipassoError('output', `${path} is a link, which a batch does not write through; remove it`);
}
