import { expect, it } from 'vitest';
import { writePlotterSvg } from '../../../src/output/plotter/svg.ts';
import { uniformStrokes } from '../../../src/strokes/stroke.ts';
import { readSvg } from '../../../src/strokes/svg-reader.ts';

const sketch = { width: 200, height: 100, strokes: uniformStrokes([0, 0, 50, 100, 150, 0, 200, 100], 2) };

it('fills the page within its margins, turned to the drawing', () => {
  const svg = writePlotterSvg(sketch, { paper: 'A4', margin: 20, penWidth: 1 });
  expect(svg).toContain('width="297mm" height="210mm" viewBox="0 0 297 210"');
  const { points } = readSvg(svg).sketch.strokes;
  expect(points[0]).toBe(20.5);
  expect(points[6]).toBe(276.5);
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

it('has an Inkscape layer for each colour, and reads back', () => {
  const strokes = {
    ...uniformStrokes(
      Float64Array.from({ length: 24 }, (_, i) => i * (i % 5)),
      2,
    ),
    colors: ['#ff0000', '#000000', '#ff0000'],
  };
  const svg = writePlotterSvg(
    { ...sketch, strokes, paper: '#eeeeee' },
    { paper: 'a5', margin: 10 },
    { title: 'a & b' },
    { seed: 1 },
  );
  expect(svg.match(/<g [^>]*>/g)).toEqual([
    expect.stringMatching(
      /id="layer1" inkscape:groupmode="layer" inkscape:label="1 #ff0000".* stroke="#ff0000"/,
    ),
    expect.stringMatching(
      /id="layer2" inkscape:groupmode="layer" inkscape:label="2 #000000".* stroke="#000000"/,
    ),
  ]);
  const { sketch: back, metadata, warnings } = readSvg(svg);
  expect(back.strokes.colors).toEqual(['#ff0000', '#ff0000', '#000000']);
  expect([metadata, warnings]).toEqual([{ seed: 1 }, []]);
  expect(
    writePlotterSvg({ ...sketch, strokes }, { paper: 'a5', margin: 10 }, { color: 'blue' }).match(/<g /g),
  ).toHaveLength(1);
});
