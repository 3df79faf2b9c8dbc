/** WebKitGTK's small browser, on a screen that nobody sees. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { temporaryFolder } from '../../../helpers/folder.ts';
import { COMMANDS, createDriver, type Driver, type Send } from './driver.ts';

const DRIVER = '/usr/bin/WebKitWebDriver';
const SCREEN = '/usr/bin/Xvfb';
const BROWSERS = ['x86_64', 'aarch64'].map(
  (processor) => `/usr/lib/${processor}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
);

/** Null where it is not installed (Debian: apt install webkit2gtk-driver xvfb). */
export const WEBKIT = (existsSync(DRIVER) && existsSync(SCREEN) && BROWSERS.find(existsSync)) || null;

export async function startWebKit(
  patience: number,
): Promise<{ readonly driver: Driver; close(): Promise<void> }> {
  const screen = spawn(SCREEN, ['-displayfd', '3', '-screen', '0', '1280x900x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise<string>((resolve, reject) => {
    screen.stdio[3]!.once('data', (text) => resolve(`:${String(text).trim()}`));
    screen.once('close', () => reject(new Error('Xvfb did not come up')));
  });
  const port = await freePort();
  const driver = spawn(DRIVER, [`--port=${port}`], {
    stdio: 'ignore',
    // what is saved goes there
    env: { ...process.env, DISPLAY: display, HOME: temporaryFolder() },
  });
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: { message?: string; sessionId?: string } };
    if (!answer.ok) throw new Error(value.message);
    return value;
  };
  const options = { 'webkitgtk:browserOptions': { binary: WEBKIT, args: ['--automation'] } };
  const { sessionId } = await retry(patience, () =>
    call('POST', '', { capabilities: { alwaysMatch: options } }),
  );
  const send: Send = (name, parameters = {}) => {
    const [method, path] = COMMANDS[name];
    return call(method, `/${sessionId}/${path}`, parameters);
  };
  return {
    driver: createDriver(send),
    async close() {
      await call('DELETE', `/${sessionId}`).catch(() => {});
      for (const child of [driver, screen]) await end(child);
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Until it listens. */
async function retry<T>(patience: number, work: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + patience; ; ) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((done) => child.once('close', done));
  child.kill('SIGTERM');
  await ended;
}
