import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readlink, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createSocketServer,
  type Socket,
  type Server as SocketServer,
} from 'node:net';
import { hostname as machine, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hashFile } from '../../src/hash-file.ts';
import { blobPath, findCached, removeCached } from '../../src/models/cache.ts';
import { findModel, findModels, type ModelEntry } from '../../src/models/catalogue.ts';
import type { HubSettings } from '../../src/models/environment.ts';
import { locateModels } from '../../src/models/locate.ts';
import { type PullOptions, pullModel } from '../../src/models/pull.ts';
import { verifyHash } from '../../src/models/verify.ts';
import { COMMIT, startHub, type TestHub } from '../helpers/hub.ts';
import { randomWeights } from '../helpers/safetensors.ts';

const BODY = randomWeights(300_000);
const entry: ModelEntry = { ...findModel('clip-rn101'), revision: 'main' };
let hub: TestHub;
let cache: string;

beforeEach(async () => {
  hub = await startHub(BODY);
  cache = mkdtempSync(join(tmpdir(), 'hub-cache-'));
});
afterEach(async () => {
  await hub.close();
  await rm(cache, { recursive: true });
});

function settings(changes: Partial<HubSettings> = {}): HubSettings {
  return { cache, endpoint: hub.endpoint, token: undefined, offline: false, ...changes };
}

function pull(changes: Partial<PullOptions> = {}): Promise<string> {
  return pullModel(entry, { settings: settings(), retries: 2, stallMs: 5000, ...changes });
}

const partial = () => `${blobPath(cache, entry, hub.sha256)}.clipasso.incomplete`;
const blobs = () => readdir(join(cache, 'models--timm--resnet101_clip.openai', 'blobs'));

/** Sends the first `bytes` of what is asked for and breaks the connection. */
function sendPart(response: ServerResponse, body: Buffer, offset: number, bytes: number): boolean {
  response.writeHead(offset > 0 ? 206 : 200, {
    'content-length': body.length - offset,
    ...(offset > 0 && { 'content-range': `bytes ${offset}-${body.length - 1}/${body.length}` }),
  });
  response.write(body.subarray(offset, offset + bytes), () => setTimeout(() => response.destroy(), 20));
  return true;
}

test('a pull lands in the layout that Hugging Face tools read', async () => {
  const seen: number[] = [];
  const path = await pull({ onProgress: (received) => seen.push(received) });
  const folder = join(cache, 'models--timm--resnet101_clip.openai');
  expect(path).toBe(join(folder, 'snapshots', COMMIT, 'open_clip_model.safetensors'));
  expect(await readlink(path)).toBe(join('..', '..', 'blobs', hub.sha256));
  expect(readFileSync(path).equals(BODY)).toBe(true);
  expect(readFileSync(join(folder, 'refs', 'main'), 'utf8')).toBe(COMMIT);
  expect(await blobs()).toEqual([hub.sha256]);
  expect(seen.at(-1)).toBe(BODY.length);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(await hashFile(path)).toBe(hub.sha256);
  expect(hub.log[0]).toMatchObject({
    method: 'HEAD',
    url: '/timm/resnet101_clip.openai/resolve/main/open_clip_model.safetensors',
  });
});

test('a file of the cache is compared with the hash that its blob is named by, one brought by hand with none', async () => {
  const path = await pull();
  expect(await verifyHash(entry, path)).toEqual({ sha256: hub.sha256, compared: true });
  writeFileSync(path, 'damaged');
  await expect(verifyHash(entry, path)).rejects.toMatchObject({
    code: 'model',
    message: expect.stringContaining('is damaged'),
  });
  const own = join(cache, 'clip-rn101.safetensors');
  writeFileSync(own, 'by hand');
  expect(await verifyHash(entry, own)).toMatchObject({ compared: false });
});

test.each(['whole', 'refused'])('no connection stays open behind a pull that was %s', async (end) => {
  if (end === 'refused') hub.behaviour = { status: 404 };
  await pull().catch(() => {});
  expect(hub.log.length).toBeGreaterThan(0);
  // a connection that is kept for the next request stays for four seconds
  for (let waits = 0; hub.connections() > 0 && waits < 100; waits++) await sleep(20);
  expect(hub.connections()).toBe(0);
});

test('what is cached is not asked for again, and is found offline', async () => {
  const path = await pull();
  const requests = hub.log.length;
  expect(await pull({ settings: settings({ offline: true }) })).toBe(path);
  expect(hub.log.length).toBe(requests);
});

test('offline and not cached: no request is made', async () => {
  await expect(pull({ settings: settings({ offline: true }) })).rejects.toMatchObject({
    code: 'network',
    message: expect.stringContaining('not in the cache'),
  });
  expect(hub.log).toEqual([]);
});

test('the token goes to the hub and never to where it redirects', async () => {
  await pull({ settings: settings({ token: 'hf_secret' }) });
  for (const { host, authorization } of hub.log)
    expect(authorization).toBe(host === 'hub' ? 'Bearer hf_secret' : undefined);
  expect(hub.log.some(({ host }) => host === 'storage')).toBe(true);
});

test('a connection that breaks is resumed by range', async () => {
  hub.behaviour = {
    onGet: (response, body, offset, count) => count < 2 && sendPart(response, body, offset, 100_000),
  };
  const path = await pull();
  expect(readFileSync(path).equals(BODY)).toBe(true);
  const ranges = hub.log.filter(({ host }) => host === 'storage').map(({ range }) => range);
  expect(ranges[0]).toBeUndefined();
  expect(ranges.length).toBe(3);
  for (const range of ranges.slice(1)) expect(range).toMatch(/^bytes=[1-9]\d*-$/);
});

test('attempts that bring something do not count as failures: only those in a row that bring nothing do', async () => {
  hub.behaviour = {
    onGet: (response, body, offset, count) =>
      count < 4 && sendPart(response, body, offset, count % 2 === 0 ? 60_000 : 0),
  };
  expect(readFileSync(await pull({ retries: 2 })).equals(BODY)).toBe(true);
  expect(hub.log.filter(({ host }) => host === 'storage')).toHaveLength(5);
});

test('a server that begins again and again is given up, since it comes no farther', async () => {
  hub.behaviour = {
    onGet: (response, body, _, count) => {
      response.writeHead(200, { 'content-length': body.length });
      if (count > 5) response.end(body);
      else {
        const part = body.subarray(0, count % 2 === 0 ? 50_000 : 20_000);
        response.write(part, () => setTimeout(() => response.destroy(), 20));
      }
      return true;
    },
  };
  await expect(pull({ retries: 2 })).rejects.toMatchObject({ code: 'network' });
});

test('a later run resumes what an earlier one left', async () => {
  hub.behaviour = {
    onGet: (response, body, offset) => sendPart(response, body, offset, offset === 0 ? 100_000 : 0),
  };
  await expect(pull({ retries: 1 })).rejects.toMatchObject({ code: 'network' });
  const left = readFileSync(partial()).length;
  expect(left).toBeGreaterThan(0);
  expect(await findCached(cache, entry)).toBeNull();
  hub.behaviour = {};
  expect(readFileSync(await pull()).equals(BODY)).toBe(true);
  expect(hub.log.at(-1)?.range).toBe(`bytes=${left}-`);
  expect(await blobs()).toEqual([hub.sha256]);
});

test('a server that does not resume sends the whole again', async () => {
  await mkdir(join(partial(), '..'), { recursive: true });
  writeFileSync(partial(), BODY.subarray(0, 1000));
  hub.behaviour = {
    onGet: (response, body) => {
      response.writeHead(200, { 'content-length': body.length }).end(body);
      return true;
    },
  };
  expect(readFileSync(await pull()).equals(BODY)).toBe(true);
});

test('leftovers that are longer than the file are thrown away', async () => {
  await mkdir(join(partial(), '..'), { recursive: true });
  writeFileSync(partial(), Buffer.alloc(BODY.length + 5));
  expect(readFileSync(await pull()).equals(BODY)).toBe(true);
});

test('a wrong hash: an error, and nothing is left behind', async () => {
  hub.behaviour = { hash: 'f'.repeat(64) };
  await expect(pull()).rejects.toMatchObject({ code: 'model', message: expect.stringContaining('SHA-256') });
  expect(await blobs()).toEqual([]);
  expect(await findCached(cache, entry)).toBeNull();
});

test('the hash of the catalogue outranks the one of the server', async () => {
  const pinned = { ...entry, sha256: 'a'.repeat(64) };
  await expect(pullModel(pinned, { settings: settings() })).rejects.toMatchObject({ code: 'model' });
});

test('leftovers with wrong bytes are caught by the hash', async () => {
  await mkdir(join(partial(), '..'), { recursive: true });
  writeFileSync(partial(), Buffer.alloc(1000));
  await expect(pull()).rejects.toMatchObject({ code: 'model' });
  expect(readFileSync(await pull()).equals(BODY)).toBe(true);
});

test.each([
  [404, 'has no open_clip_model.safetensors at main (404)'],
  [401, 'refuses access (401): set HF_TOKEN'],
  [403, 'refuses access (403): set HF_TOKEN'],
])('status %i', async (status, message) => {
  hub.behaviour = { status };
  await expect(pull()).rejects.toMatchObject({ code: 'network', message: expect.stringContaining(message) });
  expect(hub.log.length).toBe(1);
});

test('an overloaded server is tried again', async () => {
  hub.behaviour = { status: 503 };
  setTimeout(() => {
    hub.behaviour = {};
  }, 100);
  expect(readFileSync(await pull()).equals(BODY)).toBe(true);
});

test('a server that stays overloaded is given up', async () => {
  hub.behaviour = { status: 503 };
  await expect(pull({ retries: 1 })).rejects.toMatchObject({
    code: 'network',
    message: expect.stringContaining('answered 503; pull again to resume'),
  });
});

test('something that is not a hub', async () => {
  hub.behaviour = { status: 200, hash: '<html>' };
  await expect(pull()).rejects.toMatchObject({ message: expect.stringContaining('check HF_ENDPOINT') });
});

test('nobody listens', async () => {
  const dead = settings({ endpoint: 'http://127.0.0.1:9' });
  await expect(pull({ settings: dead, retries: 1 })).rejects.toMatchObject({
    code: 'network',
    message: expect.stringContaining('Cannot reach 127.0.0.1:9'),
  });
});

test('a stalled connection is given up and resumed', async () => {
  hub.behaviour = {
    onGet: (response, body, offset, count) => {
      if (count > 0) return false;
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(offset, 50_000));
      return true;
    },
  };
  expect(readFileSync(await pull({ stallMs: 400 })).equals(BODY)).toBe(true);
  expect(hub.log.at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/);
});

test('a connection that stalls for ever ends in an error', async () => {
  hub.behaviour = {
    onGet: (response, body) => {
      response.writeHead(200, { 'content-length': body.length }).flushHeaders();
      return true;
    },
  };
  await expect(pull({ retries: 0, stallMs: 400 })).rejects.toMatchObject({
    code: 'network',
    message: expect.stringContaining('the server fell silent'),
  });
});

test('a SOCKS proxy is used without a warning of the package that speaks to it', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
  vi.stubEnv('http_proxy', 'socks5://127.0.0.1:9');
  await expect(pull({ retries: 0 })).rejects.toThrow('Cannot reach 127.0.0.1');
  expect(warn).not.toHaveBeenCalled();
  vi.unstubAllEnvs();
});

describe('a server that accepts and never answers is waited for once,', () => {
  /** @returns its port */
  const listen = async (): Promise<number> => {
    mute = createMute();
    await new Promise<void>((resolve) => mute!.listen(0, '127.0.0.1', resolve));
    return (mute.address() as AddressInfo).port;
  };
  const createMute = () =>
    createSocketServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {}).resume();
    });
  const sockets: Socket[] = [];
  let mute: SocketServer | undefined;
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    mute?.close();
    vi.unstubAllEnvs();
  });
  const seconds = async (endpoint: string) => {
    const started = performance.now();
    const failed = pull({ settings: settings({ endpoint }), retries: 5, stallMs: 400 });
    await expect(failed).rejects.toMatchObject({
      code: 'network',
      message: expect.stringMatching(/^clip-rn101 could not be fetched: Cannot reach .*: it does not answer/),
    });
    return (performance.now() - started) / 1000;
  };

  test('whether it is the hub', async () => {
    expect(await seconds(`http://127.0.0.1:${await listen()}`)).toBeLessThan(3);
  });

  test.each(['http', 'socks5'])('or a proxy before it: %s', async (protocol) => {
    vi.stubEnv('https_proxy', `${protocol}://127.0.0.1:${await listen()}`);
    expect(await seconds('https://hub.invalid')).toBeLessThan(3);
  });
});

test('a server that falls silent again and again, and sends nothing more, is not asked for ever', async () => {
  hub.behaviour = {
    onGet: (response, body, _, count) => {
      if (count === 0)
        response.writeHead(200, { 'content-length': body.length }).write(body.subarray(0, 50_000));
      return true;
    },
  };
  const started = performance.now();
  await expect(pull({ retries: 5, stallMs: 600 })).rejects.toMatchObject({ code: 'network' });
  expect(performance.now() - started).toBeLessThan(4000);
});

test('too little room is told before anything is fetched', async () => {
  hub.behaviour = { size: 2 ** 52 };
  await expect(pull()).rejects.toMatchObject({
    code: 'output',
    message: expect.stringContaining('are free'),
  });
  expect(hub.log.map(({ method }) => method)).toEqual(['HEAD']);
});

test.skipIf(!existsSync('/dev/full'))('a disk that fills up on the way', async () => {
  await mkdir(join(partial(), '..'), { recursive: true });
  symlinkSync('/dev/full', partial());
  await expect(pull()).rejects.toMatchObject({
    code: 'output',
    message: expect.stringContaining('the disk is full; make room'),
  });
  expect(await findCached(cache, entry)).toBeNull();
});

test('a cache that cannot be written to', async () => {
  writeFileSync(join(cache, 'file'), '');
  await expect(pull({ settings: settings({ cache: join(cache, 'file') }) })).rejects.toMatchObject({
    code: 'output',
    message: expect.stringContaining('Cannot write to'),
  });
});

describe('two pulls at once', () => {
  test('fetch the bytes once, and both end with the file', async () => {
    hub.behaviour = {
      onGet: (response, body, offset) => {
        response.writeHead(200, { 'content-length': body.length - offset });
        response.write(body.subarray(offset, 1000), () =>
          setTimeout(() => response.end(body.subarray(1000)), 250),
        );
        return true;
      },
    };
    let waits = 0;
    const onWait = () => waits++;
    const paths = await Promise.all([pull({ onWait }), pull({ onWait })]);
    expect(paths[0]).toBe(paths[1]);
    expect(waits).toBe(1);
    expect(hub.log.filter(({ host }) => host === 'storage').length).toBe(1);
    expect(readFileSync(paths[0]!).equals(BODY)).toBe(true);
  });

  test('a lock whose owner has died is taken over', async () => {
    const lock = `${blobPath(cache, entry, hub.sha256)}.clipasso.lock`;
    await mkdir(join(lock, '..'), { recursive: true });
    writeFileSync(lock, JSON.stringify({ pid: 4194303, host: machine() }));
    let waits = 0;
    expect(readFileSync(await pull({ onWait: () => waits++ })).equals(BODY)).toBe(true);
    expect(waits).toBe(0);
    expect(existsSync(lock)).toBe(false);
  });
});

test('a page in place of weights is told, deleted, and no weights later', async () => {
  const page = await startHub(Buffer.from('<html>Please log in</html>'));
  const options = { settings: settings({ endpoint: page.endpoint }) };
  await expect(pull(options)).rejects.toMatchObject({
    code: 'model',
    message: 'What arrived for clip-rn101 is no file of weights: it was deleted, check HF_ENDPOINT',
  });
  await page.close();
  expect(await blobs()).toEqual([]);
  expect(await findCached(cache, entry)).toBeNull();
});

test.each(['cut short', 'of zeros'])('weights in the cache that are %s are fetched again', async (how) => {
  const path = await pull();
  writeFileSync(path, how === 'of zeros' ? Buffer.alloc(BODY.length) : BODY.subarray(0, 5000));
  const offline = { settings: settings({ offline: true }) };
  await expect(pull(offline)).rejects.toThrow('is not in the cache, or damaged there');
  expect(readFileSync(await pull()).equals(BODY)).toBe(true);
});

test('an abort leaves what has arrived, to be resumed', async () => {
  hub.behaviour = {
    onGet: (response, body, _, count) => {
      if (count > 0) return false;
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, 50_000));
      return true;
    },
  };
  const controller = new AbortController();
  const onProgress = () => controller.abort();
  await expect(pull({ signal: controller.signal, onProgress })).rejects.toMatchObject({
    code: 'aborted',
  });
  expect(readFileSync(partial()).length).toBeGreaterThan(0);
  expect(readFileSync(await pull()).equals(BODY)).toBe(true);
});

test('what another tool has fetched from main is found although a commit is pinned', async () => {
  const path = await pull();
  expect(await findCached(cache, { ...entry, revision: 'f'.repeat(40) })).toBe(path);
});

test('missing weights are fetched by those who may, and only those', async () => {
  const entries = findModels('clip');
  await expect(locateModels(entries, 'Teacher clip', { settings: settings() })).rejects.toThrow('add --yes');
  expect(hub.log).toEqual([]);
  const seen: number[] = [];
  const progress = { onProgress: (received: number) => seen.push(received) };
  const paths = await locateModels(entries, 'Teacher clip', { settings: settings(), pull: progress });
  expect(paths.map((path) => readFileSync(path).equals(BODY))).toEqual([true, true]);
  expect(seen.at(-1)).toBe(BODY.length);
});

test('removing deletes the file, its link and leftovers', async () => {
  const path = await pull();
  writeFileSync(partial(), 'left');
  expect(await removeCached(cache, entry)).toBe(true);
  expect(existsSync(path)).toBe(false);
  expect(await blobs()).toEqual([]);
  expect(await removeCached(cache, entry)).toBe(false);
});

test('proxy variables are followed', async () => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, client) => {
    asked.push(request.url!);
    const { hostname, port } = new URL(`http://${request.url}`);
    const target = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    for (const socket of [client, target]) socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  vi.stubEnv('http_proxy', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  vi.stubEnv('no_proxy', '');
  try {
    expect(readFileSync(await pull()).equals(BODY)).toBe(true);
    expect(asked).toContain(new URL(hub.endpoint).host);
  } finally {
    vi.unstubAllEnvs();
    proxy.close();
  }
});
