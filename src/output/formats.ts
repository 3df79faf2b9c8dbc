/** Which kinds of files there are, told by their names. Loads nothing, so that a command line can be checked at once. */
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

/** Other extensions that the formats go by. */
const SYNONYMS: ReadonlyMap<string, OutputFormat> = new Map([
  ['jpeg', 'jpg'],
  ['plt', 'hpgl'],
  ['hpg', 'hpgl'],
  ['nc', 'gcode'],
  ['ngc', 'gcode'],
]);

/** Longest side of a picture that WebP's 14 bits hold. */
const MAX_WEBP_SIZE = 16383;
/** Longest side of a movie: of larger frames too few fit into memory to show anything move. */
const MAX_MOVIE_SIZE = 4096;

/** The format that the file name asks for. @throws ClipassoError 'usage' naming those that exist. */
export function formatOf(path: string): OutputFormat {
  const extension = extname(path).slice(1).toLowerCase();
  const format = SYNONYMS.get(extension) ?? OUTPUT_FORMATS.find((known) => known === extension);
  if (format) return format;
  const known = OUTPUT_FORMATS.map((name) => `.${name}`).join(', ');
  throw new ClipassoError(
    'usage',
    `Cannot tell the format of ${path}; its name must end with one of ${known}`,
  );
}

/** Whether such a file moves. */
export function moves(format: OutputFormat, animated: boolean): boolean {
  return format === 'gif' || format === 'mp4' || (animated && (format === 'svg' || format === 'webp'));
}

/** Whether such a file is for plotters alone: always a page. */
export function isPlotterFormat(format: OutputFormat): boolean {
  return format === 'hpgl' || format === 'gcode' || format === 'dxf';
}

/** Whether a plotter's page changes such a file. */
export function takesPlotterPage(format: OutputFormat): boolean {
  return format === 'svg' || format === 'pdf' || isPlotterFormat(format);
}

interface Movement {
  readonly animate?: boolean | undefined;
  readonly history?: object | undefined;
}

/** Whether such a file shows the drawing being drawn, so that the order of its strokes is seen. */
export function showsOrder(format: OutputFormat, { animate, history }: Movement): boolean {
  return history === undefined && moves(format, animate === true);
}

/** Longest side in pixels that such a file may have; infinite where every size that a drawing may have will do. */
export function maxSizeOf(format: OutputFormat, { animate, history }: Movement): number {
  if (format !== 'svg' && moves(format, animate === true || history !== undefined)) return MAX_MOVIE_SIZE;
  return format === 'webp' ? MAX_WEBP_SIZE : Number.POSITIVE_INFINITY;
}

/**
 * Finds out before any work whether files of these formats can be made.
 * @param save how they are to look; `size` is the longer side in pixels
 * @throws ClipassoError 'usage' for a size that one of them cannot have, 'engine' for MP4 without ffmpeg.
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
