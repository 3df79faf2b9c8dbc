/** The `d` attribute of SVG paths as cubics (SVG 1.1, section 8.3). */
import { ClipassoError } from '../../errors.ts';
import { arcCubics } from './arcs.ts';
import { shortened } from './refuse.ts';

/** x0, y0 .. x3, y3. */
export type Cubic = readonly [number, number, number, number, number, number, number, number];

type Point = readonly [x: number, y: number];

type Handle = { readonly kind: 'C' | 'Q'; readonly x: number; readonly y: number } | null;

const SEPARATOR = /[\s,]*/y;
const COMMAND = /[MZLHVCSQTA]/iy;
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/iy;
/** Arc flags may be followed by the next number without a separator. */
const FLAG = /[01]/y;
const ARITY: Readonly<Record<string, number>> = {
  M: 2,
  Z: 0,
  L: 2,
  H: 1,
  V: 1,
  C: 6,
  S: 4,
  Q: 4,
  T: 2,
  A: 7,
};

/**
 * Every segment of the path as a cubic; straight and quadratic ones are raised to it exactly, arcs are followed to 3e-4 of their radius.
 * @param most segments beyond this number are not read
 * @throws ClipassoError 'input' for invalid path data, quoting it
 */
export function parsePathData(d: string, most = Number.POSITIVE_INFINITY): Cubic[] {
  const cubics: Cubic[] = [];
  let x = 0;
  let y = 0;
  let startX = 0;
  let startY = 0;
  /** Control point that S or T reflects, when the last command left one. */
  let handle = null as Handle;

  const cubicTo = ([x1, y1]: Point, [x2, y2]: Point, [x3, y3]: Point) => {
    cubics.push([x, y, x1, y1, x2, y2, x3, y3]);
    x = x3;
    y = y3;
  };
  const lineTo = (toX: number, toY: number) => {
    const third = (a: number, b: number) => a + (b - a) / 3;
    cubicTo([third(x, toX), third(y, toY)], [third(toX, x), third(toY, y)], [toX, toY]);
  };
  const quadraticTo = (qx: number, qy: number, toX: number, toY: number) => {
    const raise = (a: number, q: number) => a + ((q - a) * 2) / 3;
    cubicTo([raise(x, qx), raise(y, qy)], [raise(toX, qx), raise(toY, qy)], [toX, toY]);
    handle = { kind: 'Q', x: qx, y: qy };
  };
  const reflected = (kind: 'C' | 'Q') =>
    handle?.kind === kind ? { x: 2 * x - handle.x, y: 2 * y - handle.y } : { x, y };

  for (const { command, values } of readCommands(d)) {
    if (cubics.length >= most) break;
    const upper = command.toUpperCase();
    const relative = command !== upper;
    const v = relative ? toAbsolute(upper, values, x, y) : values;
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
    } else if (upper === 'A') {
      const [rx, ry, rotation, large, sweep, toX, toY] = v;
      if (rx === 0 || ry === 0) lineTo(toX, toY);
      const arc = { rx, ry, rotation, large: large === 1, sweep: sweep === 1 };
      for (const c of arcCubics([x, y], arc, [toX, toY])) cubicTo([c[2], c[3]], [c[4], c[5]], [c[6], c[7]]);
    } else {
      const first = upper === 'S' ? reflected('C') : { x: v[0], y: v[1] };
      const rest = upper === 'S' ? v : v.slice(2);
      cubicTo([first.x, first.y], [rest[0], rest[1]], [rest[2], rest[3]]);
      handle = { kind: 'C', x: rest[0], y: rest[1] };
    }
    if (handle === before) handle = null;
  }
  return cubics;
}

/** Arguments of a relative command from the point (x, y) as those of the absolute one. */
function toAbsolute(upper: string, values: readonly number[], x: number, y: number): readonly number[] {
  const first = upper === 'A' ? 5 : 0;
  return values.map((value, i) => {
    if (i < first) return value;
    const vertical = upper === 'V' || (upper !== 'H' && (i - first) % 2 === 1);
    return value + (vertical ? y : x);
  });
}

interface Command {
  readonly command: string;
  readonly values: readonly number[];
}

/** Commands with their numbers in order; implicit repetitions are made explicit, after M as L. */
function* readCommands(d: string): Generator<Command> {
  let at = 0;
  const next = (pattern: RegExp): string | null => {
    SEPARATOR.lastIndex = at;
    SEPARATOR.exec(d);
    pattern.lastIndex = SEPARATOR.lastIndex;
    const match = pattern.exec(d);
    at = match ? pattern.lastIndex : SEPARATOR.lastIndex;
    return match?.[0] ?? null;
  };
  let command = '';
  for (;;) {
    const letter = next(COMMAND);
    if (letter && command === '' && letter.toUpperCase() !== 'M') throw unreadable(`'${letter}' before M`);
    if (letter) command = letter;
    else if (at >= d.length) return;
    const upper = command.toUpperCase();
    const arity = ARITY[upper];
    if (command === '' || (upper === 'Z' && !letter))
      throw unreadable(`'${shortened(d.slice(at, at + 20))}'`);
    const values: number[] = [];
    while (values.length < arity) {
      const isFlag = upper === 'A' && (values.length === 3 || values.length === 4);
      const number = next(isFlag ? FLAG : NUMBER);
      if (number === null)
        throw unreadable(`'${command}' with ${values.length} numbers`, d.slice(at, at + 20));
      if (!Number.isFinite(Number(number))) throw unreadable(`${shortened(number)} is not finite`);
      values.push(Number(number));
    }
    yield { command, values };
    if (command === 'M') command = 'L';
    else if (command === 'm') command = 'l';
  }
}

function unreadable(what: string, before = ''): ClipassoError {
  const place = before === '' ? '' : ` before '${shortened(before)}'`;
  return new ClipassoError('input', `A path's data cannot be read: ${what}${place}`);
}
