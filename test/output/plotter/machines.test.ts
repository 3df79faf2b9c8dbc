/** Plotters' languages, read back by small interpreters: the pens draw the drawing, inside the margins. */
import { describe, expect, it } from 'vitest';
import { writeDxf } from '../../../src/output/plotter/dxf.ts';
import { writeGcode } from '../../../src/output/plotter/gcode.ts';
import { writeHpgl } from '../../../src/output/plotter/hpgl.ts';
import { type PlotterPage, placeOnPage } from '../../../src/output/plotter/page.ts';
import { planPlot } from '../../../src/output/plotter/plan.ts';
import { createRandom } from '../../../src/random.ts';
import { POINT_STRIDE, uniformStrokes } from '../../../src/strokes/stroke.ts';

type Point = readonly [number, number];
/** What a pen draws without being lifted, in millimetres from the page's lower left corner, y up. */
interface Drawn {
  readonly pen: string;
  readonly points: Point[];
}

const random = createRandom(5);
const strokes = {
  ...uniformStrokes(
    Array.from({ length: 6 * POINT_STRIDE }, () => random.uniform(-20, 120)),
    2,
  ),
  colors: ['#000000', '#ff0000', '#000000', '#ff0000', '#0000ff', '#000000'],
};
const sketch = { width: 100, height: 100, strokes };
const page: PlotterPage = { paper: 'a4-portrait', margin: 20, penWidth: 0.5 };

function readHpgl(text: string): Drawn[] {
  const drawn: Drawn[] = [];
  let [pen, at] = ['0', [0, 0] as Point];
  let down = false;
  for (const [, command, list] of text.matchAll(/([A-Z]{2})([-\d,]*);/g)) {
    if (command === 'SP') pen = list;
    if (command !== 'PU' && command !== 'PD') continue;
    if (command === 'PD' && !down) drawn.push({ pen, points: [at] });
    down = command === 'PD';
    const numbers = list === '' ? [] : list.split(',').map(Number);
    expect(numbers.length).toBeLessThanOrEqual(128);
    for (let i = 0; i < numbers.length; i += 2) {
      expect(Number.isInteger(numbers[i]) && Number.isInteger(numbers[i + 1])).toBe(true);
      at = [numbers[i] / 40, numbers[i + 1] / 40];
      if (down) drawn.at(-1)!.points.push(at);
    }
  }
  expect([down, pen]).toEqual([false, '0']);
  return drawn;
}

function readGcode(text: string, isDown: (line: string) => boolean | null): Drawn[] {
  const drawn: Drawn[] = [];
  let [pen, at, down] = ['', [0, 0] as Point, false];
  for (const line of text.split('\n')) {
    pen = /^; pen (\d+)/.exec(line)?.[1] ?? pen;
    const moved = isDown(line);
    if (moved === true) drawn.push({ pen, points: [at] });
    down = moved ?? down;
    const target = /^(G[01]) X(\S+) Y(\S+)/.exec(line);
    if (!target) continue;
    // never drags the pen, never draws in the air
    expect(target[1]).toBe(down ? 'G1' : 'G0');
    at = [Number(target[2]), Number(target[3])];
    if (down) drawn.at(-1)!.points.push(at);
  }
  expect(down).toBe(false);
  return drawn;
}

function readDxf(text: string): Drawn[] {
  const lines = text.trimEnd().split('\n');
  const drawn: Drawn[] = [];
  let [entity, layer, x] = ['', '', 0];
  for (let i = 0; i < lines.length; i += 2) {
    const [code, value] = [Number(lines[i]), lines[i + 1]];
    if (code === 0) entity = value;
    if (code === 8) layer = value;
    if (code === 0 && value === 'POLYLINE') drawn.push({ pen: '', points: [] });
    if (entity !== 'VERTEX') continue;
    if (code === 8) drawn[drawn.length - 1] = { ...drawn.at(-1)!, pen: layer.split('_')[0] };
    if (code === 10) x = Number(value);
    if (code === 20) drawn.at(-1)!.points.push([x, Number(value)]);
  }
  return drawn;
}

/** Largest distance from densely sampled curves on the page to the polylines of their pen, and the other way round. */
function deviation(drawn: readonly Drawn[]): number {
  const placed = placeOnPage(sketch, page);
  const pens = ['#000000', '#ff0000', '#0000ff'];
  const curves = pens.map((color) =>
    strokes.colors.flatMap((own, s) =>
      own === color ? [curvePoints(placed.strokes.points, s, placed.height)] : [],
    ),
  );
  let worst = 0;
  curves.forEach((own, k) => {
    const lines = drawn.filter(({ pen }) => pen === String(k + 1)).map(({ points }) => points);
    for (const point of own.flat())
      worst = Math.max(worst, Math.min(...lines.map((line) => distanceTo(line, point))));
    for (const point of lines.flat())
      worst = Math.max(worst, Math.min(...own.map((curve) => distanceTo(curve, point))));
  });
  return worst;
}

function curvePoints(points: Float64Array, s: number, height: number): Point[] {
  const p = points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE);
  return Array.from({ length: 400 }, (_, k) => {
    const t = k / 399;
    const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    const [x, y] = [0, 1].map((axis) => weights.reduce((sum, w, i) => sum + w * p[2 * i + axis], 0));
    return [x, height - y];
  });
}

function distanceTo(line: readonly Point[], [x, y]: Point): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i - 1], line[i]];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const t =
      length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    best = Math.min(best, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
  }
  return best;
}

const zAxis = (line: string) => (line === 'G0 Z5' ? false : line === 'G1 Z0 F1500' ? true : null);
const servo = (line: string) => (line === 'M3 S30' ? false : line === 'M3 S700' ? true : null);
const marlin = (line: string) => (line === 'M280 P0 S90' ? false : line === 'M280 P0 S0' ? true : null);

describe.each<[string, () => Drawn[]]>([
  ['HP-GL', () => readHpgl(writeHpgl(sketch, page))],
  ['G-code with a Z axis', () => readGcode(writeGcode(sketch, page), zAxis)],
  [
    'G-code with a servo',
    () =>
      readGcode(writeGcode(sketch, { ...page, gcode: { dialect: 'servo', penUp: 30, penDown: 700 } }), servo),
  ],
  ['G-code for Marlin', () => readGcode(writeGcode(sketch, { ...page, gcode: { dialect: 'm280' } }), marlin)],
  ['DXF', () => readDxf(writeDxf(sketch, page))],
])('%s', (_, read) => {
  it('draws every line with the pen of its colour, one colour after another', () => {
    const drawn = read();
    expect(drawn.map(({ pen }) => pen)).toEqual(['1', '1', '1', '2', '2', '3']);
    expect(deviation(drawn)).toBeLessThan(0.1);
  });

  it('stays within the margins', () => {
    for (const [x, y] of read().flatMap(({ points }) => points)) {
      expect(Math.min(x, 210 - x, y, 297 - y)).toBeGreaterThan(20.25 - 0.02);
    }
  });
});

it('waits for the next pen in G-code, not for the first', () => {
  const lines = writeGcode(sketch, page).split('\n');
  expect(lines.filter((line) => line === 'M0')).toHaveLength(2);
  expect(lines.slice(0, 6)).toEqual([
    expect.stringMatching(/^; clipasso .* page 210 x 297 mm$/),
    'G21',
    'G90',
    'G0 Z5',
    '; pen 1 #000000',
    expect.stringMatching(/^G0 X/),
  ]);
  expect(writeGcode(sketch, { ...page, gcode: { feed: 900 } })).toContain(' F900');
});

it.each([
  [{ dialect: 'laser' }, "for gcode but received 'laser'"],
  [{ dialect: 'constructor' }, 'for gcode'],
  [{ feed: 0 }, 'for feed'],
  [{ penUp: Number.NaN }, 'for pen-up'],
  [{ penDown: 1e9 }, 'for pen-down'],
])('refuses %j', (gcode, message) => {
  expect(() => writeGcode(sketch, { ...page, gcode })).toThrow(message);
});

describe('planPlot', () => {
  it('keeps the pen down where lines join, whatever their order and direction', () => {
    const square = uniformStrokes(
      [0, 0, 1, 0, 2, 0, 3, 0, 3, 3, 2, 3, 1, 3, 0, 3, 0, 0, 0, 1, 0, 2, 0, 3, 3, 0, 3, 1, 3, 2, 3, 3],
      0.1,
    );
    const { layers } = planPlot({ width: 3, height: 3, strokes: square }, page, {});
    expect(layers).toHaveLength(1);
    expect(layers[0].lines.map((line) => line.length)).toEqual([2 + 4 * 6]);
  });

  it('draws straight lines with their ends alone', () => {
    const line = uniformStrokes([0, 0, 1, 1, 2, 2, 3, 3], 0.1);
    const drawn = readHpgl(writeHpgl({ width: 3, height: 3, strokes: line }, page));
    expect(drawn.map(({ points }) => points.length)).toEqual([2]);
  });
});
