/** Debian's Firefox, driven through Marionette, its own carrier of WebDriver's commands. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../../../helpers/folder.ts';
import { createDriver, type Driver, type Send } from './driver.ts';

/** Null where it is not installed (Debian: apt install firefox-esr). */
export const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync) ?? null;

/** Firefox asks for nothing on its own, and writes the port that it chose. */
const PREFERENCES = {
  'marionette.port': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'app.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

export async function startFirefox(
  patience: number,
): Promise<{ readonly driver: Driver; close(): Promise<void> }> {
  const profile = temporaryFolder();
  const own = { 'browser.download.folderList': 2, 'browser.download.dir': profile };
  const lines = Object.entries({ ...PREFERENCES, ...own }).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const args = ['--headless', '--marionette', '--no-remote', '--profile', profile];
  const child = spawn(FIREFOX!, args, { stdio: 'ignore' });
  const ended = new Promise((done) => child.once('close', done));
  const port = await portOf(join(profile, 'MarionetteActivePort'), patience);
  const socket = connect(port, '127.0.0.1');
  const carry = carrierOf(socket);
  await carry('WebDriver:NewSession', {});
  const send: Send = async (name, parameters = {}) => unwrapped(await carry(`WebDriver:${name}`, parameters));
  return {
    driver: createDriver(send),
    async close() {
      await carry('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
      socket.destroy();
      await ended;
    },
  };
}

async function portOf(file: string, patience: number): Promise<number> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const port = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if (port > 0) return port;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('Firefox did not come up');
}

function unwrapped(answer: unknown): unknown {
  return answer !== null && typeof answer === 'object' && 'value' in answer ? answer.value : answer;
}

/** Messages are JSON after their length in bytes: `12:[0,1,"name",{}]`; the first is a greeting. */
function carrierOf(socket: Socket): (name: string, parameters: object) => Promise<unknown> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let bytes = Buffer.alloc(0);
  let last = 0;
  socket.on('data', (data) => {
    bytes = Buffer.concat([bytes, data]);
    for (;;) {
      const colon = bytes.indexOf(':');
      const length = Number(bytes.toString('utf8', 0, Math.max(0, colon)));
      if (colon < 0 || bytes.length < colon + 1 + length) return;
      const message: unknown = JSON.parse(bytes.toString('utf8', colon + 1, colon + 1 + length));
      bytes = bytes.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message as [1, number, { message: string } | null, unknown];
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.reject(new Error(error.message));
      else asked?.resolve(result);
    }
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has gone'));
  });
  return (name, parameters) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      const text = JSON.stringify([0, id, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}
