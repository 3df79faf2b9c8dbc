/** `clipasso serve` as a user starts it, and its page in a real browser. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { CHROMIUM } from '../../helpers/browser.ts';
import { buildCli, buildPage } from '../../helpers/cli.ts';
import { beginWatch, hasButton, sightingOf } from './sightings.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export const DUCK = `${ROOT}assets/examples/duck.jpg`;
export const BALLOON = `${ROOT}assets/examples/balloon.jpg`;

/** Milliseconds after which a test gives up on what networks work out, as other programs may have the cores. */
export const PATIENCE = 300_000;
vi.setConfig({ testTimeout: PATIENCE, hookTimeout: PATIENCE });

/** What is drawn in a test takes no steps: `--iterations 0 --seeds 1`. */
export const QUICK = { iterations: 0, seeds: 1, preset: 'draft' };

export interface Served {
  readonly address: string;
  /** Everything that a page complained of, or asked another server for; tests end with none. */
  readonly problems: readonly string[];
  /** A new window on the page, which knows nothing of others. */
  open(options?: BrowserContextOptions, drawing?: object): Promise<Page>;
  close(): Promise<void>;
}

/** The server alone. @param args after `clipasso serve` */
export async function startServe(
  ...args: readonly string[]
): Promise<{ readonly address: string; close(): Promise<void> }> {
  buildCli();
  buildPage();
  const child = spawn(
    process.execPath,
    [`${ROOT}bin/clipasso.cjs`, 'serve', '--no-open', '--port', '0', '--threads', '1', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return { address: await addressOf(child), close: () => end(child) };
}

/** @param args after `clipasso serve` */
export async function serve(...args: readonly string[]): Promise<Served> {
  const server = await startServe(...args);
  const { address } = server;
  const browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
  const problems: string[] = [];
  return {
    address,
    problems,
    async open(options = {}, drawing = QUICK) {
      const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
      await context.addInitScript(`
        localStorage.getItem('clipasso.options') ?? localStorage.setItem('clipasso.options', '${JSON.stringify(drawing)}');
      `);
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      listen(page, new URL(address).origin, problems);
      await page.goto(address);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** The first address that it prints. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const onText = (text: Buffer) => {
      said += text;
      const address = /http:\/\/\S+/.exec(said)?.[0];
      if (address) resolve(address);
    };
    child.stdout!.on('data', onText);
    child.stderr!.on('data', onText);
    child.on('close', (code) => reject(new Error(`clipasso serve ended with ${code}: ${said}`)));
  });
}

function listen(page: Page, origin: string, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // the browser's own line about a refused upload; the page shows what is wrong with it
    const refused = /status of 4\d\d/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !refused) problems.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['blob:', 'data:'].includes(url.protocol))
      problems.push(`asked for ${request.url()}`);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((done) => child.once('close', done));
  child.kill('SIGINT');
  await ended;
}

/** Chooses a photo as through the system's dialogue. */
export async function choosePhotos(page: Page, ...paths: readonly string[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles([...paths]);
}

/** The label of the button that ends a drawing, which is there while one comes about. */
export const STOP = 'Stop and keep the best drawing so far';

/**
 * Watches for a state of the page that may pass by, from now on.
 * @param state expression of the page, truthy in that state
 * @returns waits until the page has been in it, and gives the expression's value then
 */
export async function watchFor<T>(page: Page, state: string): Promise<() => Promise<T>> {
  await page.evaluate(beginWatch('state', state));
  return async () => {
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      const sighting = await page.evaluate<T | null>(sightingOf('state'));
      if (sighting !== null) return sighting;
      await page.waitForTimeout(100);
    }
    throw new Error(`never came true: ${state}`);
  };
}

/** Begins a drawing of the photo that is open, and waits until it is done. */
export async function drawingBy(page: Page, begin: () => Promise<void>): Promise<void> {
  const begun = await watchFor(page, hasButton(STOP));
  await begin();
  await begun();
  await page.getByRole('button', { name: 'Save SVG' }).waitFor();
  await drawing(page).waitFor();
}

/** Draws the photo that is open and waits until it is done. */
export function drawPhoto(page: Page): Promise<void> {
  return drawingBy(page, () => page.getByRole('button', { name: /^Draw( again)?$/ }).click());
}

/** The large drawing. */
export function drawing(page: Page) {
  return page.getByRole('img', { name: /^Drawing of/ });
}

/** The path data of all strokes that are seen, in drawing order. */
export function pathsSeen(page: Page): Promise<string[]> {
  return drawing(page).locator('path').evaluateAll(pathData);
}

/** Runs in the browser. */
const pathData = (elements: readonly { getAttribute(name: string): string | null }[]) =>
  elements.map((element) => element.getAttribute('d')!);

/** How many strokes are seen. */
export function strokesSeen(page: Page): Promise<number> {
  return drawing(page).locator('path').count();
}

/** Drags a handle of the selected stroke straight up or down to `y` in the window, and waits until it is there, to within 5 pixels. */
export async function dragHandle(page: Page, handle: number, y: number): Promise<void> {
  const middle = async () => {
    const rim = (await page.locator(`[data-handle="${handle}"] .rim`).boundingBox())!;
    return [rim.x + rim.width / 2, rim.y + rim.height / 2] as const;
  };
  const [x, from] = await middle();
  await page.mouse.move(x, from);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => Math.abs((await middle())[1] - y), { timeout: 30_000 }).toBeLessThan(5);
}

/** Moves the slider to a number of strokes. */
export async function slideTo(page: Page, strokes: number): Promise<void> {
  await page.getByRole('slider', { name: 'Strokes' }).fill(String(strokes));
}

/** The bytes of what a click saves, and its name. */
export async function saved(
  page: Page,
  click: () => Promise<void>,
): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}
