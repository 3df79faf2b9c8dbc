/** A sketch into a file whose extension says what kind. */
import { extname } from 'node:path';
import { ClipassoError } from '../errors.ts';
import type { Sketch } from '../sketch.ts';
import { drawPng, drawSketch } from '../strokes/draw.ts';
import { writeStrokesJson } from '../strokes/json.ts';
import type { DrawingStyle } from '../strokes/style.ts';
import { writeSvg } from '../strokes/svg.ts';
import { writePdf } from './pdf.ts';
import { writeFileAtomic } from './write.ts';

type Encoder = (sketch: Sketch, style: DrawingStyle, metadata?: object) => string | Uint8Array;

const ENCODERS = {
  svg: writeSvg,
  json: (sketch, _style, metadata) => writeStrokesJson(sketch, metadata),
  png: drawPng,
  jpg: (sketch, style) => drawSketch(sketch, opaque(style)).toBuffer('image/jpeg', 92),
  webp: (sketch, style) => drawSketch(sketch, style).toBuffer('image/webp', 92),
  pdf: writePdf,
} satisfies Record<string, Encoder>;

export type OutputFormat = keyof typeof ENCODERS;

export const OUTPUT_FORMATS = Object.keys(ENCODERS) as readonly OutputFormat[];

/** The format that the file name asks for. @throws ClipassoError 'usage' naming those that exist. */
export function formatOf(path: string): OutputFormat {
  const extension = extname(path).slice(1).toLowerCase().replace('jpeg', 'jpg');
  const format = OUTPUT_FORMATS.find((known) => known === extension);
  if (format) return format;
  const known = OUTPUT_FORMATS.map((name) => `.${name}`).join(', ');
  throw new ClipassoError(
    'usage',
    `Cannot tell the format of ${path}; its name must end with one of ${known}`,
  );
}

/** The file's content. @throws ClipassoError 'usage' for a colour or size that is none. */
export function encodeSketch(
  sketch: Sketch,
  format: OutputFormat,
  style: DrawingStyle = {},
  metadata?: object,
): string | Uint8Array {
  return (ENCODERS[format] as Encoder)(sketch, style, metadata);
}

/**
 * Writes the sketch to `path` as its extension says, atomically. `metadata` goes where the format can hold it (SVG, JSON).
 * @throws ClipassoError 'usage' or 'output'.
 */
export async function saveSketch(
  sketch: Sketch,
  path: string,
  style: DrawingStyle = {},
  metadata?: object,
): Promise<void> {
  await writeFileAtomic(path, encodeSketch(sketch, formatOf(path), style, metadata));
}

/** JPEG has no transparency: what would be transparent is white. */
function opaque(style: DrawingStyle): DrawingStyle {
  return { ...style, paper: style.paper === 'transparent' ? 'white' : style.paper };
}
