/** The README's picture of the page: npm run build && npx tsx bench/serve/picture.ts [docs/images/serve.png] */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUT = process.argv[2] ?? join(ROOT, 'docs/images/serve.png');
/** Of the window, in CSS pixels. */
const SIZE = { width: 1180, height: 720 };

const args = [join(ROOT, 'bin/clipasso.cjs'), 'serve', '--no-open', join(ROOT, 'assets/examples/duck.jpg')];
const server = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
const address = await new Promise<string>((resolve) => {
  server.stderr.on('data', (text) => {
    const found = /http:\/\/\S+/.exec(String(text))?.[0];
    if (found) resolve(found);
  });
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: SIZE });
page.setDefaultTimeout(300_000);
await page.goto(address);
await page.getByText(/What is faded is left out/).waitFor();
await page.getByRole('button', { name: 'Draw', exact: true }).click();
await page.getByRole('button', { name: 'Save SVG' }).waitFor();
await page.getByRole('radio', { name: 'Beside photo' }).check({ force: true });
await page.waitForFunction('[...document.images].every((image) => image.complete)');
await page.mouse.move(5, SIZE.height - 5);
await page.waitForTimeout(1000);
const png = await sharp(await page.screenshot())
  .png({ palette: true, colours: 192, effort: 10 })
  .toBuffer();
writeFileSync(OUT, png);
console.log(`${OUT}: ${(png.length / 1000).toFixed(0)} kB`);
await browser.close();
server.kill('SIGINT');
