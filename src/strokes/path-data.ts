/** The `d` attribute of SVG paths as cubics (SVG 1.1, section 8.3; arcs are refused). */
import { ClipassoError } from '../errors.ts';

/** x0, y0 .. x3, y3. */
export type Cubic = readonly [number, number, number, number, number, number, number, number];

type Handle = { readonly kind: 'C' | 'Q'; readonly x: number; readonly y: number } | null;

const TOKEN = /([MmZzLlHhVvCcSsQqTtAa])|([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)|[\s,]+|(.)/gi;
const ARITY: Readonly<Record<string, number>> = { M: 2, Z: 0, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2 };

/**
 * Every segment of the path as a cubic; straight and quadratic ones are raised to it exactly.
 * @throws ClipassoError 'input' for what is not path data, and for arcs.
 */
export function parsePathData(d: string): Cubic[] {
  const cubics: Cubic[] = [];
  let x = 0;
  let y = 0;
  let startX = 0;
  let startY = 0;
  /** Control point that S or T reflects, when the last command left one. */
  let handle = null as Handle;

  const cubicTo = (x1: number, y1: number, x2: number, y2: number, x3: number, y3: number) => {
    cubics.push([x, y, x1, y1, x2, y2, x3, y3]);
    x = x3;
    y = y3;
  };
  const lineTo = (toX: number, toY: number) => {
    const third = (a: number, b: number) => a + (b - a) / 3;
    cubicTo(third(x, toX), third(y, toY), third(toX, x), third(toY, y), toX, toY);
  };
  const quadraticTo = (qx: number, qy: number, toX: number, toY: number) => {
    const raise = (a: number, q: number) => a + ((q - a) * 2) / 3;
    cubicTo(raise(x, qx), raise(y, qy), raise(toX, qx), raise(toY, qy), toX, toY);
    handle = { kind: 'Q', x: qx, y: qy };
  };
  const reflected = (kind: 'C' | 'Q') =>
    handle?.kind === kind ? { x: 2 * x - handle.x, y: 2 * y - handle.y } : { x, y };

  for (const { command, values } of readCommands(d)) {
    const upper = command.toUpperCase();
    const relative = command !== upper;
    const v = values.map((value, i) => {
      if (!relative || upper === 'Z') return value;
      const vertical = upper === 'V' || (upper !== 'H' && i % 2 === 1);
      return value + (vertical ? y : x);
    });
    const before = handle;
    if (upper === 'M') {
      [x, y] = [startX, startY] = [v[0], v[1]];
    } else if (upper === 'Z') {
      if (x !== startX || y !== startY) lineTo(startX, startY);
    } else if (upper === 'L') lineTo(v[0], v[1]);
    else if (upper === 'H') lineTo(v[0], y);
    else if (upper === 'V') lineTo(x, v[0]);
    else if (upper === 'Q') quadraticTo(v[0], v[1], v[2], v[3]);
    else if (upper === 'T') {
      const q = reflected('Q');
      quadraticTo(q.x, q.y, v[0], v[1]);
    } else {
      const first = upper === 'S' ? reflected('C') : { x: v[0], y: v[1] };
      const rest = upper === 'S' ? v : v.slice(2);
      cubicTo(first.x, first.y, rest[0], rest[1], rest[2], rest[3]);
      handle = { kind: 'C', x: rest[0], y: rest[1] };
    }
    if (handle === before) handle = null;
  }
  return cubics;
}

/** Commands with their numbers; repeated ones are spelt out, and what follows M is L. */
function readCommands(d: string): { command: string; values: number[] }[] {
  const result: { command: string; values: number[] }[] = [];
  let command = '';
  let values: number[] = [];
  const finish = () => {
    if (values.length > 0) throw unreadable(`'${command}' with ${values.length} numbers`);
  };
  for (const [, letter, number, other] of d.matchAll(TOKEN)) {
    if (other) throw unreadable(`'${other}'`);
    if (letter) {
      finish();
      if (letter === 'A' || letter === 'a') {
        throw new ClipassoError('input', 'A path has an arc (A); convert arcs to curves first');
      }
      if (command === '' && letter.toUpperCase() !== 'M') throw unreadable(`'${letter}' before M`);
      command = letter;
      if (letter.toUpperCase() === 'Z') result.push({ command, values: [] });
    } else if (number) {
      const arity = ARITY[command.toUpperCase()];
      if (!arity) throw unreadable(`${number} without a command`);
      values.push(Number(number));
      if (values.length < arity) continue;
      result.push({ command, values });
      values = [];
      if (command === 'M') command = 'L';
      else if (command === 'm') command = 'l';
    }
  }
  finish();
  return result;
}

function unreadable(what: string): ClipassoError {
  return new ClipassoError('input', `A path's data cannot be read: ${what}`);
}
