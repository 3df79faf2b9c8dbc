/** Output formats by file name. Imports no encoder, so that a command line is checked quickly. */
import { extname } from 'node:path';
import { ClipassoError, invalidOption } from '../errors.ts';
import { checkFfmpeg } from './ffmpeg.ts';

export const OUTPUT_FORMATS = [
  'svg',
  'png',
  'jpg',
  'webp',
  'gif',
  'mp4',
  'pdf',
  'json',
  'hpgl',
  'gcode',
  'dxf',
] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Other extensions of the formats. */
const SYNONYMS: ReadonlyMap<string, OutputFormat> = new Map([
  ['jpeg', 'jpg'],
  ['plt', 'hpgl'],
  ['hpg', 'hpgl'],
  ['nc', 'gcode'],
  ['ngc', 'gcode'],
]);

/** Longest side of a picture that WebP's 14 bits hold. */
const MAX_WEBP_SIZE = 16383;
/** Longest side of a movie: too few frames of a larger size fit into memory. */
const MAX_MOVIE_SIZE = 4096;

/** The format of a file name's extension. @throws ClipassoError 'usage' naming all formats. */
export function formatOf(path: string): OutputFormat {
  if (typeof path !== 'string') throw invalidOption('path', "a file's path", path);
  const extension = extname(path).slice(1).toLowerCase();
  const format = SYNONYMS.get(extension) ?? OUTPUT_FORMATS.find((known) => known === extension);
  if (format) return format;
  const known = OUTPUT_FORMATS.map((name) => `.${name}`).join(', ');
  throw new ClipassoError(
    'usage',
    `Cannot tell the format of ${path || "''"}; its name must end with one of ${known}`,
  );
}

/** Whether such a file is an animation. */
export function moves(format: OutputFormat, animated: boolean): boolean {
  return format === 'gif' || format === 'mp4' || (animated && (format === 'svg' || format === 'webp'));
}

/** Whether such a file is only for plotters, and so always a page. */
export function isPlotterFormat(format: OutputFormat): boolean {
  return format === 'hpgl' || format === 'gcode' || format === 'dxf';
}

/** Whether the options of a plotter's page apply to such a file. */
export function takesPlotterPage(format: OutputFormat): boolean {
  return format === 'svg' || format === 'pdf' || isPlotterFormat(format);
}

interface Movement {
  readonly animate?: boolean | undefined;
  readonly history?: object | undefined;
}

/** Whether such a file shows the drawing being drawn, so that the order of strokes matters. */
export function showsOrder(format: OutputFormat, { animate, history }: Movement): boolean {
  return history === undefined && moves(format, animate === true);
}

/** Longest side in pixels that such a file may have; infinite without a limit of its own. */
export function maxSizeOf(format: OutputFormat, { animate, history }: Movement): number {
  if (format !== 'svg' && moves(format, animate === true || history !== undefined)) return MAX_MOVIE_SIZE;
  return format === 'webp' ? MAX_WEBP_SIZE : Number.POSITIVE_INFINITY;
}

/**
 * Checks before any work whether files of these formats can be made.
 * @param save their options; `size` is the longer side in pixels
 * @throws ClipassoError 'usage' for a size that one of them does not allow, 'engine' for MP4 without ffmpeg.
 */
export async function checkEncodable(
  formats: readonly OutputFormat[],
  save: Movement & { readonly size?: number | undefined },
): Promise<void> {
  for (const format of formats) {
    const most = maxSizeOf(format, save);
    if (save.size !== undefined && save.size > most) {
      throw invalidOption('size', `at most ${most} pixels, as .${format} needs it,`, save.size);
    }
  }
  if (formats.includes('mp4')) await checkFfmpeg();
}
