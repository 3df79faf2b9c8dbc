import { expect, it } from 'vitest';
import { writePlotterSvg } from '../../src/output/plotter.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { readSvg } from '../../src/strokes/svg-reader.ts';

const sketch = { width: 200, height: 100, strokes: uniformStrokes([0, 0, 50, 100, 150, 0, 200, 100], 2) };

it('fills the page within its margins, turned to the drawing', () => {
  const svg = writePlotterSvg(sketch, { paper: 'A4', margin: 20 });
  expect(svg).toContain('width="297mm" height="210mm" viewBox="0 0 297 210"');
  const { points } = readSvg(svg).sketch.strokes;
  expect(points[0]).toBe(20);
  expect(points[6]).toBe(277);
  expect((points[1] + points[7]) / 2).toBeCloseTo(105, 2);
});

it('has one group of lines without fills, of one width', () => {
  const strokes = uniformStrokes(
    Array.from({ length: 24 }, (_, i) => (i * 37) % 100),
    2,
  );
  strokes.widths[1] = 9;
  const svg = writePlotterSvg({ ...sketch, strokes }, { paper: '120x80mm', margin: 0 });
  expect(svg.match(/<g /g)).toHaveLength(1);
  expect(svg).toContain('fill="none"');
  expect(svg).not.toMatch(/<path[^>]*stroke-width/);
  expect(svg).toContain('width="120mm" height="80mm"');
});

it('refuses paper that does not exist and margins that leave none', () => {
  expect(() => writePlotterSvg(sketch, { paper: 'a99', margin: 5 })).toThrow(
    "for plotter but received 'a99'",
  );
  expect(() => writePlotterSvg(sketch, { paper: 'a6', margin: 53 })).toThrow('leave room on 148 x 105 mm');
  expect(() => writePlotterSvg(sketch, { paper: 'a6', margin: -1 })).toThrow('for margin');
});
