/** Valid files, and mutations of bytes and text. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { createRandom, type Random } from '../../src/random.ts';
import { writeStrokesJson } from '../../src/strokes/json.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';
import { bmp, tiffOfStrips } from '../../test/helpers/image-files.ts';
import { pick } from './case.ts';

const SCENE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64"><rect width="96" height="64" fill="#cde"/><circle cx="48" cy="32" r="22" fill="#a02010"/></svg>';
const scene = () => sharp(Buffer.from(SCENE)).removeAlpha();

export const PHOTO = await scene().jpeg().toBuffer();
export const MASK = await sharp(Buffer.from(SCENE.replace('#cde', 'black').replace('#a02010', 'white')))
  .removeAlpha()
  .png()
  .toBuffer();

/** Small, whole images by format. */
export const IMAGES: Readonly<Record<string, Buffer>> = {
  'JPEG turned': await scene().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  'progressive JPEG': await scene().jpeg({ progressive: true }).toBuffer(),
  'CMYK JPEG': await scene().toColourspace('cmyk').jpeg().toBuffer(),
  PNG: await scene().png().toBuffer(),
  'palette PNG': await scene().png({ palette: true }).toBuffer(),
  'interlaced 16 bit PNG': await scene().toColourspace('rgb16').png({ progressive: true }).toBuffer(),
  'transparent PNG': await scene().ensureAlpha(0.5).png().toBuffer(),
  WebP: await scene().webp().toBuffer(),
  'lossless WebP': await scene().webp({ lossless: true }).toBuffer(),
  'animated WebP': await animated((frames) => frames.webp()),
  GIF: await scene().gif().toBuffer(),
  'animated GIF': await animated((frames) => frames.gif()),
  TIFF: tiffOfStrips(96, 64, 8),
  'LZW TIFF': await scene().tiff({ compression: 'lzw' }).toBuffer(),
  AVIF: await scene().avif({ effort: 0 }).toBuffer(),
  BMP: bmp(96, 64, (x, y) => [x, y, 9]),
  HEIC: await readFile(new URL('../../test/golden/heic/halves.heic', import.meta.url)),
  SVG: Buffer.from(SCENE),
  SVGZ: gzipSync(SCENE),
};

async function animated(encode: (frames: Sharp) => Sharp): Promise<Buffer> {
  const frames = await Promise.all([1, 2].map((k) => scene().modulate({ brightness: k }).png().toBuffer()));
  return encode(sharp(frames, { join: { animated: true } })).toBuffer();
}

const random = createRandom(7);
const points = Array.from({ length: 5 * 8 }, () => random.uniform(0, 224));
const SKETCH = { width: 224, height: 224, strokes: uniformStrokes(points, 3) };
/** A drawing of the program's own, as SVG and as JSON. */
export const DRAWING_SVG = writeSvg(SKETCH);
export const DRAWING_JSON = writeStrokesJson(SKETCH);

/** Bytes changed, cut off, left out, doubled, blanked. */
export function mutate(bytes: Buffer, chance: Random): Buffer {
  const file = Buffer.from(bytes);
  const at = () => chance.integer(file.length);
  switch (chance.integer(6)) {
    case 0:
      return file.subarray(0, at());
    case 1:
      return Buffer.concat([file.subarray(0, at()), file.subarray(at())]);
    case 2:
      file.fill(255 * chance.integer(2), at(), at());
      break;
    case 3:
      return Buffer.concat([file, file]);
  }
  for (let k = chance.integer(9); k >= 0; k--) {
    const where = chance.integer(2) ? at() : chance.integer(Math.min(64, file.length));
    file[where] = pick(chance, [0, 255, chance.integer(256)]);
  }
  return file;
}

const SCRAPS = [
  '1e999',
  'NaN',
  '-0',
  '1e-320',
  '"',
  "'",
  '<',
  '&#0;',
  '\u0000',
  '\u001b[2J',
  '\ud800',
  '\r\n',
  '{',
  ']',
  '99999999999999999999',
  'null',
  '\u202e',
  '%s',
  '__proto__',
];

/** A number, a word or a punctuation mark replaced, removed, repeated or inserted. */
export function mutateText(text: string, chance: Random): string {
  let out = text;
  for (let k = chance.integer(4); k >= 0; k--) {
    const tokens = [...out.matchAll(/-?\d+(\.\d+)?|[A-Za-z]+|[^\sA-Za-z0-9]/g)];
    const token = pick(chance, tokens);
    if (!token) return out;
    const start = token.index;
    const end = start + token[0].length;
    const replacement = pick(chance, ['', token[0].repeat(2), token[0].repeat(5000), ...SCRAPS, ...SCRAPS]);
    out = out.slice(0, start) + replacement + out.slice(chance.integer(3) ? end : start);
  }
  return out;
}
