import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCli } from '../helpers/cli.ts';
import { examplePath } from '../helpers/examples.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import '../helpers/patience.ts';

type ServerModule = typeof import('../../src/serve/server.ts');
type Running = Awaited<ReturnType<ServerModule['startServer']>>;

const folder = join(temporaryFolder(), 'photos');
const outside = temporaryFolder();
let server: Running;
let start: (source: string | null, port?: number) => Promise<Running>;

beforeAll(async () => {
  buildCli();
  const dist = (file: string) => import(new URL(`../../dist/${file}`, import.meta.url).href);
  const { startServer } = (await dist('serve/server.js')) as ServerModule;
  const { metadataOf } = await dist('commands/metadata.js');
  start = (source, port = 0) => startServer({ source, port, engine: { threads: 1 }, metadataOf });
  mkdirSync(folder);
  writeFileSync(join(folder, 'duck.jpg'), readFileSync(examplePath('duck')));
  writeFileSync(join(folder, 'broken.jpg'), 'no photo');
  writeFileSync(join(outside, 'secret.jpg'), readFileSync(examplePath('duck')));
  symlinkSync(join(outside, 'secret.jpg'), join(folder, 'link.jpg'));
  server = await start(folder);
});
afterAll(() => server.close());

// biome-ignore lint/suspicious/noExplicitAny: what the server says is what is tested
type Answer = Omit<Response, 'json'> & { json(): Promise<any> };

const get = (url: string, init: RequestInit = {}): Promise<Answer> => fetch(url, init);
const ask = (path: string, { headers, ...rest }: RequestInit = {}) =>
  get(server.origin + path, {
    headers: { authorization: `Bearer ${server.token}`, 'x-clipasso': '1', ...headers },
    ...rest,
  });
const post = (path: string, body: unknown) => ask(path, { method: 'POST', body: JSON.stringify(body) });
const photoNamed = async (name: string) => {
  const { photos } = await (await ask('/api/photos')).json();
  return photos.find((photo: { name: string }) => photo.name === name);
};
/** With any Host, which fetch does not allow to choose. */
const statusFor = (headers: Record<string, string>, path = '/api/session', method = 'GET') =>
  new Promise<number>((resolve, reject) => {
    const { port } = server;
    request({ port, host: '127.0.0.1', path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    })
      .on('error', reject)
      .end();
  });

describe('who may ask', () => {
  it('the browser in which the printed address was opened, and nobody else', async () => {
    expect((await fetch(`${server.origin}/api/session`)).status).toBe(401);
    expect((await fetch(`${server.origin}/?token=wrong`, { redirect: 'manual' })).status).toBe(401);
    const opened = await fetch(server.url, { redirect: 'manual' });
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/']);
    const cookie = opened.headers.get('set-cookie')!;
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(cookie).not.toContain(server.token);
    expect(await statusFor({ cookie: cookie.split(';')[0]! })).toBe(200);
  });

  it('no other name, no other page, and no form', async () => {
    const authorization = `Bearer ${server.token}`;
    expect(await statusFor({ authorization })).toBe(200);
    expect(await statusFor({ authorization, host: `evil.example:${server.port}` })).toBe(403);
    expect(await statusFor({ authorization, origin: 'http://evil.example' })).toBe(403);
    expect(await statusFor({ authorization, 'sec-fetch-site': 'cross-site' })).toBe(401);
    expect(await statusFor({ authorization }, '/api/photos', 'POST')).toBe(403);
  });

  it('gets no script of elsewhere onto the page', async () => {
    const { headers } = await fetch(`${server.origin}/`);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });
});

describe('what is read', () => {
  it('the folder’s photos alone: no link out of it, no path in an address', async () => {
    const { photos } = await (await ask('/api/photos')).json();
    expect(photos.map(({ name }: { name: string }) => name)).toEqual(['broken.jpg', 'duck.jpg']);
    for (const path of [
      '/..%2f..%2fpackage.json',
      '/assets/..%2f..%2f..%2fcli.js',
      '/api/photos/..%2fduck.jpg/preview',
    ])
      expect((await ask(path)).status).toBe(404);
  });

  it('no photo that has become a link since', async () => {
    const late = temporaryFolder();
    writeFileSync(join(late, 'a.jpg'), readFileSync(examplePath('duck')));
    const own = await start(late);
    const { rmSync } = await import('node:fs');
    rmSync(join(late, 'a.jpg'));
    symlinkSync(join(outside, 'secret.jpg'), join(late, 'a.jpg'));
    const answer = await get(`${own.origin}/api/photos/p1/preview`, {
      headers: { authorization: `Bearer ${own.token}` },
    });
    expect([answer.status, (await answer.json()).error.message]).toEqual([
      404,
      'a.jpg is gone, or leads out of the folder',
    ]);
    await own.close();
  });

  it('small pictures, upright; a photo that cannot be read says why in one line', async () => {
    const { id } = await photoNamed('duck.jpg');
    const jpeg = await ask(`/api/photos/${id}/preview?size=64`);
    expect(jpeg.headers.get('content-type')).toBe('image/jpeg');
    expect(await sharp(await jpeg.arrayBuffer()).metadata()).toMatchObject({ width: 64 });
    expect(await photoNamed('duck.jpg')).toMatchObject({ width: 800 });
    for (const size of ['0', '9999', 'x'])
      expect((await ask(`/api/photos/${id}/preview?size=${size}`)).status).toBe(400);
    const broken = await photoNamed('broken.jpg');
    const answer = await ask(`/api/photos/${broken.id}/preview`);
    expect(answer.status).toBe(422);
    expect((await answer.json()).error.message).toMatch(/is not an image that can be read; [^\n]+$/);
    expect((await photoNamed('broken.jpg')).problem).toMatch(/is not an image/);
  });
});

describe('what is sent', () => {
  it('is refused in one line when it is too large, empty or garbage', async () => {
    const upload = (body: string | Uint8Array, headers = {}) =>
      ask('/api/photos?name=x.jpg', { method: 'POST', body, headers });
    const answers = [
      await upload('no photo'),
      await upload(''),
      await post('/api/jobs', []),
      await post('/api/jobs', { photo: 'x' }),
    ];
    answers.push(await ask('/api/jobs', { method: 'POST', body: '{' }));
    answers.push(
      await post('/api/jobs', { photo: (await photoNamed('duck.jpg')).id, options: { strokes: 999 } }),
    );
    answers.push(
      await post('/api/jobs', { photo: (await photoNamed('duck.jpg')).id, options: { mask: '/etc/passwd' } }),
    );
    expect(answers.map(({ status }) => status)).toEqual([422, 400, 400, 404, 400, 400, 400]);
    for (const answer of answers) expect((await answer.json()).error.message).toMatch(/^[^\n]+$/);
    const large = await new Promise<string>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () =>
        socket.write(
          `POST /api/photos HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${server.token}\r\nX-Clipasso: 1\r\nContent-Length: 999999999\r\n\r\n`,
        ),
      );
      socket.once('data', (data) => {
        socket.destroy();
        resolve(data.toString().split('\r\n')[0]!);
      });
    });
    expect(large).toContain('413');
  });

  it('a photo is there until it is removed; a name is only shown', async () => {
    const bytes = readFileSync(examplePath('duck'));
    const added = await ask('/api/photos?name=..%2F..%2Fmy%20duck.jpg', { method: 'POST', body: bytes });
    const { id, name } = await added.json();
    expect([added.status, name]).toEqual([201, 'my duck.jpg']);
    expect((await ask(`/api/photos/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(`/api/photos/${id}`)).status).toBe(404);
    expect((await ask(`/api/photos/${(await photoNamed('duck.jpg')).id}`, { method: 'DELETE' })).status).toBe(
      409,
    );
  });

  it('a painted mask becomes the photo’s, if it has the photo’s shape and something white', async () => {
    const { id } = await photoNamed('duck.jpg');
    const mask = (width: number, height: number, background: string) =>
      sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer();
    const paint = async (png: Buffer) =>
      ask(`/api/photos/${id}/masks`, { method: 'POST', body: Uint8Array.from(png) });
    expect((await paint(await mask(400, 400, 'white'))).status).toBe(422);
    expect((await paint(await mask(800, 755, 'black'))).status).toBe(422);
    const { id: made, kind, covers } = await (await paint(await mask(400, 378, 'white'))).json();
    expect([kind, covers]).toEqual(['painted', 1]);
    const png = await ask(`/api/masks/${made}?download=1`);
    expect(png.headers.get('content-disposition')).toContain('duck-mask.png');
    expect(await sharp(await png.arrayBuffer()).metadata()).toMatchObject({
      width: 800,
      height: 755,
      channels: 1,
    });
    await post(`/api/photos/${id}/mask`, { mask: 'none' });
    expect((await photoNamed('duck.jpg')).mask.kind).toBe('none');
  });
});

describe('a drawing', () => {
  it('is streamed as it comes about, exported as the command line writes it, and saved as a batch does', async () => {
    const { id } = await photoNamed('duck.jpg');
    const stream = await ask('/api/events');
    const events: { type: string; [key: string]: unknown }[] = [];
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    const options = { preset: 'draft', strokes: 3, iterations: 0, seeds: 1 };
    const { id: job } = await (
      await post('/api/jobs', { photo: id, options, mask: 'none', levels: false })
    ).json();
    const ended = () =>
      events.some(
        (event) =>
          event.type === 'job' && /done|failed/.test(String((event.job as { status: string }).status)),
      );
    for (let text = ''; !ended(); ) {
      const { value } = await reader.read();
      text += value;
      const parts = text.split('\n\n');
      text = parts.pop()!;
      for (const part of parts) if (part.startsWith('data: ')) events.push(JSON.parse(part.slice(6)));
    }
    await reader.cancel();
    const types = events.map(({ type }) => type);
    expect(types[0]).toBe('snapshot');
    expect(types.indexOf('strokes')).toBeLessThan(types.indexOf('drawing'));
    const done = await (await ask(`/api/jobs/${job}`)).json();
    expect(done).toMatchObject({ status: 'done', progress: 1, stopped: false, error: null });
    const order = { drawing: done.drawing, format: 'svg' };
    const svg = await (await post('/api/export', order)).text();
    const command = await (await post('/api/command', order)).json();
    expect(command).toMatchObject({ exact: true, note: null, needs: [] });
    expect(command.command).toMatch(
      /^clipasso sketch .*duck\.jpg --preset draft -n 3 --iterations 0 --seeds 1 --mask none --threads 1 -o duck\.svg$/,
    );
    const { runCli } = await import('../helpers/cli.ts');
    const [, , , ...flags] = command.command.split(' ');
    await runCli(['sketch', join(folder, 'duck.jpg'), ...flags], { cwd: outside });
    expect(readFileSync(join(outside, 'duck.svg'), 'utf8')).toBe(svg);

    const plot = await (await post('/api/plot', { ...order, plotter: { paper: 'a5' } })).json();
    expect(plot.travel).toHaveLength(plot.layers[0].lines.length);
    expect(plot.drawn).toBeGreaterThan(0);
    const { sketch } = await (await ask(`/api/drawings/${done.drawing}`)).json();
    const fewer = { ...sketch, strokes: sketch.strokes.slice(1) };
    const edited = await ask(`/api/drawings/${done.drawing}`, {
      method: 'PUT',
      body: JSON.stringify({ sketch: fewer }),
    });
    expect(await edited.json()).toMatchObject({ edited: true, strokes: fewer.strokes.length });
    expect(await (await post('/api/command', order)).json()).toMatchObject({ exact: false });
    const put = (body: object) =>
      ask(`/api/drawings/${done.drawing}`, { method: 'PUT', body: JSON.stringify(body) });
    expect(await (await put({ pins: [1] })).json()).toMatchObject({ edited: true, pins: [1] });
    expect((await put({ pins: [9] })).status).toBe(400);

    await expect.poll(() => existsSync(join(folder, 'sketches', 'duck.png')), { timeout: 30_000 }).toBe(true);
    const saved = await (await post(`/api/photos/${id}/star`, { star: true })).json();
    expect(saved).toMatchObject({ star: true, saved: ['duck.svg', 'duck.png'] });
    // each save adds a line, of which the last counts
    const line = readFileSync(join(folder, 'sketches', 'manifest.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .at(-1);
    expect(JSON.parse(line!)).toMatchObject({ input: 'duck.jpg', starred: true, edited: true });
    expect(readdirSync(join(folder, 'sketches'))).toEqual(
      expect.arrayContaining(['duck.svg', 'duck.png', 'index.html']),
    );
    const again = await start(folder);
    const { photos } = await (
      await get(`${again.origin}/api/photos`, { headers: { authorization: `Bearer ${again.token}` } })
    ).json();
    expect(photos.find(({ name }: { name: string }) => name === 'duck.jpg')).toMatchObject({
      star: true,
      saved: saved.saved,
    });
    await again.close();
  });

  it('that waits can be cancelled', async () => {
    const { id } = await photoNamed('duck.jpg');
    const draw = async () =>
      (await post('/api/jobs', { photo: id, options: { strokes: 3 }, levels: false })).json();
    const [first, second] = [await draw(), await draw()];
    expect(second).toMatchObject({ status: 'queued', place: 1 });
    expect(await (await ask(`/api/jobs/${second.id}`, { method: 'DELETE' })).json()).toMatchObject({
      status: 'cancelled',
    });
    await ask(`/api/jobs/${first.id}`, { method: 'DELETE' });
    await expect
      .poll(async () => (await (await ask(`/api/jobs/${first.id}`)).json()).status, { timeout: 60_000 })
      .toBe('cancelled');
  });
});

it('says in one line what it cannot serve', async () => {
  await expect(start(join(folder, 'nowhere'))).rejects.toThrow(
    /nowhere does not exist; give a photo or a folder$/,
  );
  await expect(start(null, server.port)).rejects.toThrow(
    `Port ${server.port} is in use; choose another with --port`,
  );
});
