/** What is left of `clipasso serve` after Ctrl-C, whatever it does then: no process, no thread, no port, no file. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { buildCli } from '../helpers/cli.ts';
import { examplePath } from '../helpers/examples.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import '../helpers/patience.ts';

const CLI = fileURLToPath(new URL('../../bin/clipasso.cjs', import.meta.url));
/** Ends in every process of it, and in none else. */
const MARK = `TEST_OF_ENDING=${process.pid}-${Date.now()}`;

beforeAll(() => buildCli());

/** Ids of all processes that have the mark in their surroundings. */
function marked(): readonly string[] {
  return readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/environ`, 'utf8').includes(MARK);
    } catch {
      return false; // ended meanwhile, or another user's
    }
  });
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function serveAndEnd(whileOpen: (address: URL) => Promise<unknown>) {
  const cwd = temporaryFolder();
  const tmp = join(cwd, 'tmp');
  mkdirSync(tmp);
  const [name, value] = MARK.split('=');
  const env = { ...process.env, [name]: value, TMPDIR: tmp, TMP: tmp, TEMP: tmp };
  const args = [CLI, 'serve', '--no-open', '--threads', '1', examplePath('duck')];
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let said = '';
  const address = await new Promise<URL>((found, fail) => {
    child.stderr.on('data', (text) => {
      said += text;
      const address = /http:\/\/\S+/.exec(said)?.[0];
      if (address) found(new URL(address));
    });
    ended.then(() => fail(new Error(`ended before it served: ${said}`)));
  });
  await whileOpen(address);
  const before = marked();
  child.kill('SIGINT');
  const code = await ended;
  return {
    code,
    said,
    before,
    left: marked(),
    files: [readdirSync(cwd), readdirSync(tmp)],
    open: await isOpen(Number(address.port)),
  };
}

it.skipIf(!existsSync('/proc/self/environ'))('nothing, while it draws and a page listens', async () => {
  const stream = new AbortController();
  const { code, said, before, left, files, open } = await serveAndEnd(async ({ origin, searchParams }) => {
    const headers = { authorization: `Bearer ${searchParams.get('token')}`, 'x-clipasso': '1' };
    const events = await fetch(`${origin}/api/events`, { headers, signal: stream.signal });
    const options = { preset: 'draft', strokes: 4, seeds: 1, iterations: 500 };
    await fetch(`${origin}/api/jobs`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ photo: 'p1', options }),
    });
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ''; !/"stage":"(saliency|optimise)"/.test(text); ) text += (await reader.read()).value;
    reader.cancel().catch(() => {});
  });
  stream.abort();
  expect(before.length).toBeGreaterThan(0);
  expect(left).toEqual([]);
  expect(open).toBe(false);
  expect(files).toEqual([['tmp'], []]);
  expect(code).toBe(130);
  expect(said.trim().split('\n')).toHaveLength(2);
});

it.skipIf(!existsSync('/proc/self/environ'))('nothing, before its thread is ready', async () => {
  const { code, left, files, open } = await serveAndEnd(async () => {});
  expect([left, open, files, code]).toEqual([[], false, [['tmp'], []], 130]);
});
