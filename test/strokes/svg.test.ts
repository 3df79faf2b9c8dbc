import { describe, expect, it } from 'vitest';
import type { Sketch } from '../../src/sketch.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { formatNumber, writeSvg } from '../../src/strokes/svg.ts';
import { readSvg } from '../../src/strokes/svg-reader.ts';

const sketch: Sketch = {
  width: 224,
  height: 168,
  strokes: uniformStrokes([1.234, -5, 30, 40.5, 50, 60, 70.129, 80, 9, 10, 11, 12, 13, 14, 15, 16], 3),
};

describe('writeSvg', () => {
  it('writes one path per stroke and common attributes once', () => {
    expect(
      writeSvg(sketch),
    ).toBe(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 224 168" width="224" height="168">
<g fill="none" stroke="#000000" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">
<path d="M1.23 -5C30 40.5 50 60 70.13 80"/>
<path d="M9 10C11 12 13 14 15 16"/>
</g>
</svg>
`);
  });

  it('gives a stroke its own width only where it differs', () => {
    const strokes = { points: new Float64Array(24), widths: Float64Array.of(2, 5, 2) };
    const paths = writeSvg({ width: 9, height: 9, strokes }).split('\n').slice(1, 5);
    expect(paths[0]).toContain('stroke-width="2"');
    expect(paths.slice(1).map((path) => /stroke-width="(.*)"/.exec(path)?.[1])).toEqual([
      undefined,
      '5',
      undefined,
    ]);
  });

  it('scales the picture, not the drawing, to a size', () => {
    expect(writeSvg(sketch, { size: 1000 })).toContain('viewBox="0 0 224 168" width="1000" height="750"');
    expect(() => writeSvg(sketch, { size: 0 })).toThrow('Expected an integer from 1 to 16384 for size');
  });

  it('colours ink and paper', () => {
    const svg = writeSvg(sketch, { color: 'rgb(255 0 0 / 50%)', paper: 'ivory' });
    expect(svg).toContain('stroke="#ff0000" stroke-opacity="0.5"');
    expect(svg).toContain('<rect width="100%" height="100%" fill="#fffff0"/>');
    expect(() => writeSvg(sketch, { color: '"/><script>' })).toThrow(
      'a CSS colour such as black or #336699 for color',
    );
  });

  it('keeps metadata and title whatever they hold', () => {
    const metadata = { name: ']]></metadata><script>"&\u0000\ud800\uffff', seed: 7 };
    const svg = writeSvg(sketch, { title: '<b>&"\u0007\n' }, metadata);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('<title>&#60;b&#62;&#38;"\n</title>');
    expect(readSvg(svg).metadata).toEqual({ ...metadata, name: metadata.name.replace('\uffff', '') });
  });
});

describe('readSvg of writeSvg', () => {
  it('keeps colours, opacity and paper', () => {
    const strokes = {
      ...uniformStrokes(new Float64Array(32), 3),
      colors: ['#ff0000', '#ff0000', '#00ff0080', '#000000'],
    };
    const colored = { width: 40, height: 20, strokes, paper: '#fffff0' };
    const svg = writeSvg(colored);
    expect(svg.match(/stroke="#ff0000"/g)).toHaveLength(1);
    expect(readSvg(svg)).toEqual({ sketch: colored, metadata: null, warnings: [] });
    const translucent = { ...strokes, colors: ['#0000ff40', '#0000ff40', '#000000', '#0000ff80'] };
    expect(readSvg(writeSvg({ ...colored, strokes: translucent })).sketch.strokes).toEqual(translucent);
    expect(readSvg(writeSvg(colored, { color: 'navy', paper: 'white' })).sketch).toEqual({
      ...colored,
      strokes: { ...strokes, colors: Array.from({ length: 4 }, () => '#000080') },
      paper: '#ffffff',
    });
  });

  it('gives the strokes back, to the two decimals that are written', () => {
    const back = readSvg(writeSvg(sketch)).sketch;
    expect(back.width).toBe(224);
    expect(back.height).toBe(168);
    back.strokes.points.forEach((value, i) => {
      expect(value).toBe(Number(sketch.strokes.points[i].toFixed(2)));
    });
    expect(writeSvg(back)).toBe(writeSvg(sketch));
  });
});

describe('formatNumber', () => {
  it.each([
    [1.005, '1'],
    [-0.001, '0'],
    [100, '100'],
    [0.1, '0.1'],
    [-12.345, '-12.35'],
    [1e21, '1000000000000000000000'],
  ])('%d is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});
