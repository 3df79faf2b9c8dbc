/** Files, clipboard, plotter page and command line. Skipped where chromium is not installed (Debian: apt install chromium). */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readStrokesJson } from '../../../src/strokes/json.ts';
import { CHROMIUM } from '../../helpers/browser.ts';
import { runCli } from '../../helpers/cli.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import { DUCK, drawPhoto, type Served, saved, serve, slideTo, strokesSeen, watchFor } from './served.ts';
import { isSaid } from './sightings.ts';

describe.skipIf(!CHROMIUM)('a drawing is taken away in chromium', () => {
  const folder = temporaryFolder();
  let served: Served;
  let page: Page;
  beforeAll(async () => {
    copyFileSync(DUCK, join(folder, 'duck.jpg'));
    served = await serve(join(folder, 'duck.jpg'));
    page = await served.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await drawPhoto(page);
    await page.getByRole('link', { name: 'Export' }).click();
  });
  afterAll(() => served?.close());
  afterEach(() => expect(served.problems).toEqual([]));

  const save = (name: string) => saved(page, () => page.getByRole('button', { name, exact: true }).click());

  it('as SVG, PDF and JSON', async () => {
    expect((await save('SVG')).bytes.toString()).toMatch(/^<svg/);
    expect((await save('PDF')).bytes.toString('latin1')).toMatch(/^%PDF/);
    const json = await save('JSON');
    expect(json.name).toMatch(/\.json$/);
    const { sketch } = readStrokesJson(json.bytes.toString());
    expect(sketch.strokes.widths).toHaveLength(await strokesSeen(page));
  });

  it('as PNG of a size', async () => {
    await page.getByLabel('Longer side, px').fill('200');
    await page.getByLabel('Longer side, px').press('Enter');
    const { width, height, format } = await sharp((await save('PNG')).bytes).metadata();
    expect([Math.max(width, height), format]).toEqual([200, 'png']);
  });

  it('as a moving SVG and GIF', async () => {
    await page.getByLabel('Seconds').fill('1');
    await page.getByLabel('Seconds').press('Enter');
    expect((await save('Animated SVG')).bytes.toString()).toContain('@keyframes');
    expect((await sharp((await save('GIF')).bytes).metadata()).pages).toBeGreaterThan(5);
  });

  it('as a plotter’s page, which is seen first', async () => {
    await page.getByText('Pen plotter').click();
    await page.getByText(/210 × 297 mm|297 × 210 mm/).waitFor();
    await page.getByText(/travels/).waitFor();
    await page.getByLabel('Paper').selectOption({ label: 'A5' });
    await page.getByText(/148 × 210 mm|210 × 148 mm/).waitFor();
    expect((await save('HPGL')).bytes.toString()).toMatch(/^IN;/);
    expect((await save('SVG page')).bytes.toString()).toMatch(/mm"/);
  });

  it('through the clipboard', async () => {
    const { bytes } = await save('SVG');
    const copy = async (format: string) => {
      const said = await watchFor(page, isSaid(`${format} copied`));
      await page.getByRole('button', { name: `Copy ${format}` }).click();
      await said();
    };
    await copy('SVG');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(bytes.toString());
    await copy('PNG');
    expect(await page.evaluate('navigator.clipboard.read().then((items) => items[0].types)')).toEqual([
      'image/png',
    ]);
  });

  it('as the command that makes the same file, byte for byte', async () => {
    const { bytes, name } = await save('SVG');
    const command = (await page.locator('.command').textContent())!;
    expect(command).toMatch(/^clipasso sketch /);
    const words = command.split(/\s+/).slice(1);
    const out = join(temporaryFolder(), name);
    const args = [...words, '-o', out].map((word) => (word.endsWith('duck.jpg') ? 'duck.jpg' : word));
    const { code, stderr } = await runCli(args, { cwd: folder });
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    expect(readFileSync(out, 'utf8')).toBe(bytes.toString());
  });

  it('with the number of strokes of the slider', async () => {
    await slideTo(page, 3);
    expect((await save('SVG')).bytes.toString().match(/<path/g)).toHaveLength(await strokesSeen(page));
  });
});
