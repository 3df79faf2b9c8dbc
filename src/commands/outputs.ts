/** Output files of a command: checked before any work, then written one by one. */
import { ClipassoError } from '../errors.ts';
import { checkEncodable, formatOf, type OutputFormat } from '../output/formats.ts';
import { createOutputGuard, findRepeated, type OverwritePolicy } from '../output/guard.ts';
import type { SaveOptions } from '../output/save.ts';
import { checkWritable } from '../output/write.ts';
import type { Sketch } from '../result.ts';
import { complain } from './say.ts';
import { expectStandardOutput } from './streams.ts';

export interface Outputs {
  /** Whether the path is to be written; false if an existing file is kept. */
  isWritten(path: string): boolean;
  /**
   * Writes the sketch to those of `paths` that are to be written; `-` is SVG on standard output. A file that cannot be written is
   * reported on stderr and sets exit code 1; the others are still written.
   * @returns the files written
   */
  write(
    sketch: Sketch,
    paths: readonly string[],
    options: SaveOptions,
    metadata?: object,
  ): Promise<readonly string[]>;
}

/**
 * @param paths all that the command may write
 * @param inputs all that it reads
 * @throws ClipassoError 'usage' for an unknown extension, for two paths of the same file, and for a path that is an input or a file that
 * clipasso did not write; 'output' if a path cannot be written; 'engine' if an encoder is missing.
 */
export async function prepareOutputs(
  paths: readonly string[],
  inputs: readonly string[],
  policy: OverwritePolicy,
  save: SaveOptions,
): Promise<Outputs> {
  const files = paths.filter((path) => path !== '-');
  const formats = formatsOf(paths);
  if (files.length < paths.length) expectStandardOutput();
  const twice = paths.length - files.length > 1 ? '-' : await findRepeated(files);
  if (twice) throw new ClipassoError('usage', `${twice} is named twice as an output`);
  const guard = await createOutputGuard(
    inputs.filter((path) => path !== '-'),
    policy,
  );
  const kept = new Set<string>();
  for (const path of files) {
    if (await guard.mayWrite(path)) await checkWritable(path);
    else kept.add(path);
  }
  await checkEncodable(formats, save);
  return {
    isWritten: (path) => !kept.has(path),
    async write(sketch, asked, options, metadata) {
      const { encodeSketch, saveSketch } = await import('../output/save.ts');
      const written: string[] = [];
      for (const path of asked.filter((each) => !kept.has(each))) {
        try {
          if (path === '-') {
            process.stdout.write(await encodeSketch(sketch, 'svg', options, metadata));
          } else if (await guard.mayWrite(path)) {
            await saveSketch(sketch, path, options, metadata);
            written.push(path);
          }
        } catch (error) {
          if (!(error instanceof ClipassoError)) throw error;
          complain(error.message);
          process.exitCode = 1;
        }
      }
      return written;
    },
  };
}

/** Formats of the outputs. @throws ClipassoError 'usage' for an unknown extension */
export function formatsOf(paths: readonly string[]): OutputFormat[] {
  return [...new Set(paths.map((path) => (path === '-' ? 'svg' : formatOf(path))))];
}
