/** What a real browser makes of animated SVGs. Skipped where chromium is not installed (Debian: apt install chromium). */
import { type Browser, chromium } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeSketch, type SaveOptions } from '../../src/output/save.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { CHROMIUM } from '../helpers/browser.ts';

const line = (y: number) => [5, y, 15, y, 25, y, 35, y];
const sketch = { width: 40, height: 20, strokes: uniformStrokes([...line(5), ...line(15)], 4) };
const timing = { seconds: 2, hold: 2 };

describe.skipIf(!CHROMIUM)('animated SVG in chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  /** Ink in the upper and lower half `seconds` after the start, as parts of a fully drawn line. */
  async function inkAt(options: SaveOptions, seconds: number, reducedMotion?: 'reduce') {
    const svg = String(await encodeSketch(sketch, 'svg', { ...options, size: 200 }));
    const page = await browser.newPage({
      viewport: { width: 200, height: 100 },
      ...(reducedMotion && { reducedMotion }),
    });
    await page.setContent(`<body style="margin:0">${svg}</body>`);
    await page.evaluate(`{
      const svg = document.querySelector('svg');
      svg.pauseAnimations();
      svg.setCurrentTime(${seconds});
      for (const animation of document.getAnimations()) {
        animation.pause();
        animation.currentTime = ${1000 * seconds};
      }
    }`);
    const pixels = await sharp(await page.screenshot())
      .greyscale()
      .raw()
      .toBuffer();
    await page.close();
    const ink = (from: number, to: number) =>
      pixels.subarray(from * 200, to * 200).reduce((sum, value) => sum + 255 - value, 0) / (255 * 20 * 165);
    return [ink(0, 50), ink(50, 100)];
  }

  it.each([
    [0, 0, 0],
    [0.5, 0.5, 0],
    [1, 1, 0],
    [1.5, 1, 0.5],
    [2, 1, 1],
    [3.9, 1, 1],
  ])('after %d s has drawn %d and %d of its lines', async (seconds, first, second) => {
    const ink = await inkAt({ animate: true, timing }, seconds);
    expect(Math.abs(ink[0] - first)).toBeLessThan(0.08);
    expect(Math.abs(ink[1] - second)).toBeLessThan(0.08);
  });

  it('stands still for those who asked for less motion', async () => {
    const ink = await inkAt({ animate: true, timing }, 0, 'reduce');
    expect(Math.min(...ink)).toBeGreaterThan(0.92);
  });

  it('moves recorded strokes from where they were to where they are', async () => {
    const history = [uniformStrokes([...line(5), ...line(5)], 4)];
    expect((await inkAt({ history, timing }, 0))[1]).toBe(0);
    expect((await inkAt({ history, timing }, 3))[1]).toBeGreaterThan(0.92);
  });
});
