/** A folder as a contact sheet, and what becomes of it. Skipped where chromium is not installed (Debian: apt install chromium). */
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../helpers/browser.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import { BALLOON, DUCK, type Served, serve, watchFor } from './served.ts';
import { hasButton, isSaid } from './sightings.ts';

describe.skipIf(!CHROMIUM)('a folder that is served, in chromium', () => {
  const folder = temporaryFolder();
  let served: Served;
  let page: Page;
  beforeAll(async () => {
    copyFileSync(DUCK, join(folder, 'duck.jpg'));
    copyFileSync(BALLOON, join(folder, 'balloon.jpg'));
    served = await serve(folder);
    page = await served.open();
  });
  afterAll(() => served?.close());
  afterEach(() => expect(served.problems).toEqual([]));

  const card = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  /** Lines of all manifests below the folder. */
  const manifest = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('manifest.jsonl'))
      .flatMap((path) => readFileSync(join(folder, path), 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line) as { input: string; outputs: string[] });

  it('shows its photos', async () => {
    await card('duck.jpg').getByRole('link').waitFor();
    await card('balloon.jpg').getByRole('link').waitFor();
    expect(await page.getByRole('listitem').count()).toBe(2);
  });

  it('stars photos, and shows these alone', async () => {
    await page.getByRole('button', { name: 'Star balloon.jpg' }).click();
    await page.locator('[aria-label="Star balloon.jpg"][aria-pressed=true]').waitFor();
    await page.getByRole('radio', { name: 'Starred' }).check();
    await expect.poll(() => page.getByRole('listitem').count()).toBe(1);
    await page.reload();
    await page.locator('[aria-label="Star balloon.jpg"][aria-pressed=true]').waitFor();
  });

  it('draws all of them, as the manifest tells that batch reads', async () => {
    await page.getByRole('button', { name: 'Draw all' }).click();
    await page.getByRole('button', { name: 'Redo duck.jpg' }).waitFor();
    await page.getByRole('button', { name: 'Redo balloon.jpg' }).waitFor();
    await expect.poll(() => new Set(manifest().map(({ input }) => input)).size).toBe(2);
    expect(await card('duck.jpg').locator('path').count()).toBeGreaterThan(5);
  });

  it('draws one again', async () => {
    const linesOf = (name: string) => manifest().filter(({ input }) => input === name).length;
    const before = linesOf('balloon.jpg');
    const seen = await watchFor(page, hasButton('Stop drawing balloon.jpg'));
    await page.getByRole('button', { name: 'Redo balloon.jpg' }).click();
    await seen();
    await page.getByRole('button', { name: 'Redo balloon.jpg' }).waitFor();
    await expect.poll(() => linesOf('balloon.jpg')).toBe(before + 1);
  });

  it('opens one, and saves what was done there', async () => {
    await card('duck.jpg').getByRole('link').click();
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('application').focus();
    await page.keyboard.press('.');
    await page.keyboard.press('Delete');
    await page.getByRole('link', { name: 'Export' }).click();
    const seen = await watchFor(page, isSaid('Saved'));
    await page.getByRole('button', { name: 'Save to the folder' }).click();
    await seen();
    const { outputs } = manifest()
      .filter(({ input }) => input === 'duck.jpg')
      .at(-1)!;
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      outputs.some((output) => path.endsWith(output)),
    );
    expect(found.length).toBe(outputs.length);
    expect(found.every((path) => existsSync(join(folder, path)))).toBe(true);
    await page.getByRole('link', { name: 'All photos' }).click();
    await page.getByRole('button', { name: 'Redo duck.jpg' }).waitFor();
  });
});
