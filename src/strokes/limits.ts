/** Limits of drawings from files; larger ones are damaged, hostile, or no sketches. */

/** Largest file; a sketch of 256 strokes has 20 kB. */
export const MAX_FILE_BYTES = 2 ** 24;
/** Most strokes, 16 times as many as a run may draw. */
export const MAX_STROKES = 4096;
/** Largest coordinate, width and side, in the drawing's own units: pixels and PDF points stay exact to hundredths. */
export const MAX_COORDINATE = 1e6;
/** Smallest side of a drawing, in its own units. */
export const MIN_SIDE = 1e-3;

/** Whether `value` is a number that can be a coordinate. */
export function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= MAX_COORDINATE;
}
