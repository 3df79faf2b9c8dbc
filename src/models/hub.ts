/** Requests to a hub of models: what a file is, and its bytes from a position on. */
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClipassoError } from '../errors.ts';
import { isCacheName } from './cache.ts';
import { formatBytes, type ModelEntry } from './catalogue.ts';
import type { HubSettings } from './environment.ts';

export interface HubFile {
  /** Commit that the revision stands for. */
  readonly commit: string;
  /** Name of the bytes: their SHA-256 for large files. */
  readonly hash: string;
  readonly size: number;
}

export interface Hub {
  /** @throws ClipassoError 'network' when the file is not there, access is refused or the hub cannot be reached */
  describe(entry: ModelEntry, signal?: AbortSignal): Promise<HubFile>;
  /** The bytes from `offset` on, or from 0 when the server does not resume; `null` when there are none left. */
  fetch(entry: ModelEntry, file: HubFile, offset: number, signal?: AbortSignal): Promise<HubBody | null>;
  close(): Promise<void>;
}

export interface HubBody {
  readonly offset: number;
  readonly stream: Readable;
}

/** A fault that may pass: the caller tries again. */
export class PassingFault extends Error {}

/** Nothing came for as long as a server may be silent: to try again would only double the wait, unless something came before. */
export class Silence extends PassingFault {}

const MAX_REDIRECTS = 5;

/** @param stallMs how long a server may take to answer; a body that pauses for a third of it is asked for again */
export async function connectHub(settings: HubSettings, stallMs: number): Promise<Hub> {
  const undici = await import('undici'); // a tenth of a second that only downloads are worth
  const dispatcher = openAgent(undici, stallMs);
  const timeouts = { headersTimeout: stallMs, bodyTimeout: stallMs / 3 };

  const send = async (
    method: 'GET' | 'HEAD',
    entry: ModelEntry,
    headers: Record<string, string>,
    isFinal: (from: URL, to: URL) => boolean,
    signal: AbortSignal | undefined,
  ) => {
    const home = new URL(settings.endpoint).origin;
    let url = new URL(resolveUrl(settings.endpoint, entry));
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const auth =
        settings.token !== undefined && url.origin === home
          ? { authorization: `Bearer ${settings.token}` }
          : {};
      const request = undici.request(url, {
        ...{ method, dispatcher, signal: signal ?? null, ...timeouts },
        headers: { 'user-agent': 'clipasso', 'accept-encoding': 'identity', ...headers, ...auth },
      });
      const response = await within(request, stallMs, signal).catch((error: Error) => {
        signal?.throwIfAborted();
        throw faultOf(error, `Cannot reach ${url.host}: `);
      });
      const moved = response.statusCode >= 300 && response.statusCode <= 399;
      const target = moved ? redirectOf(response.headers.location, url) : null;
      if (target === null || isFinal(url, target)) return { url, response };
      await response.body.dump();
      url = target;
    }
    throw new ClipassoError('network', `${settings.endpoint} redirects in a circle for ${entry.repository}`);
  };

  return {
    async describe(entry, signal) {
      // The hub's own answer names commit and hash; the storage that it redirects to does not.
      const elsewhere = (from: URL, to: URL) => from.origin !== to.origin;
      const { url, response } = await send('HEAD', entry, {}, elsewhere, signal);
      await response.body.dump();
      if (response.statusCode >= 400) throw refusal(response.statusCode, url, entry);
      const header = (name: string) => {
        const value = response.headers[name];
        return Array.isArray(value) ? value[0] : value;
      };
      const hash = (header('x-linked-etag') ?? header('etag') ?? '').replace(/^W\/|"/g, '');
      const size = Number(header('x-linked-size') ?? header('content-length'));
      const commit = header('x-repo-commit') ?? entry.revision;
      if (!isCacheName(hash) || !isCacheName(commit) || !Number.isSafeInteger(size) || size <= 0)
        throw new ClipassoError(
          'network',
          `${url.host} does not answer as a model hub does: check HF_ENDPOINT`,
        );
      return { commit, hash, size };
    },

    async fetch(entry, file, offset, signal) {
      const range: Record<string, string> = offset > 0 ? { range: `bytes=${offset}-` } : {};
      const { url, response } = await send('GET', entry, range, () => false, signal);
      const { statusCode, headers, body } = response;
      if (statusCode === 416) {
        await body.dump();
        return null;
      }
      if (statusCode >= 300) {
        await body.dump();
        throw refusal(statusCode, url, entry);
      }
      const { first, total } =
        statusCode === 206 ? readRange(headers['content-range']) : { first: 0, total: lengthOf(headers) };
      if (total !== null && total !== file.size) {
        await body.dump();
        throw new ClipassoError(
          'network',
          `${url.host} has ${formatBytes(total)} for ${entry.file} but announced ${formatBytes(file.size)}: pull again, or choose another HF_ENDPOINT`,
        );
      }
      if (statusCode === 206 && first !== offset) {
        await body.dump();
        throw new PassingFault(`${url.host} sent another part than the one from byte ${offset} on`);
      }
      return { offset: first ?? 0, stream: body };
    },

    close: () => dispatcher.destroy(),
  };
}

/** @throws ClipassoError 'usage' */
function openAgent({ EnvHttpProxyAgent, Socks5ProxyAgent }: typeof import('undici'), stallMs: number) {
  const { emitWarning } = process;
  try {
    // the first of these warns that it is experimental, in words that mean nothing to whoever set a proxy
    process.emitWarning = () => {};
    new Socks5ProxyAgent('socks5://localhost');
  } finally {
    process.emitWarning = emitWarning;
  }
  try {
    return new EnvHttpProxyAgent({ connect: { timeout: stallMs } });
  } catch (cause) {
    const message = 'The variable http_proxy or https_proxy is not an address such as http://proxy:3128';
    throw new ClipassoError('usage', message, { cause });
  }
}

/** Waits no longer than that, nor after the signal, on proxies' own handshakes either, which undici does not time. */
async function within<T>(answer: Promise<T>, stallMs: number, signal: AbortSignal | undefined): Promise<T> {
  const over = new AbortController();
  const wait = { signal: signal ? AbortSignal.any([signal, over.signal]) : over.signal };
  const silence = sleep(stallMs, undefined, wait).then(() => {
    throw Object.assign(new Error(), { code: 'UND_ERR_HEADERS_TIMEOUT' });
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    answer.catch(() => {}); // of what is not waited for any more
    over.abort();
  }
}

/** @throws ClipassoError 'network' for what is no address of a file */
function redirectOf(location: string | string[] | undefined, from: URL): URL | null {
  if (typeof location !== 'string') return null;
  const target = URL.canParse(location, from.href) ? new URL(location, from) : null;
  if (target !== null && /^https?:$/.test(target.protocol)) return target;
  const shown = location.slice(0, 200);
  throw new ClipassoError(
    'network',
    `${from.host} redirects to '${shown}', which is not an http address: check HF_ENDPOINT`,
  );
}

/** The first byte and how many there are in all, each null if the header does not say. */
function readRange(header: string | string[] | undefined): { first: number | null; total: number | null } {
  const [, first, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(String(header)) ?? [];
  const number = (text: string | undefined) => (text === undefined || text === '*' ? null : Number(text));
  return { first: number(first), total: number(total) };
}

function lengthOf(headers: Readonly<Record<string, string | string[] | undefined>>): number | null {
  const length = headers['content-length'];
  return typeof length === 'string' && /^\d+$/.test(length) ? Number(length) : null;
}

function resolveUrl(endpoint: string, { repository, revision, file }: ModelEntry): string {
  return `${endpoint}/${repository}/resolve/${revision}/${file}`;
}

function refusal(status: number, url: URL, entry: ModelEntry): Error {
  const where = `${entry.repository} on ${url.host}`;
  if (status === 404)
    return new ClipassoError(
      'network',
      `${where} has no ${entry.file} at ${entry.revision} (404): bring it by hand with --model-dir`,
    );
  if (status === 401 || status === 403)
    return new ClipassoError(
      'network',
      `${where} refuses access (${status}): set HF_TOKEN to a token that may read it`,
    );
  const message = `${where} answered ${status}`;
  return status === 408 || status === 429 || status >= 500
    ? new PassingFault(message)
    : new ClipassoError('network', `${message} for ${entry.file}`);
}

/** A fault of the connection, in one line. */
export function faultOf(cause: unknown, before = ''): PassingFault {
  const { code = '', message } = cause as { code?: string; message: string };
  if (code === 'UND_ERR_BODY_TIMEOUT') return new Silence(`${before}the server fell silent`, { cause });
  if (/^UND_ERR_(HEADERS|CONNECT)_TIMEOUT$/.test(code))
    return new Silence(`${before}it does not answer`, { cause });
  return new PassingFault(`${before}${message || code || 'unknown fault'}`, { cause });
}
