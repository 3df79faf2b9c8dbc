import { spawnSync } from 'node:child_process';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawingStates, thinOut } from '../../src/output/frames.ts';
import { encodeSketch } from '../../src/output/save.ts';
import { strokeLengths } from '../../src/strokes/partial.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { readSvg } from '../../src/strokes/svg-reader.ts';
import '../helpers/patience.ts';

const line = (y: number) => [5, y, 15, y, 25, y, 35, y];
const sketch = { width: 40, height: 20, strokes: uniformStrokes([...line(5), ...line(15)], 4) };
const timing = { seconds: 0.5, hold: 1 };

async function framesOf(movie: string | Uint8Array) {
  const file = sharp(Buffer.from(movie as Uint8Array), { animated: true });
  const { pages = 1, delay = [], pageHeight, loop } = await file.metadata();
  const pixels = await file.removeAlpha().greyscale().raw().toBuffer();
  const frame = pixels.length / pages;
  const ink = Array.from({ length: pages }, (_, i) =>
    pixels.subarray(i * frame, (i + 1) * frame).reduce((sum, value) => sum + 255 - value, 0),
  );
  return { pages, delay, pageHeight, loop, ink };
}

describe.each(['gif', 'webp'] as const)('%s', (format) => {
  it('draws the sketch from blank paper, rests and loops', async () => {
    const { delay, pageHeight, loop, ink } = await framesOf(
      await encodeSketch(sketch, format, { animate: true, timing, size: 80 }),
    );
    expect(pageHeight).toBe(40);
    expect(loop).toBe(0);
    expect(delay.reduce((sum, value) => sum + value, 0)).toBe(1500);
    expect(delay.at(-1)).toBeGreaterThan(1000);
    expect(ink[0]).toBeLessThan(ink.at(-1)! / 50);
    for (let i = 1; i < ink.length; i++) expect(ink[i]).toBeGreaterThan(ink[i - 1] * 0.99);
  });

  it('shows the optimisation when it was recorded', async () => {
    const history = [
      uniformStrokes([...line(1), ...line(2)], 4),
      uniformStrokes([...line(3), ...line(9)], 4),
    ];
    expect((await framesOf(await encodeSketch(sketch, format, { history, timing }))).pages).toBe(3);
  });
});

describe('animated SVG', () => {
  it('holds the finished drawing, and draws its strokes one after another', async () => {
    const svg = String(await encodeSketch(sketch, 'svg', { animate: true, timing }));
    expect(readSvg(svg).sketch.strokes).toEqual(sketch.strokes);
    expect(svg.match(/@keyframes/g)).toHaveLength(2);
    expect(svg).toContain('@keyframes s0{0%,0%{');
    expect(svg).toContain('16.67%,100%{stroke-dashoffset:0'); // half of the 0.5 s in a cycle of 1.5 s
    expect(svg).not.toContain('<script');
  });

  it('moves recorded strokes to their place', async () => {
    const history = [uniformStrokes([...line(1), ...line(2)], 4)];
    const svg = String(await encodeSketch(sketch, 'svg', { history, timing }));
    expect(readSvg(svg).sketch.strokes).toEqual(sketch.strokes);
    expect(svg).toContain('keyTimes="0.0000;0.3333;1.0000" values="M5 1C15 1 25 1 35 1;M5 5');
  });
});

describe('drawingStates', () => {
  const inked = (seconds: number) =>
    drawingStates(sketch, { seconds, hold: 1 }).map((strokes) =>
      strokeLengths(strokes).reduce((a, b) => a + b, 0),
    );

  it('are twenty a second, from blank paper to the whole drawing, evenly', () => {
    const lengths = inked(0.5);
    expect(lengths).toHaveLength(10);
    expect(lengths[0]).toBe(0);
    expect(lengths[9]).toBeCloseTo(60, 2);
    expect(lengths[3]).toBeCloseTo(20, 1);
  });

  it('are two at least', () => {
    expect(inked(0)).toHaveLength(2);
  });
});

describe('thinOut', () => {
  const states = Array.from({ length: 11 }, (_, i) => uniformStrokes(line(i), 1));

  it('drops frames evenly where memory does not hold all', () => {
    expect(thinOut(states, 11)).toBe(states);
    expect(thinOut(states, 3)).toEqual([states[0], states[5], states[10]]);
  });

  it('refuses movies of which memory holds no two frames', async () => {
    await expect(encodeSketch(sketch, 'gif', { size: 16384 })).rejects.toThrow('lower --size');
  });
});

describe('mp4', () => {
  const found = spawnSync('ffmpeg', ['-version']).status === 0;
  it.skipIf(!found)('is a film when ffmpeg is on the PATH', async () => {
    const film = Buffer.from(await encodeSketch(sketch, 'mp4', { timing, size: 81 }));
    expect(film.subarray(4, 8).toString()).toBe('ftyp');
  });

  it('says what is missing when it is not', async () => {
    const path = process.env.PATH;
    process.env.PATH = '';
    try {
      await expect(encodeSketch(sketch, 'mp4', { timing })).rejects.toThrow('MP4 needs ffmpeg on the PATH');
    } finally {
      process.env.PATH = path;
    }
  });
});
