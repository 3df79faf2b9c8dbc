/** Encodes a sketch in the format that the file's extension names. */
import { checkObject, invalidOption } from '../errors.ts';
import { checkSketch, checkStrokes } from '../strokes/check-sketch.ts';
import { drawPng, drawSketch } from '../strokes/draw.ts';
import { writeStrokesJson } from '../strokes/json.ts';
import type { Sketch, Strokes } from '../strokes/stroke.ts';
import type { DrawingStyle } from '../strokes/style.ts';
import { writeSvg } from '../strokes/svg.ts';
import { writeDrawingSvg, writeHistorySvg } from './animated-svg.ts';
import { formatOf, OUTPUT_FORMATS, type OutputFormat } from './formats.ts';
import {
  DEFAULT_TIMING,
  drawingStates,
  encodeMovie,
  type MovieFormat,
  movieSize,
  type Timing,
} from './frames.ts';
import { GENERATOR, markGif, markJpeg, markPng, markWebp } from './marks.ts';
import { writePdf } from './pdf.ts';
import { writeDxf } from './plotter/dxf.ts';
import { writeGcode } from './plotter/gcode.ts';
import { writeHpgl } from './plotter/hpgl.ts';
import { DEFAULT_PAGE, type PlotterPage } from './plotter/page.ts';
import { writePlotterPdf } from './plotter/pdf.ts';
import { writePlotterSvg } from './plotter/svg.ts';
import { writeFileAtomic } from './write.ts';

/** The longest that a movie draws, or rests, in seconds. */
const MAX_SECONDS = 60;

export interface SaveOptions extends DrawingStyle {
  /** SVG and WebP show the drawing being drawn. GIF and MP4 always move. */
  readonly animate?: boolean | undefined;
  /** Earlier states of the optimisation, oldest first: animations show these instead of strokes being drawn one after another. */
  readonly history?: readonly Strokes[] | undefined;
  /** @default 4 s, then 1.5 s of rest */
  readonly timing?: Timing | undefined;
  /** SVG and PDF become a page for a pen plotter. */
  readonly plotter?: PlotterPage | undefined;
  /** Page of HPGL, G-code and DXF. @default `plotter`, else A4 with a margin of 15 mm */
  readonly machine?: PlotterPage | undefined;
}

/**
 * The bytes of the file, with the program's mark; text is UTF-8. `metadata` is stored by formats that can hold it (SVG, JSON).
 * @throws ClipassoError 'usage' for an invalid colour, size or page; 'engine' for MP4 without ffmpeg.
 */
export async function encodeSketch(
  sketch: Sketch,
  format: OutputFormat,
  options: SaveOptions = {},
  metadata?: object,
): Promise<Uint8Array> {
  checkSketch(sketch);
  checkOptions(options);
  // the mark is the first key, also if `metadata` comes from another program's sketch
  const marked = Object.assign({ generator: GENERATOR }, metadata, { generator: GENERATOR });
  const page = options.machine ?? options.plotter ?? DEFAULT_PAGE;
  switch (format) {
    case 'svg':
      return Buffer.from(encodeSvg(sketch, options, marked));
    case 'json':
      return Buffer.from(writeStrokesJson(sketch, marked));
    case 'pdf':
      return options.plotter ? writePlotterPdf(sketch, options.plotter, options) : writePdf(sketch, options);
    case 'hpgl':
      return Buffer.from(writeHpgl(sketch, page, options));
    case 'gcode':
      return Buffer.from(writeGcode(sketch, page, options));
    case 'dxf':
      return Buffer.from(writeDxf(sketch, page, options));
    case 'png':
      return markPng(drawPng(sketch, options));
    case 'jpg':
      return markJpeg(drawSketch(sketch, opaque(options)).toBuffer('image/jpeg', 92));
    case 'webp':
      return encodeWebp(sketch, options);
    case 'gif':
      return markGif(await movie(sketch, format, options));
    case 'mp4':
      return movie(sketch, format, options);
    default:
      throw invalidOption('format', `one of ${OUTPUT_FORMATS.join(', ')}`, format);
  }
}

/** What the types promise, and what encoders do not check themselves. @throws ClipassoError 'usage' */
function checkOptions(options: SaveOptions): void {
  const { title, history = [], timing = DEFAULT_TIMING } = checkObject(options, 'options');
  if (title !== undefined && typeof title !== 'string') throw invalidOption('title', 'a text', title);
  if (!Array.isArray(history)) throw invalidOption('history', 'a list of strokes', history);
  for (const strokes of history) checkStrokes(strokes);
  const { seconds, hold } = checkObject(timing, 'timing');
  for (const [name, value, least] of [['seconds', seconds, 0.1] as const, ['hold', hold, 0] as const])
    if (!(typeof value === 'number' && value >= least && value <= MAX_SECONDS))
      throw invalidOption(`${name} of the timing`, `a number from ${least} to ${MAX_SECONDS}`, value);
}

/** Writes the sketch to `path` as its extension says, atomically. @throws ClipassoError as encodeSketch, and 'output'. */
export async function saveSketch(
  sketch: Sketch,
  path: string,
  options: SaveOptions = {},
  metadata?: object,
): Promise<void> {
  await writeFileAtomic(path, await encodeSketch(sketch, formatOf(path), options, metadata));
}

function encodeSvg(sketch: Sketch, options: SaveOptions, metadata?: object): string {
  const timing = options.timing ?? DEFAULT_TIMING;
  if (options.plotter) return writePlotterSvg(sketch, options.plotter, options, metadata);
  if (options.history) return writeHistorySvg(sketch, options.history, options, timing, metadata);
  if (options.animate) return writeDrawingSvg(sketch, options, timing, metadata);
  return writeSvg(sketch, options, metadata);
}

async function encodeWebp(sketch: Sketch, options: SaveOptions): Promise<Buffer> {
  if (options.animate || options.history) {
    const { width, height } = movieSize(sketch, options);
    return markWebp(await movie(sketch, 'webp', options), width, height);
  }
  const canvas = drawSketch(sketch, options);
  return markWebp(canvas.toBuffer('image/webp', 92), canvas.width, canvas.height);
}

function movie(sketch: Sketch, format: MovieFormat, options: SaveOptions): Promise<Buffer> {
  const timing = options.timing ?? DEFAULT_TIMING;
  const states = options.history ? [...options.history, sketch.strokes] : drawingStates(sketch, timing);
  return encodeMovie(sketch, states, format, options, timing);
}

/** JPEG has no transparency: a transparent paper becomes white. */
function opaque(style: DrawingStyle): DrawingStyle {
  return { ...style, paper: style.paper === 'transparent' ? 'white' : style.paper };
}
