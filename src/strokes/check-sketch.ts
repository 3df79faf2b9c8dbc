/** A sketch as a program gives it, which may hold anything. */
import { invalidOption } from '../errors.ts';
import { isCoordinate, MIN_SIDE } from './limits.ts';
import { POINT_STRIDE, type Sketch, type Strokes } from './stroke.ts';

/**
 * Checks what a typed caller cannot get wrong, and numbers that no picture could be drawn from.
 * @throws ClipassoError 'usage' naming the first part that is wrong
 */
export function checkSketch(sketch: Sketch): void {
  const { width, height, strokes } = partsOf(
    'the sketch',
    'an object with width, height and strokes',
    sketch,
  );
  for (const [name, side] of Object.entries({ width, height }))
    if (!isCoordinate(side) || side < MIN_SIDE)
      throw invalidOption(`the ${name} of the sketch`, 'a positive number', side);
  checkStrokes(strokes);
}

/** @throws ClipassoError 'usage' as checkSketch */
export function checkStrokes(strokes: Strokes): void {
  const { points, widths } = partsOf('the strokes', 'an object with points and widths', strokes);
  for (const [name, list] of Object.entries({ points, widths }))
    if (!(list instanceof Float64Array) || !list.every(isCoordinate))
      throw invalidOption(`the ${name} of the strokes`, 'a Float64Array of finite numbers', list);
  if (points.length !== POINT_STRIDE * widths.length)
    throw invalidOption('the points', `${POINT_STRIDE} numbers for each width`, points.length);
}

function partsOf<T>(name: string, expected: string, value: T): T {
  if (typeof value === 'object' && value !== null) return value;
  throw invalidOption(name, expected, value);
}
