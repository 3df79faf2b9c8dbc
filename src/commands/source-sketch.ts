/** Reads the finished sketch that a command takes. */
import type { SketchFile } from '../strokes/svg-reader.ts';
import { complain } from './say.ts';

/**
 * Reads the SVG or strokes JSON file `path`, `-` for standard input. Reports on stderr what of it is left out, unless `quiet`.
 * @throws ClipassoError 'input' in one line that names the file.
 */
export async function loadSourceSketch(path: string, quiet = false): Promise<SketchFile> {
  const { loadSketch } = await import('../output/load.ts');
  const file = await loadSketch(path);
  const name = path === '-' ? 'standard input' : path;
  if (!quiet) for (const warning of file.warnings) complain(`${name}: ${warning}`);
  return file;
}
