/** From the address to a saved drawing, in a real browser. Skipped where chromium is not installed (Debian: apt install chromium). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { strokeCount } from '../../../src/strokes/stroke.ts';
import { readSvg } from '../../../src/strokes/svg-reader.ts';
import { CHROMIUM } from '../../helpers/browser.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import {
  choosePhotos,
  DUCK,
  drawing,
  drawingBy,
  PATIENCE,
  pathsSeen,
  type Served,
  STOP,
  saved,
  serve,
  slideTo,
  strokesSeen,
  watchFor,
} from './served.ts';
import { hasButton, isSaid } from './sightings.ts';

describe.skipIf(!CHROMIUM)('a first use, in chromium', () => {
  let served: Served;
  let page: Page;
  beforeAll(async () => {
    served = await serve();
    page = await served.open();
  });
  afterAll(() => served?.close());
  afterEach(() => expect(served.problems).toEqual([]));

  const saveSvg = () => saved(page, () => page.getByRole('button', { name: 'Save SVG' }).click());

  it('says in one line what is wrong with a file that is no photo, and stays usable', async () => {
    const file = join(temporaryFolder(), 'notes.jpg');
    writeFileSync(file, 'no photo at all');
    await choosePhotos(page, file);
    const line = page.getByRole('alert').getByText(/notes\.jpg/);
    await line.waitFor();
    expect(await line.textContent()).not.toMatch(/\n|Error:/);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Choose a photo' }).waitFor();
  });

  it('leads from a photo to its drawing, which is seen before it is done, to a saved SVG, by the main button alone', async () => {
    await choosePhotos(page, DUCK);
    await page.getByRole('heading', { name: 'duck.jpg' }).waitFor();
    await page.getByRole('img', { name: /^Drawing of/ }).waitFor({ state: 'detached' });
    // steps enough for a person to watch
    await page.evaluate(
      `localStorage.setItem('clipasso.options', '{"iterations":4,"seeds":1,"preset":"draft"}')`,
    );
    await page.reload();
    const draftSeen = await watchFor<string[]>(
      page,
      `${hasButton(STOP)} && document.querySelector('.progress')?.textContent.includes('Refining') &&
        document.querySelector('svg.paper[role=img] path') &&
        [...document.querySelectorAll('svg.paper[role=img] path')].map((path) => path.getAttribute('d'))`,
    );
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    const draft = await draftSeen();
    expect(draft.length).toBeGreaterThan(8);
    await page.getByRole('button', { name: 'Save SVG' }).waitFor();
    const said = await watchFor(page, isSaid('Saved duck.svg to your downloads'));
    const { name, bytes } = await saveSvg();
    await said();
    expect(name).toBe('duck.svg');
    const { sketch } = readSvg(bytes.toString());
    expect(strokeCount(sketch.strokes)).toBe(await strokesSeen(page));
    expect(strokeCount(sketch.strokes)).toBeGreaterThan(8);
    expect(await pathsSeen(page)).not.toEqual(draft);
  });

  it('answers the slider at once with the most important strokes, and then with a drawing of its own', async () => {
    const whole = await pathsSeen(page);
    await slideTo(page, 7);
    expect(await strokesSeen(page)).toBe(7);
    expect(whole).toEqual(expect.arrayContaining(await pathsSeen(page)));
    await slideTo(page, 1);
    expect(await strokesSeen(page)).toBe(1);
    await page.getByRole('slider', { name: 'Strokes' }).press('End');
    await page.locator('.strokes output').getByText('64 strokes', { exact: true }).waitFor();
    // eight are the first that are drawn in the background
    await slideTo(page, 8);
    const parts = await pathsSeen(page);
    await expect.poll(() => page.locator('.strokes .hint').textContent(), { timeout: PATIENCE }).toBe('');
    const own = await pathsSeen(page);
    expect(own.length).toBeLessThanOrEqual(8);
    expect(own).not.toEqual(parts);
    await slideTo(page, 16);
    expect(await pathsSeen(page)).toEqual(whole);
  });

  it('finds its drawing again after a reload', async () => {
    const before = await pathsSeen(page);
    await page.reload();
    await drawing(page).waitFor();
    expect(await pathsSeen(page)).toEqual(before);
  });

  it('keeps an edit by hand while other numbers of strokes come from the background', async () => {
    const levels = () =>
      page.evaluate<number>(`(async () => {
        const { photos } = await (await fetch('/api/photos')).json();
        return photos[0].drawings.filter(({ kind }) => kind === 'level').length;
      })()`);
    const [before, known] = [await pathsSeen(page), await levels()];
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Next stroke' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => strokesSeen(page)).toBe(before.length - 1);
    const edited = await pathsSeen(page);
    await expect.poll(levels, { timeout: PATIENCE }).toBeGreaterThan(known);
    expect(await pathsSeen(page)).toEqual(edited);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => pathsSeen(page)).toEqual(before);
    await page.getByRole('button', { name: 'Back to the original' }).click();
    await page.getByRole('button', { name: 'Back to the original' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Drawing', exact: true }).click();
  });

  it('draws as the chosen pen, beside the photo and over it', async () => {
    const stroke = drawing(page).locator('path').first();
    await page.getByRole('button', { name: 'Chalk', exact: true }).click();
    expect(await stroke.getAttribute('stroke')).toBe('#f4f1e6');
    await page.getByRole('slider', { name: 'Width' }).fill('7');
    expect(await stroke.getAttribute('stroke-width')).toBe('7');
    await page.getByLabel('Ink', { exact: true }).fill('#a01020');
    await page.getByLabel('Paper', { exact: true }).fill('#fff0d0');
    expect(await stroke.getAttribute('stroke')).toBe('#a01020');
    const svg = (await saveSvg()).bytes.toString();
    expect(svg).toMatch(/stroke="#a01020" stroke-width="7"/);
    expect(svg).toContain('#fff0d0');
    await page.getByRole('radio', { name: 'Beside photo' }).check();
    await page.getByRole('img', { name: 'duck.jpg', exact: true }).waitFor();
    await page.getByRole('radio', { name: 'Over photo' }).check();
    await page.getByRole('slider', { name: 'Photo' }).fill('60');
    const onion = () => page.evaluate<string>("document.querySelector('.onion').style.opacity");
    await expect.poll(onion).toBe('0.6');
    await page.getByRole('radio', { name: 'Drawing only' }).check();
    await page.getByRole('button', { name: 'Reset' }).first().click();
  });

  it('offers other seeds as variants, and goes on from the one that is picked', async () => {
    const variants = page.getByRole('button', { name: /^Variant/ });
    expect(await variants.count()).toBe(1);
    const first = await pathsSeen(page);
    await drawingBy(page, () => page.getByRole('button', { name: 'More variants' }).click());
    await expect.poll(() => variants.count()).toBeGreaterThan(1);
    const shown = await variants.evaluateAll((all: readonly { innerHTML: string }[]) =>
      all.map((each) => each.innerHTML),
    );
    expect(new Set(shown).size).toBe(shown.length);
    await page.getByRole('button', { name: /^Variant 1/ }).click();
    await page.locator('.variant[aria-pressed=true][aria-label^="Variant 1"]').waitFor();
    await expect.poll(() => pathsSeen(page)).toEqual(first);
  });

  it('stops when it is told to, and keeps the best so far', async () => {
    await page.evaluate(
      `localStorage.setItem('clipasso.options', '{"iterations":500,"seeds":1,"preset":"draft"}')`,
    );
    await page.reload();
    await page.getByText('How it is drawn').click();
    await page.getByRole('button', { name: 'Draw again' }).click();
    await page.getByText('Refining').first().waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Save SVG' }).waitFor();
    await drawing(page).waitFor();
    await page.getByRole('link', { name: 'Export' }).click();
    await page.getByText('This drawing was stopped early').waitFor();
  });

  it('takes photos that are dropped and pasted', async () => {
    await drop(page, 'DragEvent', ['drop.png']);
    await page.getByRole('heading', { name: 'drop.png' }).waitFor();
    await drop(page, 'ClipboardEvent', ['paste.png']);
    await page.getByRole('heading', { name: 'paste.png' }).waitFor();
  });

  it('queues twenty that are dropped at once', async () => {
    await drop(
      page,
      'DragEvent',
      Array.from({ length: 20 }, (_, index) => `many-${index}.png`),
    );
    await page.getByRole('listitem').filter({ hasText: 'many-19.png' }).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'many-' }).count()).toBe(20);
    await page
      .getByText(/Waiting, \d+ before it/)
      .first()
      .waitFor();
    // taken back at once, while others wait
    await page.getByRole('button', { name: 'Remove many-19.png' }).click();
    await page.getByRole('listitem').filter({ hasText: 'many-19.png' }).waitFor({ state: 'detached' });
  });
});

/** Gives the page pictures as if they were dropped onto it or pasted. */
async function drop(
  page: Page,
  kind: 'DragEvent' | 'ClipboardEvent',
  names: readonly string[],
): Promise<void> {
  const event = kind === 'DragEvent' ? ['drop', 'dataTransfer'] : ['paste', 'clipboardData'];
  await page.evaluate(`(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [64, 48];
    canvas.getContext('2d').fillRect(20, 10, 20, 20);
    const blob = await new Promise((done) => canvas.toBlob(done));
    const data = new DataTransfer();
    for (const name of ${JSON.stringify(names)}) data.items.add(new File([blob], name, { type: 'image/png' }));
    const about = { ${event[1]}: data, bubbles: true, cancelable: true };
    document.dispatchEvent(new ${kind}('${event[0]}', about));
  })()`);
}
