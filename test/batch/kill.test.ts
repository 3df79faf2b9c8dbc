import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { UNFINISHED } from '../../src/output/unfinished.ts';
import { createRandom } from '../../src/random.ts';
import { readSvg } from '../../src/strokes/svg-reader.ts';
import '../helpers/patience.ts';

const PHOTOS = 24;
const KILLS = 5;
const script = fileURLToPath(new URL('../helpers/quick-batch.ts', import.meta.url));

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Runs the batch; it is killed `milliseconds` after it locked the folder. Gives what it printed, null when killed. */
function runBatch(input: string, out: string, milliseconds: number | null): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, input, out], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (text) => {
      printed += text;
    });
    const watch = setInterval(async () => {
      if (milliseconds === null || !(await exists(join(out, '.clipasso.lock')))) return;
      clearInterval(watch);
      setTimeout(() => child.kill('SIGKILL'), milliseconds);
    }, 5);
    child.on('error', reject);
    child.on('close', (_, signal) => {
      clearInterval(watch);
      resolve(signal ? null : printed);
    });
  });
}

/** The manifest's finished lines. */
async function linesOf(out: string): Promise<string[]> {
  const text = await readFile(join(out, 'manifest.jsonl'), 'utf8').catch(() => '');
  return text.split('\n').slice(0, -1);
}

it('loses at most the photo in work to SIGKILL, at any moment, and goes on from there', async () => {
  const root = await mkdtemp(join(tmpdir(), 'clipasso-kill-'));
  const input = join(root, 'in');
  const out = join(root, 'out');
  await mkdir(input);
  for (let i = 0; i < PHOTOS; i++) {
    const background = { r: 10 * i, g: 100, b: 50 };
    await sharp({ create: { width: 60, height: 40, channels: 3, background } })
      .png()
      .toFile(join(input, `${i}.png`));
  }
  const random = createRandom(Date.now());
  let finished = 0;
  for (let k = 0; k < KILLS; k++) {
    if ((await runBatch(input, out, random.uniform(0, 500))) !== null) break;
    const lines = await linesOf(out);
    expect(lines.length).toBeGreaterThanOrEqual(finished);
    finished = lines.length;
    for (const line of lines) {
      for (const output of JSON.parse(line).outputs) {
        const file = join(out, output);
        if (output.endsWith('.svg')) readSvg(await readFile(file, 'utf8'));
        else expect((await sharp(await readFile(file)).stats()).isOpaque).toBe(true);
      }
    }
    const svgs = (await readdir(out)).filter((name) => name.endsWith('.svg'));
    expect(svgs.length - finished).toBeLessThanOrEqual(1);
    for (const svg of svgs) readSvg(await readFile(join(out, svg), 'utf8'));
  }
  finished = (await linesOf(out)).length;
  const last = JSON.parse((await runBatch(input, out, null))!);
  expect(last).toEqual({ drawn: PHOTOS - finished, kept: finished, failed: [] });
  expect((await readdir(out)).filter((name) => UNFINISHED.test(name) || name.endsWith('.lock'))).toEqual([]);
  await rm(root, { recursive: true, force: true });
});
