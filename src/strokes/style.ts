/** How a drawing looks on paper; the same words for every format. */
import { invalidOption } from '../errors.ts';
import { parseColor, type Rgba } from './color.ts';
import type { Sketch } from './stroke.ts';

export interface DrawingStyle {
  /** CSS colour of the ink. @default 'black' */
  readonly color?: string | undefined;
  /** CSS colour of the paper; `transparent` for none. @default the format's own: white for pictures, none for SVG */
  readonly paper?: string | undefined;
  /** Longer side of the picture in pixels, 1 to 16384. @default the format's own */
  readonly size?: number | undefined;
  /** Shown as the SVG's and the PDF's title. */
  readonly title?: string | undefined;
}

export const MAX_SIZE = 16384;

/** Whole pixels whose longer side is `size` and whose shape is the sketch's. */
export function pixelSize(sketch: Sketch, size: number): { width: number; height: number } {
  if (!Number.isInteger(size) || size < 1 || size > MAX_SIZE) {
    throw invalidOption('size', `an integer from 1 to ${MAX_SIZE}`, size);
  }
  const scale = size / Math.max(sketch.width, sketch.height);
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(sketch.width), height: side(sketch.height) };
}

/** The ink's colour. @throws ClipassoError 'usage' */
export function inkColor(style: DrawingStyle): Rgba {
  return parseColor('color', style.color ?? 'black');
}

/** The paper's colour, or null for none. @throws ClipassoError 'usage' */
export function paperColor(style: DrawingStyle, fallback: string): Rgba | null {
  const color = parseColor('paper', style.paper ?? fallback);
  return color[3] === 0 ? null : color;
}
