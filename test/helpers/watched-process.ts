/** Surroundings in which a process leaves traces of what nobody asked it for. */
import { mkdirSync, readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface Surroundings {
  /** Variables of a process whose home, caches and temporary files are in an empty folder and whose proxy is ours. */
  readonly env: NodeJS.ProcessEnv;
  /** First lines of what was sent to the proxy, e.g. `CONNECT host:443 HTTP/1.1`. */
  readonly requests: readonly string[];
  /** Everything that was left in the folder. */
  files(): string[];
  close(): void;
}

/** @param folder an empty folder */
export async function watchedSurroundings(folder: string): Promise<Surroundings> {
  const requests: string[] = [];
  const proxy = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      requests.push(data.toString('latin1').split('\r\n', 1)[0]!);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const [home, cache, temporary] = ['home', 'cache', 'tmp'].map((name) => join(folder, name));
  for (const path of [home, cache, temporary]) mkdirSync(path);
  const env: NodeJS.ProcessEnv = { HOME: home, USERPROFILE: home, XDG_CACHE_HOME: cache };
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) env[name] = temporary;
  for (const name of ['http', 'https', 'all'])
    env[`${name}_proxy`] = env[`${name.toUpperCase()}_PROXY`] = url;
  return {
    env: { ...env, no_proxy: '', NO_PROXY: '', ORT_DISABLE_TELEMETRY: undefined },
    requests,
    files: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /[/\\]/.test(name)),
    close: () => void proxy.close(),
  };
}
