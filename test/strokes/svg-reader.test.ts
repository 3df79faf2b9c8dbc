import { describe, expect, it } from 'vitest';
import { readSvg } from '../../src/strokes/svg-reader.ts';

const svg = (body: string, attributes = 'viewBox="0 0 100 50"') =>
  `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x" [<!ENTITY a "b">]>\n<svg ${attributes}>${body}</svg>`;
const pointsOf = (text: string) => [...readSvg(text).sketch.strokes.points];

describe('readSvg', () => {
  it('reads files of the original CLIPasso', () => {
    const { sketch, metadata } = readSvg(
      '<?xml version="1.0" ?>\n<svg height="224" version="1.1" width="224" xmlns="http://www.w3.org/2000/svg"><defs/><g>' +
        '<path d="M 10.5 20 C 1 2 3 4 5.25 6" fill="none" stroke="rgb(0, 0, 0)" stroke-linecap="round" stroke-width="3.0"/></g></svg>',
    );
    expect(sketch.width).toBe(224);
    expect([...sketch.strokes.points]).toEqual([10.5, 20, 1, 2, 3, 4, 5.25, 6]);
    expect([...sketch.strokes.widths]).toEqual([3]);
    expect(metadata).toBeNull();
  });

  it('applies the transforms of groups, innermost first, to points and widths', () => {
    const text = svg(
      '<g transform="translate(10 20) scale(2)" stroke="red"><path transform="rotate(90)" stroke-width="3" d="M1 0L4 0"/></g>',
    );
    const { points, widths } = readSvg(text).sketch.strokes;
    [10, 22, 10, 24, 10, 26, 10, 28].forEach((value, i) => {
      expect(points[i]).toBeCloseTo(value, 12);
    });
    expect(widths[0]).toBeCloseTo(6, 12);
  });

  it('starts where the viewBox starts', () => {
    expect(pointsOf(svg('<line stroke="red" x1="5" y1="5" x2="8" y2="5"/>', 'viewBox="5 5 10 10"'))).toEqual([
      0, 0, 1, 0, 2, 0, 3, 0,
    ]);
  });

  it('reads styles, polylines and CDATA, and ignores what is not stroked or not drawn', () => {
    const text = svg(
      `<!-- <path stroke="red" d="M0 0"> --><defs><path stroke="red" d="M0 0L1 1"/></defs><rect width="9" height="9"/>
       <path d="M0 0L1 1"/><g style="stroke: #123; stroke-width: 2px"><path style="stroke:none" d="M0 0L1 1"/>
       <polyline points="0,0 3,0 3,3"/><g display="none"><path d="M0 0L1 1"/></g></g>
       <metadata><![CDATA[{"a":"<b>"}]]></metadata>`,
    );
    const { sketch, metadata } = readSvg(text);
    expect([...sketch.strokes.points]).toEqual([0, 0, 1, 0, 2, 0, 3, 0, 3, 0, 3, 1, 3, 2, 3, 3]);
    expect([...sketch.strokes.widths]).toEqual([2, 2]);
    expect(metadata).toEqual({ a: '<b>' });
  });

  it.each([
    ['', 'There is no <svg> in the file'],
    ['just text', 'There is no <svg> in the file'],
    ['<html></html>', '<html> is not the start of an SVG file'],
    ['<svg viewBox="0 0 9 9"><g>', 'The file ends inside <g>; it is cut short'],
    ['<svg viewBox="0 0 9 9">\n<g></svg>', 'Line 2 is not well-formed XML'],
    ['<svg viewBox="0 0 9 9">\n\n<path d="M0', 'Line 3 is not well-formed XML'],
    ['<svg></svg>', 'no viewBox and no width and height'],
    ['<svg viewBox="0 0 0 9"></svg>', 'no viewBox and no width and height'],
    ['<svg viewBox="0 0 9 9"><path d="M0 0L1 1"/></svg>', 'no stroked path'],
    ['<svg viewBox="0 0 9 9"><path stroke="red" d="M0 0L1"/></svg>', "cannot be read: 'L' with 1 numbers"],
    ['<svg viewBox="0 0 9 9"><path stroke="red" d="M0 0A1 1 0 0 0 2 2"/></svg>', 'has an arc'],
    ['<svg viewBox="0 0 9 9"><g transform="warp(3)"/></svg>', "transform 'warp(3)' cannot be read"],
  ])('says in one line what is wrong with %j', (text, message) => {
    expect(() => readSvg(text)).toThrow(message);
  });
});
