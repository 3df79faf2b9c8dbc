/** Digits as lines, so that pictures need no font. */

type Point = readonly [number, number];

/** Width of a digit and of the gap to the next, in its heights. */
const WIDTH = 0.55;
const GAP = 0.25;

/** The lines of each digit, as points x,y on a grid of 2 x 4 cells, y down. */
const DIGITS = [
  '0.6,0 0,0.8 0,3.2 0.6,4 1.4,4 2,3.2 2,0.8 1.4,0 0.6,0',
  '0.3,0.8 1.1,0 1.1,4',
  '0,0.9 0.5,0 1.5,0 2,0.8 2,1.5 0,4 2,4',
  '0,0.3 0.6,0 1.4,0 2,0.6 2,1.3 1.4,1.9 0.7,1.9 / 1.4,1.9 2,2.6 2,3.4 1.4,4 0.6,4 0,3.6',
  '1.5,4 1.5,0 0,2.8 2,2.8',
  '1.9,0 0.2,0 0.1,1.8 1.3,1.6 2,2.3 2,3.3 1.4,4 0.5,4 0,3.6',
  '1.8,0.2 1,0 0,1.3 0,3.2 0.6,4 1.4,4 2,3.3 2,2.4 1.4,1.7 0.6,1.7 0,2.3',
  '0,0 2,0 0.7,4',
  '0.6,1.9 0.1,1.3 0.1,0.6 0.6,0 1.4,0 1.9,0.6 1.9,1.3 1.4,1.9 0.6,1.9 0,2.6 0,3.4 0.6,4 1.4,4 2,3.4 2,2.6 1.4,1.9',
  '0.2,3.8 1,4 2,2.7 2,0.8 1.4,0 0.6,0 0,0.7 0,1.6 0.6,2.3 1.4,2.3 2,1.7',
].map((lines) =>
  lines.split(' / ').map((line) => line.split(' ').map((point) => point.split(',').map(Number))),
);

/** Polylines that write a whole number, 1 high, with its upper left corner at the origin; and its width. */
export function writeNumber(number: number): { readonly lines: readonly Point[][]; readonly width: number } {
  const digits = [...String(number)].map(Number);
  const lines = digits.flatMap((digit, k) =>
    DIGITS[digit].map((line) => line.map(([x, y]): Point => [k * (WIDTH + GAP) + (x / 2) * WIDTH, y / 4])),
  );
  return { lines, width: digits.length * (WIDTH + GAP) - GAP };
}
