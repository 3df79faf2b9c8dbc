/** Draws the README's picture: each example photo with 8, 16 and 32 strokes. `npm run bench:examples` */
import { mkdir, readdir } from 'node:fs/promises';
import sharp from 'sharp';
import { createSketcher } from '../src/sketch.ts';
import { drawPng } from '../src/strokes/draw.ts';

const COUNTS = [8, 16, 32];
const TILE = 260;
const GAP = 12;
const EXAMPLES = new URL('../assets/examples/', import.meta.url);
const TARGET = new URL('../docs/images/examples.png', import.meta.url);

const photos = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.jpg')).sort();
const sketcher = await createSketcher();
const rows: Buffer[][] = [];
for (const name of photos) {
  const photo = new URL(name, EXAMPLES).pathname;
  const row = [await tile(await sharp(photo).toBuffer())];
  for (const strokes of COUNTS) {
    const { sketch, loss } = await sketcher.sketch(photo, { strokes });
    console.log(`${name}, ${strokes} strokes, loss ${loss.toFixed(4)}`);
    row.push(await tile(drawPng(sketch, { size: TILE })));
  }
  rows.push(row);
}
sketcher.dispose();
await mkdir(new URL('.', TARGET), { recursive: true });
await sharp({
  create: {
    width: (COUNTS.length + 1) * (TILE + GAP) - GAP,
    height: rows.length * (TILE + GAP) - GAP,
    channels: 3,
    background: 'white',
  },
})
  .composite(
    rows.flatMap((row, y) =>
      row.map((input, x) => ({ input, left: x * (TILE + GAP), top: y * (TILE + GAP) })),
    ),
  )
  .png({ palette: true })
  .toFile(TARGET.pathname);

function tile(image: Buffer): Promise<Buffer> {
  return sharp(image).resize(TILE, TILE, { fit: 'contain', background: 'white' }).png().toBuffer();
}
