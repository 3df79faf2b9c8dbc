import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { UNFINISHED } from '../../src/output/unfinished.ts';
import { readSvg } from '../../src/strokes/svg-reader.ts';
import { buildCli, PLAIN, runCli } from '../helpers/cli.ts';
import { childrenOf, isAlive } from '../helpers/processes.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const PHOTOS = 3;
/** As little work per photo as still needs the network. */
const FEW = [...PLAIN, ...'-n 3 --seeds 1 --views 1 --json'.split(' ')];
let root: string;

beforeAll(async () => {
  buildCli();
  root = await mkdtemp(join(tmpdir(), 'clipasso-jobs-'));
  await mkdir(join(root, 'in'));
  for (let i = 0; i < PHOTOS; i++) {
    const square = {
      create: { width: 30 + 5 * i, height: 50, channels: 3, background: 'darkgreen' },
    } as const;
    await sharp({ create: { width: 120, height: 90, channels: 3, background: 'white' } })
      .composite([{ input: await sharp(square).png().toBuffer(), left: 20 + 10 * i, top: 20 }])
      .png()
      .toFile(join(root, 'in', `${i}.png`));
  }
  await writeFile(join(root, 'in', 'broken.jpg'), 'no photo');
});
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(root, { recursive: true, force: true }));

const batch = (args: readonly string[]) => runCli(['batch', ...args, ...FEW], { cwd: root });
const summaryOf = (stdout: string) => JSON.parse(stdout.trim().split('\n').at(-1)!).summary;

/** A batch as a terminal starts it: the leader of a process group. */
function start(args: readonly string[]) {
  const child = spawn(process.execPath, [CLI, 'batch', ...args, ...FEW], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    pid: child.pid!,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
  };
}

async function until(what: string, met: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !met(); await sleep(20)) {
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}`);
  }
}

it('killed half-way it leaves no process and no half file, and goes on to the same bytes as one job', async () => {
  const plain = await batch(['in', '-o', 'one', '--iterations', '0']);
  expect(plain.code).toBe(1);
  expect(summaryOf(plain.stdout)).toMatchObject({ drawn: PHOTOS, failed: [{ input: 'broken.jpg' }] });

  const options = ['in', '-o', 'two', '--jobs', '2', '--iterations', '0'];
  const out = join(root, 'two');
  const run = start(options);
  await until('two processes', () => childrenOf(run.pid).length === 2);
  const workers = childrenOf(run.pid);
  await until('a drawing', () => run.stdout().includes('"drawn"'));
  process.kill(run.pid, 'SIGKILL');
  await run.ended;
  await until('the processes to end', () => !workers.some(isAlive));
  for (const name of await readdir(out)) {
    if (name.endsWith('.svg')) readSvg(await readFile(join(out, name), 'utf8'));
  }
  const finished = (await readFile(join(out, 'manifest.jsonl'), 'utf8')).split('\n').length - 1;
  expect(finished).toBeGreaterThan(0);

  const again = await batch(options);
  expect(again.code).toBe(1);
  expect(again.stderr).toMatch(/^clipasso: broken\.jpg: .*broken\.jpg is not an image/m);
  const { failed } = summaryOf(plain.stdout);
  expect(summaryOf(again.stdout)).toMatchObject({ drawn: PHOTOS - finished, kept: finished });
  expect(summaryOf(again.stdout).failed).toEqual(failed);
  expect((await readdir(out)).filter((name) => UNFINISHED.test(name) || name.endsWith('.lock'))).toEqual([]);
  const drawings = [0, 1, 2].flatMap((i) => [`${i}.svg`, `${i}.png`]);
  for (const file of [...drawings, 'index.html', 'contact.png']) {
    const [one, two] = await Promise.all(['one', 'two'].map((name) => readFile(join(root, name, file))));
    expect(two.equals(one), file).toBe(true);
  }
}, 180_000);

it('replaces a process that dies, names its photo, and stops at Ctrl-C', async () => {
  const run = start(['in/?.png', '-o', 'stopped', '--jobs', '2', '--iterations', '90000']);
  await until('two processes', () => childrenOf(run.pid).length === 2);
  const [victim] = childrenOf(run.pid);
  process.kill(victim, 'SIGKILL');
  await until('the failure', () => run.stdout().includes('"failed"'));
  expect(run.stderr()).toMatch(
    /^clipasso: \d\.png: The process that drew it ended early \(SIGKILL\); .*--jobs$/m,
  );
  await until('another process', () => childrenOf(run.pid).length === 2);
  const workers = childrenOf(run.pid);
  expect(workers).not.toContain(victim);
  process.kill(-run.pid, 'SIGINT');
  expect(await run.ended).toBe(130);
  const { failed, ...rest } = summaryOf(run.stdout());
  expect(failed).toEqual([{ input: expect.any(String), message: expect.stringContaining('(SIGKILL)') }]);
  expect(rest).toMatchObject({ drawn: 0, aborted: true });
  await until('the processes to end', () => !workers.some(isAlive));
}, 180_000);

it('draws what sketch draws, to the byte, however many at a time', async () => {
  // its strokes come in another order with one thread
  const kite = fileURLToPath(new URL('../goldens/photos/kite.jpg', import.meta.url));
  const few = '--preset draft --strokes 4 --iterations 2 --features none'.split(' ');
  const drawn = await runCli(['batch', kite, '-o', 'kites', '--jobs', '2', ...few], { cwd: root });
  expect(drawn.code).toBe(0);
  expect((await runCli(['sketch', kite, '-o', 'kite.svg', ...few], { cwd: root })).code).toBe(0);
  expect(await readFile(join(root, 'kites', 'kite.svg'), 'utf8')).toBe(
    await readFile(join(root, 'kite.svg'), 'utf8'),
  );
}, 180_000);

it.each(['1.5', '65'])('refuses %s jobs', async (jobs) => {
  const run = await batch(['in', '-o', 'refused', '--jobs', jobs]);
  expect([run.code, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toMatch(/^clipasso: Expected an integer from 1 to 64 for jobs but received \S+\n$/);
});
