/** Requests that no page of ours sends: each gets one clear answer, and the server goes on. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobInfo } from '../../src/serve/protocol.ts';
import { type BuiltServer, builtServer } from '../helpers/built-server.ts';
import { examplePath } from '../helpers/examples.ts';
import { temporaryFolder } from '../helpers/folder.ts';

let server: BuiltServer;
beforeAll(async () => {
  server = await builtServer({ source: null });
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly message: string;
}

/** With any headers and any path, as it stands. */
function send(
  path: string,
  method = 'GET',
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Promise<Answer> {
  const own = { authorization: `Bearer ${server.token}`, 'x-clipasso': '1', ...headers };
  return new Promise((resolve, reject) => {
    request(
      { port: server.port, host: '127.0.0.1', path, method, headers: own, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode!, message: messageOf(text) }));
      },
    )
      .on('error', reject)
      .end(body);
  });
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { error?: { message: string } }).error?.message ?? '';
  } catch {
    return '';
  }
}

/** What is answered to bytes that are no whole request. */
function sendRaw(text: string): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => {
      said += data;
      socket.destroy();
    });
    socket.on('close', () => resolve(said.split('\r\n', 1)[0]));
    socket.on('error', () => resolve(said));
  });
}

const upload = async (name = 'duck.jpg') => {
  const body = readFileSync(examplePath('duck'));
  const answer = await server.ask(`/api/photos?name=${name}`, { method: 'POST', body });
  return ((await answer.json()) as { id: string }).id;
};

describe('requests of elsewhere', () => {
  it.each([
    ['another Host', { host: 'evil.example' }, 403],
    ['a Host that begins like ours', { host: '127.0.0.1.evil.example' }, 403],
    ['another Origin', { origin: 'http://evil.example' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
    ['a frame or file', { origin: 'null' }, 403],
    ['another site, by the browser’s word', { 'sec-fetch-site': 'cross-site' }, 401],
    ['no token', { authorization: '' }, 401],
    ['a wrong token', { authorization: 'Bearer x' }, 401],
  ])('%s', async (_, headers, status) => {
    const answer = await send('/api/photos', 'GET', headers);
    expect(answer.status).toBe(status);
    expect(answer.message).toMatch(/^[^\n]+$/);
  });
});

describe('paths', () => {
  it.each([
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/assets/....//....//etc/passwd',
    '/index.html%00.js',
    '/api/photos/..%2f..%2fetc%2fpasswd/preview',
    '/api/masks/%2e%2e%2fm1',
    '/api/drawings/__proto__',
    '/api/jobs/constructor',
    '/api/nothing',
  ])('%s leads nowhere', async (path) => {
    const answer = await send(path);
    expect(answer.status).toBe(404);
    expect(answer.message).toMatch(/^There is n[^\n]+$/);
  });
});

describe('bodies', () => {
  it.each([
    ['{', 'The request is not JSON'],
    ['[]', 'The request must be a JSON object'],
    ['null', 'The request must be a JSON object'],
    ['"text"', 'The request must be a JSON object'],
    ['', 'The request is empty'],
    ['{"photo":{}}', 'photo must be a text'],
    ['{"photo":"p1","options":[]}', 'options must be an object'],
    ['{"photo":"p1","options":{"teacher":"clip"}}', 'There is no option teacher'],
    ['{"photo":"p1","options":{"preset":"toString"}}', 'There is no preset toString'],
    ['{"photo":"p1","pinned":{"strokes":7}}', 'A drawing needs a list of strokes'],
    [`{"photo":"p1","options":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'options must be an object'],
  ])('refused: %s', async (body, message) => {
    const answer = await send('/api/jobs', 'POST', {}, body);
    expect(answer.status).toBe(400);
    expect(answer.message).toMatch(/^[^\n]+$/);
    expect(answer.message).toContain(message);
  });

  it('larger than is allowed are refused before they are read, and while they come', async () => {
    const head = `Host: 127.0.0.1\r\nAuthorization: Bearer ${server.token}\r\nX-Clipasso: 1\r\n`;
    const long = `POST /api/photos HTTP/1.1\r\n${head}Content-Length: 99999999999\r\n\r\n`;
    expect(await sendRaw(long)).toContain('413');
    const answer = await send(
      '/api/jobs',
      'POST',
      { 'transfer-encoding': 'chunked' },
      Buffer.alloc(5e6, ' '),
    );
    expect(answer).toEqual({
      status: 413,
      message: expect.stringMatching(/^The request has more than 4 MB/),
    });
  });

  it('that are no HTTP end the connection, not the server', async () => {
    expect(await sendRaw('\x16\x03\x01 no HTTP\r\n\r\n')).toMatch(/^(HTTP\/1\.1 400 .*)?$/);
    expect((await send('/api/session')).status).toBe(200);
  });

  it('photos of which only the header is small are refused', async () => {
    const bomb = `<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000"/>`;
    const answer = await send('/api/photos?name=bomb.svg', 'POST', {}, bomb);
    expect(answer.status).toBe(422);
    expect(answer.message).toMatch(/^bomb\.svg [^\n]+$/);
  });
});

describe('a server for other machines', () => {
  it('answers to addresses, with its token alone', async () => {
    const open = await builtServer({ source: null, host: '0.0.0.0' });
    const headers = { host: `192.168.1.7:${open.port}` };
    const status = (extra: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        const options = { port: open.port, host: '127.0.0.1', path: '/api/session' };
        request({ ...options, headers: { ...headers, ...extra } }, (response) => {
          response.resume();
          resolve(response.statusCode!);
        })
          .on('error', reject)
          .end();
      });
    expect(await status({})).toBe(401);
    expect(await status({ authorization: `Bearer ${open.token}` })).toBe(200);
    expect(await status({ authorization: `Bearer ${open.token}`, host: 'evil.example' })).toBe(403);
    await open.close();
  });
});

describe('many at once', () => {
  it('twenty photos are taken and queued, one is looked at, and what is not waited for is taken out again', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, i) => upload(`duck-${i}.jpg`)));
    expect(new Set(ids).size).toBe(20);
    const looks = await Promise.all(ids.map((id) => send(`/api/photos/${id}/look`, 'POST')));
    expect(looks.map(({ status }) => status)).toEqual(Array(20).fill(202));
    const { jobs } = await server.send<{ jobs: JobInfo[] }>('GET', '/api/jobs');
    expect(jobs.filter(({ status }) => status === 'running')).toHaveLength(1);
    expect(jobs.map(({ place }) => place)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    for (const { id } of jobs.reverse()) await send(`/api/jobs/${id}`, 'DELETE');
    for (const id of ids) expect((await send(`/api/photos/${id}`, 'DELETE')).status).toBe(204);
  });
});

it('serves a folder that has no photo yet', async () => {
  const empty = temporaryFolder();
  const own = await builtServer({ source: empty, out: join(empty, 'out') });
  expect(await own.send('GET', '/api/photos')).toEqual({ photos: [] });
  await own.close();
});
