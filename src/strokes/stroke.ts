/**
 * A drawing as plain data: S strokes, each one cubic Bezier.
 *
 * Coordinates are canvas pixels, x to the right, y down, the canvas' top left corner at (0, 0); pixel (i, j)
 * covers [i, i + 1) x [j, j + 1). Points may lie outside the canvas.
 */
export interface Strokes {
  /** Control points, flat (S, 4, 2): x0, y0, x1, y1, x2, y2, x3, y3 of each stroke in drawing order. */
  readonly points: Float64Array;
  /** Full width of each stroke in canvas pixels, (S). */
  readonly widths: Float64Array;
  /** Colour of each stroke as CSS `#rrggbb` or `#rrggbbaa`, (S); without it all are black. Optimisation ignores it. */
  readonly colors?: readonly string[] | undefined;
}

/** Colour of strokes that have none of their own. */
export const DEFAULT_INK = '#000000';

/** A drawing on its paper. */
export interface Sketch {
  /** Size of the paper; strokes lie in 0..width x 0..height, and may stick out. */
  readonly width: number;
  readonly height: number;
  readonly strokes: Strokes;
  /** CSS colour of the paper; if absent, each format's default. */
  readonly paper?: string | undefined;
}

/** Numbers per stroke in `Strokes.points`. */
export const POINT_STRIDE = 8;

export function strokeCount(strokes: Strokes): number {
  return strokes.widths.length;
}

/** Strokes of one common width from flat control points. */
export function uniformStrokes(points: ArrayLike<number>, width: number): Strokes {
  return {
    points: Float64Array.from(points),
    widths: new Float64Array(points.length / POINT_STRIDE).fill(width),
  };
}

/** Strokes from flat control points, widths and colours `#rrggbb`; black ones alone need no colours. */
export function coloredStrokes(
  points: ArrayLike<number>,
  widths: ArrayLike<number>,
  colors: readonly string[],
): Strokes {
  return {
    points: Float64Array.from(points),
    widths: Float64Array.from(widths),
    ...(colors.some((color) => color !== DEFAULT_INK) && { colors }),
  };
}

/** The strokes with the given indices, in that order. */
export function selectStrokes(strokes: Strokes, indices: readonly number[]): Strokes {
  const points = new Float64Array(indices.length * POINT_STRIDE);
  const widths = new Float64Array(indices.length);
  indices.forEach((from, to) => {
    points.set(strokes.points.subarray(from * POINT_STRIDE, (from + 1) * POINT_STRIDE), to * POINT_STRIDE);
    widths[to] = strokes.widths[from];
  });
  const { colors } = strokes;
  return { points, widths, ...(colors && { colors: indices.map((s) => colors[s]) }) };
}

/** The strokes of several drawings, one after another. */
export function concatStrokes(...parts: readonly Strokes[]): Strokes {
  return {
    points: Float64Array.from(parts.flatMap((part) => [...part.points])),
    widths: Float64Array.from(parts.flatMap((part) => [...part.widths])),
    ...(parts.some((part) => part.colors) && { colors: parts.flatMap(colorsOf) }),
  };
}

/** Every stroke's colour, (S). */
export function colorsOf({ colors, widths }: Strokes): readonly string[] {
  return colors ?? Array.from(widths, () => DEFAULT_INK);
}
