/** A drawing's style, with the same options for every format. */
import { invalidOption } from '../errors.ts';
import { parseColor, type Rgba } from './color.ts';
import { DEFAULT_INK, type Sketch, type Strokes } from './stroke.ts';

export interface DrawingStyle {
  /** CSS colour of all ink. @default the strokes' own colours */
  readonly color?: string | undefined;
  /** CSS colour of the paper, or `transparent`. @default the sketch's own, else the format's: white for pictures, transparent for SVG */
  readonly paper?: string | undefined;
  /** Longer side of the picture in pixels, 1 to 16384. @default the format's own */
  readonly size?: number | undefined;
  /** Shown as the SVG's and the PDF's title. */
  readonly title?: string | undefined;
}

export const MAX_SIZE = 16384;

/** Size in whole pixels with the sketch's aspect ratio and a longer side of `size`. */
export function pixelSize(sketch: Sketch, size: number): { width: number; height: number } {
  if (!Number.isInteger(size) || size < 1 || size > MAX_SIZE) {
    throw invalidOption('size', `an integer from 1 to ${MAX_SIZE}`, size);
  }
  const scale = size / Math.max(sketch.width, sketch.height);
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(sketch.width), height: side(sketch.height) };
}

/** Every stroke's colour, (S). @throws ClipassoError 'usage' */
export function inkColors({ widths, colors }: Strokes, style: DrawingStyle): readonly Rgba[] {
  const { color } = style;
  if (color !== undefined || !colors) {
    const ink = parseColor('color', color ?? DEFAULT_INK);
    return Array.from(widths, () => ink);
  }
  const parsed = new Map(
    [...new Set(colors)].map((name) => [name, parseColor('the colour of a stroke', name)]),
  );
  return colors.map((name) => parsed.get(name)!);
}

/** The colour that most strokes have, the first of them on a tie; black without strokes. @param colors of `inkColors` */
export function commonInk(colors: readonly Rgba[]): Rgba {
  return mostFrequent(colors) ?? [0, 0, 0, 1];
}

/** The width that most strokes have, the first of them on a tie; 3 without strokes. */
export function commonWidth({ widths }: Strokes): number {
  return mostFrequent(widths) ?? 3;
}

/** The paper's colour, or null for none. @throws ClipassoError 'usage' */
export function paperColor(sketch: Sketch, style: DrawingStyle, fallback: string): Rgba | null {
  const color = parseColor('paper', style.paper ?? sketch.paper ?? fallback);
  return color[3] === 0 ? null : color;
}

function mostFrequent<T>(values: Iterable<T>): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: T | undefined;
  for (const [value, count] of counts) if (best === undefined || count > counts.get(best)!) best = value;
  return best;
}
