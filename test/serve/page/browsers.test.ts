/**
 * The page in the other engines: seen, drawn, steered, edited, saved. Each is skipped where it is not installed
 * (Debian: apt install firefox-esr; apt install webkit2gtk-driver xvfb).
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { Driver } from './browsers/driver.ts';
import { FIREFOX, startFirefox } from './browsers/firefox.ts';
import { startWebKit, WEBKIT } from './browsers/webkit.ts';
import { folderWithDrawing, STROKES } from './folder-with-drawing.ts';
import { PATIENCE, QUICK, startServe } from './served.ts';
import { beginWatch, isSaid, sightingOf } from './sightings.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const SOON = 30_000;
const STROKES_SEEN = 'document.querySelectorAll("svg.paper[role=img] path").length';

describe.each([
  ['Firefox', FIREFOX, startFirefox],
  ['WebKit', WEBKIT, startWebKit],
])('the page in %s', (_, installed, start) => {
  it.skipIf(!installed)('is seen, drawn, edited and saved from', { timeout: 2 * PATIENCE }, async () => {
    const server = await startServe(await folderWithDrawing());
    closing.push(server.close);
    const { driver, close } = await start(SOON);
    closing.push(close);
    await driver.resize(1200, 900);
    await driver.open(server.address);
    await driver.read(`localStorage.setItem('clipasso.options', '${JSON.stringify(QUICK)}')`);
    await driver.open(server.address);
    await driver.until(`${STROKES_SEEN} === ${STROKES}`, SOON);
    await watch(driver);

    // fewer strokes at once
    await driver.read(`(() => {
      const slider = document.querySelector('.strokes input');
      slider.value = 2;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    })()`);
    await driver.until(`${STROKES_SEEN} === 2`, SOON);

    // beside the photo, which is there
    await driver.click('.company label:nth-of-type(2) input');
    await driver.until('document.querySelector(".boards img")?.naturalWidth > 0', SOON);
    await driver.click('.company label:nth-of-type(1) input');

    await driver.click('.views a', 'Edit');
    await driver.click('.panel button[aria-label="Next stroke"]');
    await driver.click('.panel button', 'Delete');
    await driver.until(`${STROKES_SEEN} === 1`, SOON);
    await driver.click('.panel button', 'Undo');
    await driver.until(`${STROKES_SEEN} === 2`, SOON);
    // by hand, with the mouse
    await driver.click('.panel label:nth-of-type(2) input');
    const [x, y, width, height] = await driver.read<number[]>(
      '(({ x, y, width, height }) => [x, y, width, height])(document.querySelector(".edit-layer").getBoundingClientRect())',
    );
    const places = [
      [0.2, 0.8],
      [0.3, 0.6],
      [0.5, 0.7],
      [0.7, 0.5],
    ];
    await driver.drag(places.map(([u, v]) => [x + u * width, y + v * height] as const));
    await driver.until(`${STROKES_SEEN} === 3`, SOON);

    await driver.click('.views a', 'Export');
    await driver.read(beginWatch('saved', isSaid('Saved duck.svg')));
    await driver.click('.panel button', 'SVG');
    await driver.until(sightingOf('saved'), SOON);

    // its subject is found and its drawing comes through the stream of events
    await driver.click('.views a', 'Subject');
    const paths =
      '[...document.querySelectorAll("svg.paper path")].map((path) => path.getAttribute("d")).join()';
    const before = await driver.read<string>(paths);
    await driver.click('.next button', 'Draw again');
    await driver.until(
      `${STROKES_SEEN} > 0 && ${paths} !== ${JSON.stringify(before)} && document.querySelector(".next").textContent.includes("Save SVG")`,
      PATIENCE,
    );

    await driver.resize(420, 800);
    expect(await driver.read('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await driver.read('window.complaints')).toEqual([]);
  });
});

/** Notes what the page would complain of from now on. */
async function watch(driver: Driver): Promise<void> {
  await driver.read(`(() => {
    window.complaints = [];
    const note = (text) => window.complaints.push(String(text));
    addEventListener('error', (event) => note(event.message));
    addEventListener('unhandledrejection', (event) => note(event.reason));
    addEventListener('securitypolicyviolation', (event) => note(event.violatedDirective + ' ' + event.blockedURI));
  })()`);
}
