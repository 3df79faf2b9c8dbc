/**
 * Every view by the rules of WCAG AA as axe-core knows them, light and dark, wide and on a phone. Skipped where chromium is not installed
 * (Debian: apt install chromium).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../helpers/browser.ts';
import { folderWithDrawing } from './folder-with-drawing.ts';
import { type Served, serve } from './served.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PHONE = { width: 360, height: 740 };

/** What is against the rules, and how far the page is wider than its window. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(`axe.run({ runOnly: ${JSON.stringify(RULES)} })`);
  const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    ...(wider > 0 ? [`scrolls sideways by ${wider} px`] : []),
  ];
}

describe.skipIf(!CHROMIUM)('the page can be read and used by everyone', () => {
  let empty: Served;
  let served: Served;
  beforeAll(async () => {
    empty = await serve();
    served = await serve(await folderWithDrawing());
  });
  afterAll(() => Promise.all([empty?.close(), served?.close()]));
  afterEach(() => expect([...empty.problems, ...served.problems]).toEqual([]));

  it.each(['light', 'dark'] as const)('before there is a photo, %s', async (colorScheme) => {
    const page = await empty.open({ colorScheme });
    await page.getByRole('button', { name: 'Choose a photo' }).waitFor();
    // the duck is drawn first
    await page.waitForTimeout(2000);
    expect(await faultsOf(page)).toEqual([]);
  });

  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
    ['on a phone', { viewport: PHONE, hasTouch: true, isMobile: true }],
    [
      'dark on a phone, without motion',
      { viewport: PHONE, colorScheme: 'dark' as const, reducedMotion: 'reduce' as const },
    ],
  ])('in every view, %s', async (_, options) => {
    const page = await served.open(options);
    page.setDefaultTimeout(60_000);
    for (const view of ['Subject', 'Drawing', 'Edit', 'Export']) {
      await page.getByRole('link', { name: view, exact: true }).click();
      if (view === 'Edit') await page.getByRole('button', { name: 'Next stroke' }).click();
      if (view === 'Export') await page.getByText('Pen plotter').click();
      expect([view, ...(await faultsOf(page))]).toEqual([view]);
    }
    await page.getByRole('link', { name: 'clipasso' }).click();
    await page.getByRole('button', { name: /Redo/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('and moves nothing for those who asked for less motion', async () => {
    const page = await empty.open({ reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Choose a photo' }).waitFor();
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  });
});
