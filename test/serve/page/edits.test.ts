/** Strokes are edited, by mouse and by keys, and saved by themselves. Skipped where chromium is not installed (Debian: apt install chromium). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../helpers/browser.ts';
import { folderWithDrawing, STROKES } from './folder-with-drawing.ts';
import {
  dragHandle,
  drawing,
  drawingBy,
  PATIENCE,
  pathsSeen,
  type Served,
  serve,
  strokesSeen,
} from './served.ts';

describe.skipIf(!CHROMIUM)('strokes of a saved drawing, in chromium', () => {
  let folder: string;
  let served: Served;
  let page: Page;
  beforeAll(async () => {
    folder = await folderWithDrawing();
    served = await serve(folder);
    page = await served.open();
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('application').waitFor();
  });
  afterAll(() => served?.close());
  afterEach(() => expect(served.problems).toEqual([]));

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const firstStart = async () => startOf((await pathsSeen(page))[0]);
  /** A place of the board, in the window. */
  const place = async (x: number, y: number) => {
    const box = (await page.getByRole('application').boundingBox())!;
    return [box.x + x * box.width, box.y + y * box.height] as const;
  };

  it('are selected, moved, deleted, added and undone by keys alone', async () => {
    const before = await pathsSeen(page);
    await page.getByRole('application').focus();
    for (const key of ['.', '1', 'Shift+ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    const [x, y] = startOf(before[0]);
    await expect.poll(firstStart).toEqual([x + 1000, y + 100]);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(() => pathsSeen(page)).toEqual(before);
    await page.keyboard.press('Control+Shift+Z');
    await page.keyboard.press('Control+y');
    await expect.poll(firstStart).toEqual([x + 1000, y + 100]);
    await page.keyboard.press('Delete');
    await expect.poll(() => strokesSeen(page)).toBe(STROKES - 1);
    await page.keyboard.press('n');
    await expect.poll(() => strokesSeen(page)).toBe(STROKES);
    await expect.poll(() => page.locator('[aria-live=polite]').last().textContent()).toBe('Stroke added');
  });

  it('follow the mouse by their ends and bends', async () => {
    await page.mouse.click(...(await place(0.3, 106 / 217.6)));
    const box = (await page.getByRole('application').boundingBox())!;
    await dragHandle(page, 3, box.y + 30);
    await dragHandle(page, 1, box.y + 30);
    await page.mouse.click(box.x + 4, box.y + box.height - 4);
    await expect.poll(() => page.locator('.chosen').count()).toBe(0);
  });

  it('are drawn by hand', async () => {
    const count = await strokesSeen(page);
    await page.getByRole('radio', { name: 'Draw a stroke' }).check();
    await page.mouse.move(...(await place(0.1, 0.9)));
    await page.mouse.down();
    for (const [x, y] of [
      [0.2, 0.8],
      [0.3, 0.9],
      [0.4, 0.85],
    ] as const)
      await page.mouse.move(...(await place(x, y)), { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => strokesSeen(page)).toBe(count + 1);
    await page.getByRole('radio', { name: 'Select' }).check();
  });

  it('that were edited are there after a reload', async () => {
    const before = await pathsSeen(page);
    await page.getByRole('button', { name: 'Back to the original' }).waitFor();
    await expect.poll(async () => (await storedPaths(page)).length).toBe(before.length);
    await page.reload();
    await expect.poll(() => pathsSeen(page), { timeout: PATIENCE }).toEqual(before);
  });

  it('that were edited are saved into the folder by themselves', async () => {
    const last = () =>
      readFileSync(join(folder, 'sketches', 'manifest.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .at(-1)!;
    await expect
      .poll(() => JSON.parse(last()) as object)
      .toMatchObject({ edited: true, strokes: STROKES + 1 });
  });

  it('that are pinned are so after a reload', async () => {
    await page.getByRole('button', { name: 'Previous stroke' }).click();
    await button('Pin').click();
    const pinned = page.getByText(`1 pinned, ${STROKES} to be drawn again.`);
    await pinned.waitFor();
    await page.reload();
    await drawing(page).waitFor();
    expect(await strokesSeen(page)).toBe(STROKES + 1);
    await pinned.waitFor();
  });

  it('that are pinned stay while the others are drawn anew, and that can be undone', async () => {
    const before = await pathsSeen(page);
    await drawingBy(page, () => button('Redraw the others').click());
    await expect.poll(() => pathsSeen(page), { timeout: PATIENCE }).not.toEqual(before);
    const after = await pathsSeen(page);
    const stayed = before.map((path) => after.some((other) => areNear(path, other)));
    expect(stayed).toEqual(before.map((_, index) => index === before.length - 1));
    await button('Undo').click();
    await expect.poll(() => pathsSeen(page)).toEqual(before);
  });

  it('are as the program drew them, if that is wished', async () => {
    await page.reload();
    await drawing(page).waitFor();
    await button('Back to the original').click();
    await button('Back to the original').waitFor({ state: 'detached' });
    expect(await strokesSeen(page)).toBe(STROKES);
  });
});

/** The strokes that the server has. */
function storedPaths(page: Page): Promise<readonly object[]> {
  return page.evaluate(`(async () => {
    const { photos } = await (await fetch('/api/photos')).json();
    const drawing = await (await fetch('/api/drawings/' + photos[0].drawing)).json();
    return drawing.sketch.strokes;
  })()`);
}

/** Whether all coordinates of two paths are the same, but for the paper's size, which is that of the photo's shape to 0.1 here. */
function areNear(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => path.match(/-?[\d.]+/g)!.map(Number));
  return a.length === b.length && a.every((value, index) => Math.abs(value - b[index]) < 0.3);
}

/** The point at which a path begins, in hundredths of the paper's units. */
function startOf(path: string): readonly number[] {
  return /^M([\d.-]+) ([\d.-]+)/
    .exec(path)!
    .slice(1)
    .map((value) => Math.round(100 * Number(value)));
}
