/** Whatever is done with strokes, each keeps its colour. */
import { expect, it } from 'vitest';
import { writePdf } from '../../src/output/pdf.ts';
import { drawSketch } from '../../src/strokes/draw.ts';
import { placeStrokes, sideBySide } from '../../src/strokes/layout.ts';
import { orderForPen, orientForPen } from '../../src/strokes/order.ts';
import { partialStrokes } from '../../src/strokes/partial.ts';
import {
  coloredStrokes,
  concatStrokes,
  type Sketch,
  selectStrokes,
  uniformStrokes,
} from '../../src/strokes/stroke.ts';

/** Horizontal lines at y = 10, 30, 10 (again, further right): red, green, half-opaque blue. */
const line = (x: number, y: number) => [x, y, x + 3, y, x + 6, y, x + 9, y];
const strokes = coloredStrokes(
  [...line(1, 10), ...line(1, 30), ...line(20, 10)],
  [4, 4, 4],
  ['#ff0000', '#00ff00', '#0000ff80'],
);
const sketch: Sketch = { width: 40, height: 40, strokes, paper: '#ffff00' };

it.each([
  ['placed', placeStrokes(strokes, 2, 1, 1), ['#ff0000', '#00ff00', '#0000ff80']],
  ['selected', selectStrokes(strokes, [2, 0]), ['#0000ff80', '#ff0000']],
  [
    'joined with black ones',
    concatStrokes(uniformStrokes(line(0, 0), 1), strokes),
    ['#000000', '#ff0000', '#00ff00', '#0000ff80'],
  ],
  ['sorted for a pen', orderForPen(strokes), ['#0000ff80', '#ff0000', '#00ff00']],
  ['turned for a pen', orientForPen(strokes), ['#ff0000', '#00ff00', '#0000ff80']],
  ['drawn in part', partialStrokes(strokes, 0.5), ['#ff0000', '#00ff00']],
  [
    'side by side',
    sideBySide([sketch, sketch], 5).strokes,
    ['#ff0000', '#00ff00', '#0000ff80', '#ff0000', '#00ff00', '#0000ff80'],
  ],
])('%s', (_, { widths, colors }, expected) => {
  expect(colors).toEqual(expected);
  expect(widths).toHaveLength(expected.length);
});

it('black strokes have no colours', () => {
  expect(coloredStrokes(line(0, 0), [1], ['#000000']).colors).toBeUndefined();
  expect(concatStrokes(uniformStrokes(line(0, 0), 1), uniformStrokes(line(0, 0), 1)).colors).toBeUndefined();
});

it('pictures show them on the paper of the sketch, unless told otherwise', () => {
  const at = (style: object, x: number, y: number) => [
    ...drawSketch(sketch, { size: 40, ...style })
      .getContext('2d')
      .getImageData(x, y, 1, 1).data,
  ];
  expect(at({}, 5, 10)).toEqual([255, 0, 0, 255]);
  expect(at({}, 5, 30)).toEqual([0, 255, 0, 255]);
  const [r, g, b] = at({}, 25, 10);
  expect(Math.max(Math.abs(r - 127), Math.abs(g - 127), Math.abs(b - 128))).toBeLessThan(3);
  expect(at({}, 35, 35)).toEqual([255, 255, 0, 255]);
  expect(at({ color: 'black', paper: 'white' }, 25, 10)).toEqual([0, 0, 0, 255]);
  expect(at({ paper: 'transparent' }, 35, 35)).toEqual([0, 0, 0, 0]);
});

it('PDF has them, with their opacity', () => {
  const pdf = writePdf(sketch).toString('latin1');
  expect(pdf).toContain('1 1 0 rg 0 0 40 40 re f');
  expect(pdf).toContain('/a1000 gs 1 0 0 RG 4 w 1 10 m');
  expect(pdf).toContain('/a500 gs 0 0 1 RG 4 w 20 10 m');
  expect(pdf).toContain('/a500 << /CA 0.5 /ca 0.5 >>');
  const offset = Number(/startxref\n(\d+)/.exec(pdf)![1]);
  expect(pdf.slice(offset, offset + 4)).toBe('xref');
});
