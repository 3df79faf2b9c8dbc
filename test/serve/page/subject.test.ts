/** The subject is seen and steered, by mouse and by keys. Skipped where chromium is not installed (Debian: apt install chromium). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPhoto } from '../../../src/photo/read.ts';
import { loadMask } from '../../../src/photo/subject.ts';
import { CHROMIUM } from '../../helpers/browser.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import { DUCK, PATIENCE, type Served, saved, serve } from './served.ts';

/** Where the duck is, and where it is not, as fractions of the photo. */
const DUCK_AT = [0.55, 0.6] as const;
const CORNER = [0.1, 0.1] as const;
const SOON = { timeout: PATIENCE };

describe.skipIf(!CHROMIUM)('the subject of a photo that is served, in chromium', () => {
  let served: Served;
  let page: Page;
  beforeAll(async () => {
    served = await serve(DUCK);
    page = await served.open();
    await page.getByText(/What is faded is left out/).waitFor();
    await page.getByRole('button', { name: 'bird' }).waitFor();
  });
  afterAll(() => served?.close());
  afterEach(() => expect(served.problems).toEqual([]));

  const saveMask = async () =>
    (await saved(page, () => page.getByRole('link', { name: 'Save mask' }).click())).bytes;
  /** Of the mask as it is saved: how bright it is. */
  const maskAt = async ([x, y]: readonly [number, number]) => {
    const { data, info } = await sharp(await saveMask())
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return data[Math.floor(y * info.height) * info.width + Math.floor(x * info.width)];
  };
  /** How much of the photo is hidden by the veil, 0 to 255. */
  const veilAt = ([x, y]: readonly [number, number]) =>
    page.evaluate<number>(`(() => {
      const veil = document.querySelector('.veil');
      const [u, v] = [Math.floor(${x} * veil.width), Math.floor(${y} * veil.height)];
      const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
      pixel.drawImage(veil, -u, -v);
      return pixel.getImageData(0, 0, 1, 1).data[3];
    })()`);
  /** A place of the photo, in the window. */
  const place = async ([x, y]: readonly [number, number]) => {
    const box = (await page.locator('.board').boundingBox())!;
    return [box.x + x * box.width, box.y + y * box.height] as const;
  };
  const click = async (at: readonly [number, number]) => page.mouse.click(...(await place(at)));
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  it('is the duck, and the rest of the photo is faded', async () => {
    expect(await maskAt(DUCK_AT)).toBeGreaterThan(200);
    expect(await maskAt(CORNER)).toBeLessThan(50);
    expect(await veilAt(DUCK_AT)).toBeLessThan(30);
    expect(await veilAt(CORNER)).toBeGreaterThan(120);
    expect(await button('bird').getAttribute('aria-pressed')).toBe('true');
  });

  it('loses what is clicked, and gets it back by its name', async () => {
    await click(DUCK_AT);
    await page.locator('.chip[aria-pressed=false]').waitFor();
    await expect.poll(() => veilAt(DUCK_AT), SOON).toBeGreaterThan(120);
    expect(await maskAt(DUCK_AT)).toBeLessThan(50);
    await button('bird').click();
    await page.locator('.chip[aria-pressed=true]').waitFor();
    await expect.poll(() => veilAt(DUCK_AT), SOON).toBeLessThan(30);
  });

  it('is what it was before, by undo', async () => {
    await button('Undo').click();
    await expect.poll(() => maskAt(DUCK_AT), SOON).toBeLessThan(50);
    await expect.poll(() => button('Undo').isEnabled(), SOON).toBe(true);
    await button('Undo').click();
    await expect.poll(() => maskAt(DUCK_AT), SOON).toBeGreaterThan(200);
    await expect.poll(() => button('Undo').isDisabled(), SOON).toBe(true);
  });

  it('grows by the brush, and shrinks by keys alone', async () => {
    await page.getByRole('radio', { name: 'Paint in' }).check();
    await page.mouse.move(...(await place([0.1, 0.1])));
    await page.mouse.down();
    await page.mouse.move(...(await place([0.3, 0.1])), { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => maskAt([0.2, 0.1]), SOON).toBe(255);
    await page.getByRole('radio', { name: 'Rub out' }).check();
    await page.getByRole('button', { name: /cross-hair/ }).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowDown', 'Enter'])
      await page.keyboard.press(key);
    await expect.poll(() => maskAt([0.54, 0.6]), SOON).toBe(0);
  });

  it('is saved as the mask that `--mask` takes', async () => {
    const file = join(temporaryFolder(), 'duck-mask.png');
    writeFileSync(file, await saveMask());
    const mask = await loadMask(file, await readPhoto(DUCK), false);
    expect(mask).toHaveProperty('data');
  });

  it('is all of the photo, or what was found, again', async () => {
    await button('Whole photo').click();
    await expect.poll(() => button('Whole photo').isDisabled(), SOON).toBe(true);
    await button('As found').click();
    await expect.poll(() => button('As found').isDisabled(), SOON).toBe(true);
    await expect.poll(() => maskAt([0.2, 0.1]), SOON).toBeLessThan(50);
  });
});
