/** A sketch as a program gives it, which may hold anything. */
import { invalidOption } from '../errors.ts';
import { parseColor } from './color.ts';
import { isCoordinate, MIN_SIDE } from './limits.ts';
import { POINT_STRIDE, type Sketch, type Strokes } from './stroke.ts';

/**
 * Checks what a typed caller cannot get wrong, and numbers that no picture could be drawn from.
 * @throws ClipassoError 'usage' naming the first part that is wrong
 */
export function checkSketch(sketch: Sketch): void {
  const { width, height, strokes, paper } = partsOf(
    'the sketch',
    'an object with width, height and strokes',
    sketch,
  );
  for (const [name, side] of Object.entries({ width, height }))
    if (!isCoordinate(side) || side < MIN_SIDE)
      throw invalidOption(`the ${name} of the sketch`, 'a positive number', side);
  if (paper !== undefined) parseColor('the paper of the sketch', paper);
  checkStrokes(strokes);
}

/** @throws ClipassoError 'usage' as checkSketch */
export function checkStrokes(strokes: Strokes): void {
  const { points, widths, colors } = partsOf('the strokes', 'an object with points and widths', strokes);
  for (const [name, list] of Object.entries({ points, widths }))
    if (!(list instanceof Float64Array) || !list.every(isCoordinate))
      throw invalidOption(`the ${name} of the strokes`, 'a Float64Array of finite numbers', list);
  if (points.length !== POINT_STRIDE * widths.length)
    throw invalidOption('the points', `${POINT_STRIDE} numbers for each width`, points.length);
  if (!widths.every((width) => width > 0))
    throw invalidOption('the widths of the strokes', 'positive numbers', widths);
  if (colors === undefined) return;
  if (!Array.isArray(colors) || colors.length !== widths.length)
    throw invalidOption('the colors of the strokes', 'a list with a CSS colour for each width', colors);
  for (const color of new Set(colors)) parseColor('the colour of a stroke', color);
}

function partsOf<T>(name: string, expected: string, value: T): T {
  if (typeof value === 'object' && value !== null) return value;
  throw invalidOption(name, expected, value);
}
