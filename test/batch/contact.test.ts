/** Whatever has become of a folder of drawings, a later run draws, and says what the contact sheet lacks. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BatchEvent, type BatchOptions, runBatch } from '../../src/batch/batch.ts';
import { resolveSketchOptions } from '../../src/options.ts';
import { discPhotos } from '../helpers/disc-photos.ts';
import { DISC_SVG } from '../helpers/pictures.ts';
import { createQuickSketcher } from '../helpers/quick-sketcher.ts';
import '../helpers/patience.ts';

const drawing = resolveSketchOptions({ strokes: 2 });
let photos: string;
let out: string;
beforeEach(() => {
  ({ photos, out } = discPhotos({ a: 70, b: 50 }));
});

async function run(sources = [photos], options: Partial<BatchOptions> = {}) {
  const events: BatchEvent[] = [];
  const load = async () => createQuickSketcher(drawing);
  const summary = await runBatch(
    sources,
    drawing,
    load,
    { out, ...options },
    { onEvent: (e) => events.push(e) },
  );
  const warnings = events.flatMap((event) => (event.kind === 'drawn' ? event.warnings : []));
  return { ...summary, warnings };
}

const page = () => readFileSync(join(out, 'index.html'), 'utf8');
const figures = () => page().match(/<img /g)?.length;
const thumbnails = () => readdirSync(join(out, '.clipasso')).map((name) => join(out, '.clipasso', name));

describe('a photo that was drawn is on the contact sheet', () => {
  it.each(['a.png[page=1]', '[x].png', '%d.png', 'a:b.png'])('when it is called %s', async (name) => {
    const photo = join(photos, name);
    writeFileSync(photo, await sharp(Buffer.from(DISC_SVG)).png().toBuffer());
    expect(await run([photo])).toMatchObject({ drawn: 1, failed: [], notes: [], warnings: [] });
    expect(figures()).toBe(2);
  });

  it('when bytes follow its end', async () => {
    const jpeg = await sharp(Buffer.from(DISC_SVG)).flatten().jpeg().toBuffer();
    const photo = join(photos, 'c.jpg');
    const extraneous = Buffer.concat([jpeg.subarray(0, 20), Buffer.from([0, 0, 0, 0]), jpeg.subarray(20)]);
    for (const bytes of [Buffer.concat([jpeg, Buffer.alloc(5000, 7)]), extraneous]) {
      writeFileSync(photo, bytes);
      const { drawn, failed, warnings, notes } = await run([photo]);
      // it is drawn or not, but never drawn and failed, or drawn and not shown
      expect(drawn + failed.length).toBe(1);
      expect([...warnings, ...notes]).toEqual([]);
    }
  });

  it('turned and in the colours it was drawn in', async () => {
    const photo = join(photos, 'turned.jpg');
    const wide = sharp({ create: { width: 80, height: 40, channels: 3, background: '#c02000' } });
    writeFileSync(photo, await wide.toColourspace('cmyk').withMetadata({ orientation: 6 }).jpeg().toBuffer());
    await run([photo]);
    const { data, info } = await sharp(thumbnails()[0]).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([40, 80]);
    expect(data[0]).toBeGreaterThan(120);
    expect(data[2]).toBeLessThan(90);
  });
});

describe('a later run', () => {
  beforeEach(async () => {
    expect(await run()).toMatchObject({ drawn: 2, notes: [] });
  });

  it('is not stopped by a drawing that somebody has changed', async () => {
    const contents = [
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>a</text></svg>',
      '<svg xmlns="http://www.w3.org/2000/svg"',
      '',
      '\u0000\u0001\u0002',
      `<svg>${' '.repeat(5e6)}</svg>`,
    ];
    for (const content of contents) {
      writeFileSync(join(out, 'a.svg'), content);
      const { kept, failed, notes } = await run();
      expect([kept, failed]).toEqual([2, []]);
      expect(notes).toEqual([expect.stringMatching(/^The contact sheet lacks a\.svg: /)]);
      expect(figures()).toBe(3);
    }
  });

  it('makes a damaged small copy anew where the photo is there, and names it where it is not', async () => {
    for (const path of thumbnails()) writeFileSync(path, 'no JPEG');
    expect((await run([join(photos, 'a.svg')])).notes).toEqual([
      'The contact sheet lacks photos whose small copy is gone or damaged: b.svg',
    ]);
    expect(figures()).toBe(3);
    expect((await run()).notes).toEqual([]);
    expect(figures()).toBe(4);
  });

  it('leaves out lines of the manifest that are no entries, and names them once', async () => {
    const lines = [
      'null',
      '7',
      '{"a":1}',
      '{"input":"x","outputs":["x.svg"],"strokes":1,"seed":0,"loss":1,"losses":{},"seconds":1}',
      JSON.stringify({ ...entry(), loss: 'low' }),
      JSON.stringify({ ...entry(), inputHash: '../../x' }),
      JSON.stringify({ ...entry(), outputs: [] }),
      JSON.stringify({ ...entry(), outputs: 'x.svg' }),
      '{"input":',
    ];
    await appendFile(join(out, 'manifest.jsonl'), `${lines.join('\n')}\n{"input":"un`);
    const { kept, failed, notes } = await run();
    expect([kept, failed]).toEqual([2, []]);
    expect(notes).toEqual(lines.map((_, i) => `Line ${3 + i} of manifest.jsonl is no entry and is left out`));
    expect(await run()).toMatchObject({ kept: 2, notes: [] });
  });

  it('draws although the sheets cannot be written, and says so', async () => {
    for (const name of ['index.html', 'contact.png']) {
      rmSync(join(out, name));
      mkdirSync(join(out, name));
    }
    const { drawn, failed, notes } = await run([photos], { force: true });
    expect([drawn, failed]).toEqual([2, []]);
    expect(notes).toEqual([
      expect.stringMatching(/^There is no new index\.html: /),
      expect.stringMatching(/^There is no new contact\.png: /),
    ]);
  });

  it('draws although the small copies cannot be written, and says so', async () => {
    rmSync(join(out, '.clipasso'), { recursive: true });
    writeFileSync(join(out, '.clipasso'), 'in the way');
    const { drawn, warnings } = await run([photos], { force: true });
    expect(drawn).toBe(2);
    expect(warnings).toEqual([
      expect.stringMatching(/^The contact sheet lacks the photo: /),
      expect.stringMatching(/^The contact sheet lacks the photo: /),
    ]);
  });
});

function entry() {
  const hash = 'a'.repeat(64);
  return {
    input: 'x.jpg',
    outputs: ['x.svg'],
    inputHash: hash,
    optionsHash: hash,
    strokes: 1,
    seed: 0,
    loss: 1,
    losses: {},
    seconds: 1,
  };
}

/** Squares of 160 pixels with gaps of 12 between and around: a photo, and its drawings beside it. */
describe('contact.png', () => {
  const CELL = 160;
  const GAP = 12;
  const greys = () =>
    sharp(join(out, 'contact.png'))
      .flatten({ background: 'white' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });

  it.each([1, 2, 5, 7])('shows %s photos, each beside its drawing, in a grid', async (count) => {
    for (const name of ['a', 'b']) rmSync(join(photos, `${name}.svg`));
    for (let k = 0; k < count; k++) writeFileSync(join(photos, `p${k}.svg`), DISC_SVG);
    await run();
    const { data, info } = await greys();
    const columns = Math.ceil(Math.sqrt(count / 2));
    const lines = Math.ceil(count / columns);
    expect([info.width, info.height]).toEqual([
      columns * (2 * (CELL + GAP) + GAP) + GAP,
      lines * (CELL + GAP) + GAP,
    ]);
    const inkIn = (left: number, top: number, width: number, height: number) => {
      let ink = 0;
      for (let y = top; y < top + height; y++)
        for (let x = left; x < left + width; x++) if (data[y * info.width + x]! < 240) ink++;
      return ink;
    };
    for (let i = 0; i < columns * lines; i++) {
      const x = GAP + (i % columns) * (2 * (CELL + GAP) + GAP);
      const y = GAP + Math.floor(i / columns) * (CELL + GAP);
      for (const left of [x, x + CELL + GAP]) {
        if (i < count) expect(inkIn(left, y, CELL, CELL), `cell ${i}`).toBeGreaterThan(100);
        else expect(inkIn(left, y, CELL, CELL), `cell ${i}`).toBe(0);
      }
    }
    for (let line = 0; line <= lines; line++) expect(inkIn(0, line * (CELL + GAP), info.width, GAP)).toBe(0);
  });

  it('shows a wide drawing in the middle of its square, whole', async () => {
    for (const name of ['a', 'b']) rmSync(join(photos, `${name}.svg`));
    const wide =
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><rect width="200" height="50"/></svg>';
    writeFileSync(join(photos, 'wide.svg'), wide);
    await run();
    const { data, info } = await greys();
    const dark = Array.from({ length: info.height }, (_, y) => data[y * info.width + GAP + CELL / 2]! < 128);
    const [first, last] = [dark.indexOf(true), dark.lastIndexOf(true)];
    // 160 by 40 pixels in the middle of a square that starts at 12
    expect(first).toBeGreaterThanOrEqual(GAP + 58);
    expect(first).toBeLessThanOrEqual(GAP + 62);
    expect(last - first).toBeGreaterThan(36);
    expect(last - first).toBeLessThan(43);
  });
});
