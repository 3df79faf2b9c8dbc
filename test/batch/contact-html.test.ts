import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactHtml } from '../../src/batch/contact-html.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';
import { CHROMIUM } from '../helpers/browser.ts';

const hostile = `"><img src=x onerror="document.title='hacked'"><script>document.title='hacked'</script>&amp;%`;
const sketch = { width: 40, height: 20, strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4) };
const svg = { text: writeSvg(sketch), sketch };

async function html(): Promise<string> {
  const photo = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  const drawing = (loss: number, output: string) => ({ strokes: 16, loss, seed: 0, outputs: [output], svg });
  return contactHtml([
    { name: 'a.jpg', photo, drawings: [drawing(0.5, 'a.svg'), drawing(0.4, 'a-32.svg')] },
    { name: hostile, photo, drawings: [drawing(0.1, `${hostile}/100%.svg`)] },
    { name: 'z.jpg', photo: null, drawings: [drawing(0.2, 'z.svg')] },
  ]);
}

it('is one file that loads nothing', async () => {
  const page = await html();
  expect(page).not.toMatch(/(src|href)="(?!data:|\.\/)/);
  expect(page).not.toContain('<img src=x');
  expect(page.match(/<script/g)).toHaveLength(1);
});

describe.skipIf(!CHROMIUM)('in chromium, from file://', () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  const problems: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clipasso-contact-'));
    const file = join(folder, 'index.html');
    await writeFile(file, await html());
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => problems.push(message.text()));
    await page.goto(pathToFileURL(file).href);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const names = () => page.locator('h2').allTextContents();

  it('shows every photo and drawing, and names as they are', async () => {
    expect(await names()).toEqual(['a.jpg', hostile, 'z.jpg']);
    expect(await page.title()).toBe('Sketches');
    const sizes = await page.evaluate(
      '[...document.images].map((image) => [image.complete, image.naturalWidth])',
    );
    expect(sizes).toEqual([
      [true, 30],
      [true, 40],
      [true, 40],
      [true, 30],
      [true, 40],
      [true, 40],
    ]);
    expect(problems).toEqual([]);
  });

  it('sorts by loss and by name', async () => {
    await page.selectOption('select', 'loss');
    expect(await names()).toEqual([hostile, 'z.jpg', 'a.jpg']);
    await page.selectOption('select', 'name');
    expect(await names()).toEqual([hostile, 'a.jpg', 'z.jpg']);
  });

  it('links to the files whatever they are called', async () => {
    const href = await page.evaluate<string>(
      `[...document.links].map((link) => link.href).find((href) => href.includes('100'))`,
    );
    expect(decodeURIComponent(href)).toBe(
      `${decodeURIComponent(pathToFileURL(folder).href)}/${hostile}/100%.svg`,
    );
  });
});
