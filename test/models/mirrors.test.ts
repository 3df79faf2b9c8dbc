/** Mirrors and caches that are broken, or mean harm. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findCached } from '../../src/models/cache.ts';
import { findModel, type ModelEntry } from '../../src/models/catalogue.ts';
import { readHubSettings } from '../../src/models/environment.ts';
import { findModelFile } from '../../src/models/locate.ts';
import { pullModel } from '../../src/models/pull.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { type HubBehaviour, startHub, type TestHub } from '../helpers/hub.ts';
import { randomWeights } from '../helpers/safetensors.ts';
import '../helpers/patience.ts';

const BODY = randomWeights(120_000);
const entry: ModelEntry = { ...findModel('clip-rn101'), revision: 'main' };
const FOLDER = 'models--timm--resnet101_clip.openai';
let hub: TestHub;
let cache: string;

beforeEach(async () => {
  hub = await startHub(BODY);
  cache = join(temporaryFolder(), 'hub');
});
afterEach(() => hub.close());

const settings = () => ({ cache, endpoint: hub.endpoint, token: undefined, offline: false });
const pull = (retries = 1) => pullModel(entry, { settings: settings(), retries, stallMs: 3000 });
const gets = () => hub.log.filter(({ method, host }) => method === 'GET' && host === 'storage').length;

describe('a mirror', () => {
  it.each<[string, HubBehaviour['onGet']]>([
    [
      'whose file is shorter than announced, and which says so',
      (response, body, offset) => {
        const [short, end] = [body.subarray(0, 50_000), offset >= 50_000];
        if (end) response.writeHead(416).end();
        else response.writeHead(200, { 'content-length': short.length }).end(short);
        return true;
      },
    ],
    [
      'whose file is shorter, sent without a length',
      (response, body, offset) => {
        if (offset >= 50_000) response.writeHead(416).end();
        else response.writeHead(200).end(body.subarray(0, 50_000));
        return true;
      },
    ],
    [
      'whose file is longer than announced, sent without a length',
      (response, body) => {
        response.writeHead(200).end(Buffer.concat([body, Buffer.alloc(10)]));
        return true;
      },
    ],
    [
      'that begins again every time and breaks off',
      (response, body) => {
        response.writeHead(200).write(body.subarray(0, 50_000), () => response.destroy());
        return true;
      },
    ],
    [
      'that sends another part than the one it was asked for',
      (response, body, offset) => {
        const first = offset === 0 ? 0 : offset - 10;
        response.writeHead(206, { 'content-range': `bytes ${first}-${body.length - 1}/${body.length}` });
        response.write(body.subarray(first, first + 40_000), () => response.destroy());
        return true;
      },
    ],
    [
      'that sends a part without saying which',
      (response, body, offset) => {
        response.writeHead(offset === 0 ? 200 : 206);
        response.write(body.subarray(offset, offset + 30_000), () => response.destroy());
        return true;
      },
    ],
    [
      'that sends chunks of no length',
      (response) => {
        response.socket!.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nabc');
        return true;
      },
    ],
  ])('%s is given up in one line', async (_, onGet) => {
    hub.behaviour = { ...(onGet && { onGet }) };
    await expect(pull(2)).rejects.toMatchObject({
      code: 'network',
      message: expect.not.stringContaining('\n'),
    });
    expect(gets()).toBeLessThan(8);
    expect(await findCached(cache, entry)).toBeNull();
  });

  it('whose connection breaks again and again is kept at as long as it gets on', async () => {
    hub.behaviour = {
      onGet: (response, body, offset) => {
        if (offset + 30_000 >= body.length) return false;
        response.writeHead(offset > 0 ? 206 : 200, {
          'content-length': body.length - offset,
          ...(offset > 0 && { 'content-range': `bytes ${offset}-${body.length - 1}/${body.length}` }),
        });
        response.write(body.subarray(offset, offset + 30_000), () =>
          setTimeout(() => response.destroy(), 20),
        );
        return true;
      },
    };
    expect(readFileSync(await pull(1)).equals(BODY)).toBe(true);
    expect(gets()).toBe(4);
  });

  it('that gets no further is asked as often as is said', async () => {
    hub.behaviour = {
      onGet: (response) => {
        response.destroy();
        return true;
      },
    };
    await expect(pull(2)).rejects.toMatchObject({ code: 'network' });
    expect(gets()).toBe(3);
  });

  it.each(['http://[', 'http://', 'file:///etc/passwd', 'ftp://127.0.0.1/x'])(
    'that redirects to %s',
    async (location) => {
      hub.behaviour = { location };
      await expect(pull()).rejects.toMatchObject({
        code: 'network',
        message: expect.stringContaining(`redirects to '${location}', which is not an http address`),
      });
    },
  );

  it.each([
    ['a hash that is a folder', { hash: '.' }],
    ['a hash that leads out of the cache', { hash: '..' }],
    ['a hash of 400 characters', { hash: 'a'.repeat(400) }],
    ['a commit that leads out of the cache', { commit: '..' }],
    ['a commit of 400 characters', { commit: 'b'.repeat(400) }],
    ['no size', { size: Number.NaN }],
  ])('that names %s', async (_, behaviour) => {
    hub.behaviour = behaviour;
    await expect(pull()).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('does not answer as a model hub does: check HF_ENDPOINT'),
    });
    expect(readdirSync(join(cache, '..'))).toEqual([]);
  });
});

describe('a cache', () => {
  it('whose branch leads out of it is not followed', async () => {
    const outside = join(cache, 'elsewhere');
    mkdirSync(join(cache, FOLDER, 'refs'), { recursive: true });
    mkdirSync(join(cache, FOLDER, 'snapshots'), { recursive: true });
    mkdirSync(outside);
    writeFileSync(join(outside, entry.file), 'not of this model');
    writeFileSync(join(cache, FOLDER, 'refs/main'), '../../elsewhere');
    expect(await findCached(cache, entry)).toBeNull();
  });

  it('with a folder where the file should be: one line', async () => {
    const path = join(cache, FOLDER, 'snapshots', 'c'.repeat(40), entry.file);
    mkdirSync(path, { recursive: true });
    hub.behaviour = { commit: 'c'.repeat(40) };
    await expect(pull()).rejects.toMatchObject({
      code: 'output',
      message: expect.stringContaining('Cannot write to'),
    });
  });
});

describe('weights brought by hand', () => {
  const find = (modelDir: string) => findModelFile(entry, { settings: settings(), modelDir });

  it('a folder with the name of the file', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'clip-rn101.safetensors'));
    await expect(find(folder)).rejects.toMatchObject({
      code: 'model',
      message: expect.stringContaining('clip-rn101.safetensors is a folder'),
    });
    mkdirSync(join(folder, 'clip-rn101'));
    writeFileSync(join(folder, 'clip-rn101', entry.file), '');
    expect(await find(folder)).toBe(join(folder, 'clip-rn101', entry.file));
  });

  it('no folder', async () => {
    await expect(find(join(cache, 'missing'))).rejects.toMatchObject({
      code: 'model',
      message: /is not a folder/,
    });
  });
});

describe('the environment', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each(['http_proxy', 'https_proxy'])('%s that is no address', async (name) => {
    vi.stubEnv(name, 'http://[');
    await expect(pull()).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('http_proxy'),
    });
  });

  it('a token is trimmed, and refused when it holds what no header may', () => {
    expect(readHubSettings({ HF_TOKEN: ' hf_secret\n' }).token).toBe('hf_secret');
    expect(() => readHubSettings({ HF_TOKEN: 'hf\nsecret' })).toThrow('HF_TOKEN');
  });
});

it.skipIf(process.platform !== 'linux')(
  'a cache where no folder can be made is refused, not tried for ever',
  async () => {
    const nowhere = { ...settings(), cache: '/proc/nowhere/hub' };
    const refused = pullModel(entry, { settings: nowhere, retries: 0, stallMs: 3000 });
    await expect(refused).rejects.toMatchObject({ code: 'output' });
    expect(gets()).toBe(0);
  },
);
