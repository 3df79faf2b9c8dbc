/** Starts and ends a server for one photo, one folder, or uploads. */
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Server } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { hostname } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { ClipassoError } from '../errors.ts';
import type { ModelSettings } from '../models/settings.ts';
import { checkWritable } from '../output/write.ts';
import { readFileBytes } from '../photo/file-bytes.ts';
import { createApp } from './app.ts';
import type { EngineOptions } from './command-line.ts';
import type { MetadataOf } from './exporting.ts';
import { loadPageFiles } from './page-files.ts';
import { listFolder, shownName } from './photo-files.ts';
import { createStudio } from './studio.ts';

export interface ServerOptions {
  /** A photo or folder; null for none. */
  readonly source: string | null;
  /** Where a folder's drawings are saved when that is asked for. @default `sketches` in the folder */
  readonly out?: string | undefined;
  /** TCP port; 0 for any free one. @default 0 */
  readonly port?: number | undefined;
  /** Host name or address to listen on, for access from other machines. @default loopback only */
  readonly host?: string | undefined;
  readonly engine?: EngineOptions;
  readonly settings?: ModelSettings;
  readonly metadataOf: MetadataOf;
}

export interface RunningServer {
  /** Address to open in a browser, with the token. */
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  readonly port: number;
  /** Ends all jobs and connections, then the server. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** @throws ClipassoError 'input' if the photo or folder does not exist, 'usage' if it cannot listen on the port or host */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { source, port = 0, host } = options;
  const info = source === null ? null : await stat(source).catch(() => null);
  if (source !== null && !info)
    throw new ClipassoError('input', `${source} does not exist; give a photo or a folder`);
  const root = source !== null && info?.isDirectory() ? resolve(source) : null;
  const single = source !== null && root === null ? await readFileBytes(source) : null;
  const out = root === null ? null : resolve(options.out ?? join(root, 'sketches'));
  if (options.out !== undefined && out !== null) await checkWritable(join(out, 'drawing.svg'));
  const studio = createStudio({
    engine: options.engine ?? {},
    settings: options.settings ?? {},
    folder: root === null ? null : folderOptions(root, out!),
    shellPath: ({ path }) => relative('.', path),
    metadataOf: options.metadataOf,
  });
  await studio.openFolder();
  if (single) await studio.photos.upload(shownName(basename(source!)), single);

  const token = randomBytes(24).toString('base64url');
  const names = new Set(host === undefined ? [] : [host.toLowerCase(), hostname().toLowerCase()]);
  const rules = {
    token,
    session: randomBytes(24).toString('base64url'),
    cookie: 'clipasso',
    names,
    open: host !== undefined,
  };
  const page = await loadPageFiles();
  // the cookie's name holds the port, which is known only once the server listens
  let app = createApp(studio, rules, page);
  const server = createAdaptorServer({ fetch: (request, env) => app.fetch(request, env) }) as Server;
  await listen(server, port, host ?? LOOPBACK);
  const actual = (server.address() as AddressInfo).port;
  app = createApp(studio, { ...rules, cookie: `clipasso-${actual}` }, page);
  const origin = `http://${shownHost(host)}:${actual}`;
  void studio.warm();
  return {
    ...{ origin, token, port: actual },
    url: `${origin}/?token=${token}`,
    async close() {
      server.close();
      const ended = studio.close();
      await ended;
      server.closeAllConnections();
    },
  };
}

function folderOptions(root: string, output: string) {
  const shown = relative('.', output) || '.';
  return { name: basename(root), output, shown, list: () => listFolder(root, output) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const reasons: Readonly<Record<string, string>> = {
        EADDRINUSE: `Port ${port} is in use; choose another with --port, 0 for any free one`,
        EACCES: `Port ${port} may not be used; choose one from 1024 on with --port`,
        EADDRNOTAVAIL: `${host} is no address of this machine; choose another with --host`,
        ENOTFOUND: `${host} is no name of this machine; choose another with --host`,
      };
      fail(new ClipassoError('usage', reasons[code ?? ''] ?? `Cannot listen on ${host}: ${message}`));
    });
    server.listen({ port, host }, done);
  });
}

/** The host as part of a URL; wildcard addresses become loopback. */
function shownHost(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0') return LOOPBACK;
  if (host === '::') return '[::1]';
  return isIP(host) === 6 ? `[${host}]` : host;
}
