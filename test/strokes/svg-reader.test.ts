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

  it.each<[string, number[]]>([
    ['none', [32, 18, 62, 48]],
    ['xMidYMin meet', [32, 10.5, 62, 25.5]],
    ['xMidYMid', [32, 25.5, 62, 40.5]],
    ['xMaxYMax meet', [32, 40.5, 62, 55.5]],
    ['xMinYMin slice', [62, 18, 122, 48]],
    ['xMidYMid slice', [32, 18, 92, 48]],
    ['xMaxYMid slice', [2, 18, 62, 48]],
  ])('fits a viewBox into another shape by preserveAspectRatio %s', (fit, ends) => {
    const line = '<line stroke="red" x1="25" y1="15" x2="45" y2="25"/>';
    const inner = `<svg x="2" y="3" width="60" height="60" viewBox="5 10 40 20" preserveAspectRatio="${fit}" overflow="visible">${line}</svg>`;
    const points = pointsOf(svg(inner, 'viewBox="0 0 200 200"'));
    [...points.slice(0, 2), ...points.slice(6)].forEach((value, i) => {
      expect(value).toBeCloseTo(ends[i]!, 9);
    });
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
    ['<svg viewBox="0 0 9 9">\n\n<path d="M0', 'The file ends inside <svg>; it is cut short'],
    ['<svg viewBox="0 0 9 9">\n\n<path d=M0/>', 'Line 3 is not well-formed XML (unquoted attribute value)'],
    ['<svg></svg>', 'no visible stroke'],
    ['<svg viewBox="0 0 0 9"></svg>', "Line 1, column 1, <svg>: viewBox '0 0 0 9'"],
    ['<svg width="0" viewBox="0 0 9 9"></svg>', "width '0' leaves nothing to draw on"],
    ['<svg width="1e999" height="1"></svg>', "<svg>: '1e999' is not a finite number"],
    ['<svg width="1e9" height="1"></svg>', 'the page is 1000000000 x 1'],
    ['<svg viewBox="0 0 9 9"><path d="M0 0L1 1L0 1"/></svg>', 'left out: 1 x filled shape without a stroke'],
    ['<svg viewBox="0 0 9 9"><path stroke="red" d="M0 0L1"/></svg>', "cannot be read: 'L' with 1 numbers"],
    ['<svg viewBox="0 0 9 9">\n<path stroke="red" d="M0 0L1e999 1"/></svg>', 'Line 2, column 1, <path>: '],
    ['<svg viewBox="0 0 9 9">\n<path stroke="red" d="M0 0L1e999 1"/></svg>', '1e999 is not finite'],
    [
      '<svg viewBox="0 0 9 9"><path stroke="red" d="M0 0L1e7 1"/></svg>',
      'reaches beyond 1000000, which cannot be drawn',
    ],
    ['<svg viewBox="0 0 9 9"><circle stroke="red" r="1q1"/></svg>', "r '1q1' is no length"],
    ['<svg viewBox="0 0 9 9"><polyline stroke="red" points="0,0 C1"/></svg>', 'are not pairs of numbers'],
    ['<svg viewBox="0 0 9 9"><g transform="scale(1e999)"/></svg>', 'is not finite'],
    [
      '<svg viewBox="0 0 9 9"><g transform="scale(1e200)"><g transform="scale(1e200)"><path stroke="red" d="M0 0L1 1"/></g></g></svg>',
      'its transforms together are not finite',
    ],
    ['<svg viewBox="0 0 9 9"><g transform="rotate(90"/></svg>', "transform 'rotate(90' cannot be read"],
    ['<svg viewBox="0 0 9 9"><g transform="translate()"/></svg>', "transform 'translate()' cannot be read"],
    ['<svg viewBox="0 0 9 9"><g transform="warp(3)"/></svg>', "transform 'warp(3)' cannot be read"],
  ])('says in one line what is wrong with %j', (text, message) => {
    expect(() => readSvg(text)).toThrow(message);
  });
});

describe('colours', () => {
  const read = (body: string, attributes?: string) => readSvg(svg(body, attributes)).sketch;

  it('keeps the colour of each stroke, with its opacity', () => {
    const { strokes } = read(
      '<g stroke="#f00"><line x2="1"/><line x2="1" stroke="rgb(0 128 0 / 50%)"/><g opacity="0.5" color="blue"><line x2="1" stroke="currentColor" stroke-opacity="50%"/></g></g>',
    );
    expect(strokes.colors).toEqual(['#ff0000', '#00800080', '#0000ff40']);
  });

  it('has none for a drawing that is black, as ours are', () => {
    expect(read('<g stroke="black"><line x2="1"/></g>').strokes.colors).toBeUndefined();
  });

  it.each([
    ['a rectangle under all', '<rect width="100%" height="100%" fill="ivory"/>', '', '#fffff0'],
    [
      'a rectangle with a line',
      '<rect x="-1" y="-1" width="102" height="52" fill="#123" stroke="red"/>',
      '',
      '#112233',
    ],
    ['the background of the page', '', 'style="background: #abc"', '#aabbcc'],
    ['no smaller rectangle', '<rect width="90%" height="100%" fill="ivory"/>', '', undefined],
    ['none that lacks the left side', '<rect x="10" width="90" height="50" fill="ivory"/>', '', undefined],
    ['none that lacks the top', '<rect y="5" width="100" height="45" fill="ivory"/>', '', undefined],
    ['none that lacks the right side', '<rect width="90" height="50" fill="ivory"/>', '', undefined],
    ['none that lacks the bottom', '<rect width="100" height="45" fill="ivory"/>', '', undefined],
    ['no triangle', '<path d="M-99-99H300V300Z" fill="ivory"/>', '', undefined],
    ['no shape of five sides', '<path d="M-9-9H50H109V59H-9Z" fill="ivory"/>', '', undefined],
    [
      'nothing over lines',
      '<line x2="9" stroke="red"/><rect width="100%" height="100%" fill="#00f"/>',
      '',
      undefined,
    ],
  ])('takes for the paper %s', (_, body, attributes, paper) => {
    expect(read(`${body}<line x2="9" stroke="red"/>`, `viewBox="0 0 100 50" ${attributes}`).paper).toBe(
      paper,
    );
  });

  it('draws gradients black, or as their fallback, and says so', () => {
    const { sketch, warnings } = readSvg(
      svg('<line x2="9" stroke="url(#a)"/><line x2="9" stroke="url(#a) red"/>'),
    );
    expect(sketch.strokes.colors).toEqual(['#000000', '#ff0000']);
    expect(warnings).toEqual(['not applied: 2 x gradient or pattern of a stroke']);
  });
});

it('names what it leaves out or does not apply', () => {
  const { warnings } = readSvg(
    svg(
      `<style>@import "x"; @font-face{} a:hover{stroke:red} path:nth-child(2){stroke:red} @media print{path{stroke:red}}</style>
       <text>a</text><text>b</text><image href="a.png"/><rect width="9" height="9"/><use href="other.svg#a"/><use href="#none"/>
       <circle stroke="red" r="3" clip-path="url(#c)" stroke-dasharray="1 2" stroke-width="wide"/>`,
    ),
  );
  expect(warnings).toEqual([
    'not applied: 1 x @import of CSS, 1 x CSS selector, 1 x @media of CSS, 1 x clip-path, 1 x stroke-dasharray, 1 x unreadable stroke-width, 1 x fill',
    'left out: 2 x text, 1 x image, 1 x filled shape without a stroke, 1 x use of another file, 1 x use of what is not there',
  ]);
});

describe('pages', () => {
  it('is where the lines are if the file does not say its size', () => {
    const { sketch, warnings } = readSvg(
      '<svg width="100%"><path stroke="red" stroke-width="4" d="M100 100H300"/></svg>',
    );
    expect([sketch.width, sketch.height]).toEqual([204, 4]);
    expect([...sketch.strokes.points]).toEqual(
      [2, 2, 68 + 2 / 3, 2, 135 + 1 / 3, 2, 202, 2].map((v) => expect.closeTo(v, 9)),
    );
    expect(warnings).toEqual(['no viewBox and no size: the page is where the lines are']);
  });

  it('is enlarged where two decimals would be too few', () => {
    const { width, height, strokes } = readSvg(
      '<svg viewBox="1 1 1 0.5"><path stroke="red" stroke-width=".01" d="M1 1L2 1.5"/></svg>',
    ).sketch;
    expect([width, height, strokes.widths[0]]).toEqual([224, 112, expect.closeTo(2.24, 9)]);
    expect([...strokes.points.slice(6)]).toEqual([expect.closeTo(224, 9), expect.closeTo(112, 9)]);
  });
});
