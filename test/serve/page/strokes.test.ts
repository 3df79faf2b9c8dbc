/** Strokes edited by mouse and by keys. Skipped where chromium is not installed (Debian: apt install chromium). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../helpers/browser.ts';
import { folderWithDrawing, STROKES } from './folder-with-drawing.ts';
import { dragHandle, drawing, type Served, serve, strokesSeen } from './served.ts';

/** For machines that do much else. */
const PATIENT = { timeout: 30_000 };

describe.skipIf(!CHROMIUM)('strokes in chromium', () => {
  let folder: string;
  let served: Served;
  let page: Page;
  beforeAll(async () => {
    folder = await folderWithDrawing();
    served = await serve(folder);
    page = await served.open();
    page.setDefaultTimeout(60_000);
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('application').waitFor();
  });
  afterAll(() => served?.close());
  afterEach(() => expect(served.problems).toEqual([]));

  const seen = (count: number) => expect.poll(() => strokesSeen(page), PATIENT).toBe(count);
  /** Where the first stroke begins, in hundredths of the paper's units. */
  const start = async () => {
    const path = await drawing(page).locator('path').first().getAttribute('d');
    return /^M([\d.-]+) ([\d.-]+)/
      .exec(path!)!
      .slice(1)
      .map((value) => Math.round(100 * Number(value)));
  };
  const starts = (at: readonly number[]) => expect.poll(start, PATIENT).toEqual(at);
  const board = async () => (await page.getByRole('application').boundingBox())!;

  it('are selected, moved, deleted and undone by keys alone', async () => {
    await seen(STROKES);
    const [x, y] = await start();
    await page.getByRole('application').focus();
    for (const key of ['.', '1', 'Shift+ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await starts([x + 1000, y + 100]);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await starts([x, y]);
    await page.keyboard.press('Control+Shift+Z');
    await page.keyboard.press('Control+y');
    await starts([x + 1000, y + 100]);
    await page.keyboard.press('Delete');
    await seen(STROKES - 1);
    await page.keyboard.press('n');
    await seen(STROKES);
    await expect
      .poll(() => page.locator('[aria-live=polite]').last().textContent(), PATIENT)
      .toBe('Stroke added');
  });

  it('follow the mouse by their ends, and are left alone beside them', async () => {
    const box = await board();
    await dragHandle(page, 3, box.y + 30);
    await page.mouse.click(box.x + 4, box.y + box.height - 4);
    await expect.poll(() => page.locator('.chosen').count(), PATIENT).toBe(0);
  });

  it('are drawn by hand', async () => {
    await page.getByRole('radio', { name: 'Draw a stroke' }).check();
    const box = await board();
    const to = (x: number, y: number) =>
      page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 6 });
    await to(0.1, 0.9);
    await page.mouse.down();
    await to(0.2, 0.8);
    await to(0.3, 0.9);
    await page.mouse.up();
    await seen(STROKES + 1);
    await page.getByRole('radio', { name: 'Select' }).check();
  });

  it('are pinned, and that and all changes are found again after a reload', async () => {
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByText(`1 pinned, ${STROKES} to be drawn again.`).waitFor();
    // what was changed is sent after a moment
    await page.waitForTimeout(2000);
    await page.reload();
    await seen(STROKES + 1);
    await page.getByText(`1 pinned, ${STROKES} to be drawn again.`).waitFor();
  });

  it('are saved into the folder by themselves', async () => {
    const lines = () =>
      readFileSync(join(folder, 'sketches', 'manifest.jsonl'), 'utf8')
        .trim()
        .split('\n');
    await expect
      .poll(() => JSON.parse(lines().at(-1)!) as object, PATIENT)
      .toMatchObject({ edited: true, strokes: STROKES + 1 });
  });

  it('are what they were, by one button', async () => {
    await page.getByRole('button', { name: 'Back to the original' }).click();
    await seen(STROKES);
  });
});
