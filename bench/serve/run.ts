/**
 * `clipasso serve`: how soon its page can be used, how large the page is, and what memory drawings take.
 * npm run bench:serve [-- --drawings 100 --photos 20 --starts 5]
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const PHOTO = join(ROOT, 'assets/examples/duck.jpg');
/** Clock ticks of /proc per second. */
const TICKS = 100;
/** Options of the drawings, which only matter for memory. */
const QUICK = { preset: 'draft', strokes: 4, iterations: 0, seeds: 1 };

interface Served {
  readonly pid: number;
  readonly address: string;
  close(): Promise<void>;
}

async function serve(): Promise<Served> {
  const args = [join(ROOT, 'bin/clipasso.cjs'), 'serve', '--no-open', '--threads', '1'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
      const found = /http:\/\/\S+/.exec(said)?.[0];
      if (found) resolve(found);
    });
    child.on('close', (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
  const closed = new Promise((done) => child.once('close', done));
  return {
    pid: child.pid!,
    address,
    async close() {
      child.kill('SIGINT');
      await closed;
    },
  };
}

/** Seconds from the command to a page on which a photo can be chosen, in a browser that runs already. */
async function startUp(times: number): Promise<{ address: number; page: number; computed: number }[]> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const found = [];
  for (let i = 0; i < times; i++) {
    const page = await browser.newPage();
    const started = performance.now();
    const served = await serve();
    const address = (performance.now() - started) / 1000;
    const computed = computedBy(served.pid);
    await page.goto(served.address);
    await page.getByRole('button', { name: 'Choose a photo' }).waitFor();
    found.push({ address, computed, page: (performance.now() - started) / 1000 });
    await page.close();
    await served.close();
  }
  await browser.close();
  return found;
}

function bundle(): number {
  const folder = join(ROOT, 'dist/serve/page');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(html|js|css|svg)$/.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
}

/** Processor seconds of a process so far. */
function computedBy(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Resident memory of a process, in MB. */
function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}

async function memory(drawings: number, photos: number): Promise<void> {
  const served = await serve();
  const { origin, searchParams } = new URL(served.address);
  const headers = { authorization: `Bearer ${searchParams.get('token')}`, 'x-clipasso': '1' };
  const post = async (path: string, body: string | Uint8Array<ArrayBuffer>) =>
    (await fetch(origin + path, { method: 'POST', headers, body })).json() as Promise<{ id: string }>;
  const ids: string[] = [];
  for (let i = 0; i < photos; i++) {
    const jpeg = await sharp(PHOTO)
      .resize(1200 + i)
      .jpeg()
      .toBuffer();
    ids.push((await post(`/api/photos?name=${i}.jpg`, Uint8Array.from(jpeg))).id);
  }
  console.log(`${photos} photos uploaded: ${memoryOf(served.pid).toFixed(0)} MB`);
  for (let i = 1; i <= drawings; i++) {
    const order = { photo: ids[i % photos], options: QUICK, mask: 'none', levels: false };
    const { id } = await post('/api/jobs', JSON.stringify(order));
    for (let status = ''; status !== 'done'; ) {
      await new Promise((done) => setTimeout(done, 50));
      ({ status } = (await (await fetch(`${origin}/api/jobs/${id}`, { headers })).json()) as {
        status: string;
      });
      if (status === 'failed') throw new Error('a drawing failed');
    }
    if (i === 1 || i % 10 === 0) console.log(`${i} drawings: ${memoryOf(served.pid).toFixed(0)} MB`);
  }
  await served.close();
}

const { values } = parseArgs({
  options: {
    drawings: { type: 'string', default: '100' },
    photos: { type: 'string', default: '20' },
    starts: { type: 'string', default: '5' },
  },
});
console.log(`page, gzipped: ${(bundle() / 1000).toFixed(1)} kB`);
const load = () => `load ${loadavg()[0].toFixed(1)}`;
for (const { address, page, computed } of await startUp(Number(values.starts)))
  console.log(
    `address after ${address.toFixed(2)} s (${computed.toFixed(2)} s computed), page after ${page.toFixed(2)} s (${load()})`,
  );
if (Number(values.drawings) > 0) await memory(Number(values.drawings), Number(values.photos));
