/** Errors that name the place in an SVG file. */
import { ClipassoError } from '../../errors.ts';
import type { SvgElement } from './tree.ts';

const LONGEST = 60;

/** `Line 3, column 7, <path>: <what>`. */
export function refuse({ name, line, column }: SvgElement, what: string): ClipassoError {
  return new ClipassoError('input', `Line ${line}, column ${column}, <${shortened(name)}>: ${what}`);
}

/** Calls `read`; its errors name the element. */
export function readIn<T>(element: SvgElement, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ClipassoError) throw refuse(element, error.message);
    throw error;
  }
}

/** Text from a file made safe for a message: one line, short, no control characters. */
export function shortened(text: string): string {
  const line = text
    .slice(0, 2 * LONGEST)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
}
