/** What is read of an SVG and drawn by Skia looks as librsvg, another implementation, draws the file itself. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawPng } from '../../../src/strokes/draw.ts';
import { readSvg } from '../../../src/strokes/svg-reader.ts';

const ROUND = 'stroke-linecap="round" stroke-linejoin="round"';
const svg = (body: string, attributes = 'viewBox="0 0 160 120" width="480" height="360"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}><g fill="none" stroke="black" stroke-width="6" ${ROUND}>${body}</g></svg>`;

/** Longer side in pixels. */
const SIZE = 320;

async function comparison(text: string, density = 96): Promise<{ overlap: number; difference: number }> {
  const { sketch } = readSvg(text);
  const pixels = (png: Buffer) =>
    sharp(png)
      .resize(SIZE, Math.round((SIZE * sketch.height) / sketch.width), { fit: 'fill' })
      .flatten({ background: 'white' })
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer();
  const theirs = await pixels(await sharp(Buffer.from(text), { density }).png().toBuffer());
  const ours = await pixels(drawPng(sketch, { size: 2 * SIZE }));
  let [both, either, sum] = [0, 0, 0];
  for (let i = 0; i < ours.length; i++) {
    const [a, b] = [ours[i] < 128, theirs[i] < 128];
    if (a && b) both++;
    if (a || b) either++;
    sum += Math.abs(ours[i] - theirs[i]) / 255;
  }
  return { overlap: both / either, difference: sum / ours.length };
}

const BODY = '<path d="M20 20C60 100 100 100 140 20"/>';
/** For pages that are about 600 pixels wide. */
const LARGE = `<g transform="scale(3.5)">${BODY}</g>`;

describe('reads what librsvg draws', () => {
  it.each([
    [
      'path of all commands',
      '<path d="M20 20h20v20l10 10c10 0 20 10 10 20s10 20 30 10q10-20 20 0t20 0m0-60H90V20z"/>',
    ],
    ['arcs', '<path d="M20 60A30 20 30 0 1 80 60a30 20 30 1 0 50-20A9 9 0 00 100 20"/>'],
    ['arc that is too small', '<path d="M30 60a5 8 40 0 1 100 10"/>'],
    ['circle', '<circle cx="80" cy="60" r="40"/>'],
    ['ellipse', '<ellipse cx="80" cy="60" rx="60" ry="25"/>'],
    ['rect', '<rect x="20" y="30" width="100" height="50"/>'],
    ['rounded rect', '<rect x="20" y="20" width="100" height="70" rx="30" ry="10"/>'],
    ['rect rounded by one radius, too large', '<rect x="20" y="20" width="100" height="50" ry="60"/>'],
    [
      'line, polyline, polygon',
      '<line x1="10" y1="10" x2="150" y2="20"/><polyline points="20 40 60,80,100 40"/><polygon points="110,50 150,50 130,100"/>',
    ],
    ['percentages', '<rect x="10%" y="10%" width="50%" height="60%"/><circle cx="70%" cy="50%" r="20%"/>'],
    [
      'lengths with units',
      '<rect x="5mm" y="0.5cm" width="1in" height="3pc"/><line x1="10px" y1="80pt" x2="40mm" y2="80pt" stroke-width="2mm"/>',
    ],
    [
      'nested transforms',
      '<g transform="translate(80 60) rotate(30)"><g transform="scale(.8,.84) skewX(4)"><rect x="-60" y="-30" width="90" height="60"/></g></g>',
    ],
    ['transform list', '<path transform="matrix(1 .2 -.3 1 30 0),rotate(10 80 60)" d="M20 20L120 100"/>'],
    [
      'use',
      '<defs><path id="a" d="M0 0C20 40 40 40 60 0"/></defs><use href="#a" x="20" y="20"/><use xlink:href="#a" transform="translate(70 60)" stroke-width="12"/>',
    ],
    [
      'use before what it refers to',
      '<use href="#late" x="10"/><g id="late"><circle cx="40" cy="50" r="20"/></g>',
    ],
    [
      'symbol',
      '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" stroke-width="1"/></symbol><use href="#s" x="20" y="20" width="80" height="60"/>',
    ],
    [
      'nested svg',
      '<svg x="40" y="20" width="100" height="80" viewBox="0 0 50 50" preserveAspectRatio="xMinYMax meet"><rect x="5" y="5" width="40" height="40" stroke-width="3"/></svg>',
    ],
    ['style attribute', `${BODY}<path style="stroke-width:2;stroke:#000" d="M20 100H140"/>`],
    [
      'classes',
      `<style>.thin{stroke-width:2} g .thick, #only{stroke-width:14px} line{stroke-width:9}</style>${BODY.replace('/>', ' class="thin"/>')}<g><path class="a thick" d="M20 100H140"/></g><line id="only" x1="20" y1="10" x2="60" y2="10"/><line x1="100" y1="10" x2="140" y2="10"/>`,
    ],
    [
      'specificity and order',
      '<style>path{stroke:none} .b{stroke:black} .b{stroke-width:12} path.b{stroke-width:3} path{stroke-width:20 !important}</style><path class="b" style="stroke-width:1" d="M20 60H140"/>',
    ],
    [
      'child combinators',
      '<style>g > path{stroke-width:2} svg > g > g path{stroke-width:10}</style><path d="M20 30H140"/><g><a><path d="M20 80H140"/></a></g>',
    ],
    [
      'hidden lines',
      `${BODY}<path d="M20 100H140" display="none"/><g visibility="hidden"><path d="M20 90H140"/><path d="M20 80H60" visibility="visible"/></g><path d="M20 110H140" stroke="none"/><path d="M10 10H50" opacity="0"/><path d="M10 10H150" stroke-width="0"/><path d="M10 30H150" stroke="transparent"/><g opacity="0"><path d="M10 40H150"/></g><path d="M10 50H150" stroke-opacity="0"/>`,
    ],
    [
      'colours',
      `<path d="M20 20H140" stroke="red"/><path d="M20 50H140" stroke="rgb(0,100,0)"/><g color="#00f"><path d="M20 80H140" stroke="currentColor"/></g><path d="M20 105H140" stroke="#000" opacity=".8"/>`,
    ],
    [
      'background',
      '<g stroke="none"><rect width="100%" height="100%" fill="#ffe"/></g><path d="M20 60H140" stroke="#004"/>',
    ],
    [
      'switch',
      '<switch><foreignObject requiredExtensions="x" width="9" height="9"/><g><circle cx="60" cy="60" r="30"/></g><g><circle cx="90" cy="60" r="30"/></g></switch>',
    ],
    [
      'what is not drawn',
      `${BODY}<clipPath id="c"><circle r="50"/></clipPath><marker id="m"><path d="M0 0L50 50"/></marker><pattern id="p"><circle r="50"/></pattern>`,
    ],
  ])('%s', async (_, body) => {
    const { overlap, difference } = await comparison(svg(body));
    expect(overlap).toBeGreaterThan(0.95);
    expect(difference).toBeLessThan(0.006);
  });

  it.each([
    ['mm', 'width="160mm" height="120mm"'],
    ['pt, in', 'width="480pt" height="4.8in"'],
    ['pc, cm', 'width="40pc" height="14cm"'],
    ['viewBox that begins elsewhere', 'viewBox="10 10 520 400" width="160mm" height="123.08mm"'],
    ['viewBox alone', 'viewBox="0 0 640 480"'],
  ])('pages in %s', async (_, attributes) => {
    const { overlap, difference } = await comparison(svg(LARGE, attributes));
    expect(overlap).toBeGreaterThan(0.95);
    expect(difference).toBeLessThan(0.006);
  });

  it('strokes that do not scale', async () => {
    const path =
      '<path transform="scale(.3 2) rotate(5)" d="M60 10L400 10" stroke-width="20" vector-effect="non-scaling-stroke"/>';
    const { overlap, difference } = await comparison(svg(path), 72);
    expect(overlap).toBeGreaterThan(0.95);
    expect(difference).toBeLessThan(0.006);
  });
});
