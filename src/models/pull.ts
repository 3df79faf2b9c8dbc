/**
 * Fetching of weights into the cache: resumed after interruptions, verified by hash, published only when whole, and by
 * one process at a time.
 */
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClipassoError } from '../errors.ts';
import { withLock } from '../file-lock.ts';
import { makeFolder } from '../make-folder.ts';
import { systemReason } from '../system-reason.ts';
import { openSafetensors } from '../vision/safetensors.ts';
import { blobPath, findCached, publishBlob } from './cache.ts';
import { formatBytes, type ModelEntry } from './catalogue.ts';
import type { HubSettings } from './environment.ts';
import { connectHub, faultOf, type Hub, type HubBody, type HubFile, PassingFault, Silence } from './hub.ts';
import type { PullHooks } from './settings.ts';

export interface PullOptions extends PullHooks {
  readonly settings: HubSettings;
}

/**
 * Fetches a model unless it is in the cache; returns the file's path.
 * @throws ClipassoError 'network' when it cannot be fetched, 'output' when the disk is full, 'model' when what arrives
 * has another hash or is no file of weights, 'aborted' by the signal. What has arrived in part is kept to be resumed.
 */
export async function pullModel(entry: ModelEntry, options: PullOptions): Promise<string> {
  const { settings, signal, onProgress, stallMs = 30_000, retries = 5 } = options;
  const cached = await findCached(settings.cache, entry);
  if (cached !== null && isSound(cached)) return cached;
  if (settings.offline)
    throw new ClipassoError(
      'network',
      `${entry.id} is not in the cache, or damaged there, and HF_HUB_OFFLINE or --offline is set`,
    );
  const hub = await connectHub(settings, stallMs);
  try {
    const file = await persist(() => hub.describe(entry, signal), retries, signal);
    const blob = blobPath(settings.cache, entry, file.hash);
    await makeFolder(dirname(blob));
    await withLock(
      `${blob}.clipasso.lock`,
      async () => {
        if ((await sizeOf(blob)) !== file.size || !isSound(blob))
          await fetchBlob({ hub, entry, file, retries, signal, onProgress }, blob);
      },
      { signal, onWait: options.onWait },
    );
    return await publishBlob(settings.cache, entry, file.hash, file.commit);
  } catch (error) {
    throw explain(error, entry, settings.cache, signal?.aborted ?? false);
  } finally {
    await hub.close();
  }
}

/** One file on its way from the hub. */
interface Transfer {
  readonly hub: Hub;
  readonly entry: ModelEntry;
  readonly file: HubFile;
  /** Attempts after one that brought nothing. */
  readonly retries: number;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: PullOptions['onProgress'];
}

async function fetchBlob(transfer: Transfer, blob: string): Promise<void> {
  const { entry, file } = transfer;
  const partial = `${blob}.clipasso.incomplete`;
  await expectRoom(dirname(blob), file.size - (await sizeOf(partial)), entry);
  const handle = await open(partial, 'a+');
  let hash: Hash;
  try {
    hash = await receive(transfer, handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
  const expected = entry.sha256 ?? (/^[0-9a-f]{64}$/.test(file.hash) ? file.hash : undefined);
  const found = hash.digest('hex');
  if (expected !== undefined && found !== expected) {
    await rm(partial);
    throw new ClipassoError(
      'model',
      `${entry.id} arrived with SHA-256 ${found.slice(0, 12)}... instead of ${expected.slice(0, 12)}...: it was deleted, pull again`,
    );
  }
  if (!isSound(partial)) {
    await rm(partial);
    throw new ClipassoError(
      'model',
      `What arrived for ${entry.id} is no file of weights: it was deleted, check HF_ENDPOINT`,
    );
  }
  await rename(partial, blob);
}

/** Whether the file may hold weights: a page that asks for a password does not. */
function isSound(path: string): boolean {
  try {
    openSafetensors(path);
    return true;
  } catch {
    return false;
  }
}

/** Appends what is missing to `handle`, trying again after passing faults; returns the hash of the whole. */
async function receive(transfer: Transfer, handle: FileHandle): Promise<Hash> {
  const { hub, entry, file, retries, signal, onProgress } = transfer;
  let { size } = await handle.stat();
  let hash = createHash('sha256');
  const restart = async () => {
    await handle.truncate(0);
    size = 0;
    hash = createHash('sha256');
  };
  if (size > file.size) await restart();
  else await hashStart(handle, size, hash);
  /** The farthest that any attempt came: a server that begins again and again makes no progress. */
  let farthest = size;
  for (let failures = 0; size < file.size; ) {
    try {
      const body = await hub.fetch(entry, file, size, signal);
      if (body === null || body.offset !== size) await restart();
      if (body === null) throw new PassingFault('it has fewer bytes than it announced');
      for await (const chunk of chunksOf(body)) {
        if (size + chunk.length > file.size) {
          await restart();
          throw new PassingFault('it sent more than it announced');
        }
        await handle.appendFile(chunk);
        hash.update(chunk);
        size += chunk.length;
        onProgress?.(size, file.size);
      }
      if (size < file.size) throw new PassingFault('the connection ended early');
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof PassingFault)) throw error;
      if (size <= farthest && error instanceof Silence) throw error;
      failures = size > farthest ? 1 : failures + 1;
      farthest = Math.max(farthest, size);
      if (failures > retries) throw error;
      await sleep(backOff(failures), undefined, { signal });
    }
  }
  return hash;
}

/** Whatever ends the stream early is a fault of the connection. */
async function* chunksOf({ stream }: HubBody): AsyncGenerator<Buffer> {
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (cause) {
    throw faultOf(cause);
  }
}

async function hashStart(handle: FileHandle, size: number, hash: Hash): Promise<void> {
  if (size === 0) return;
  const stream = handle.createReadStream({ start: 0, end: size - 1, autoClose: false });
  for await (const chunk of stream) hash.update(chunk as Buffer);
}

/** Repeats `work` after passing faults other than silence. */
async function persist<T>(
  work: () => Promise<T>,
  retries: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PassingFault) || error instanceof Silence || failures > retries) throw error;
      await sleep(backOff(failures), undefined, { signal });
    }
  }
}

/** Milliseconds to wait after so many failures: a quarter of a second, doubling up to eight. */
function backOff(failures: number): number {
  return Math.min(8_000, 250 * 2 ** (failures - 1));
}

async function expectRoom(folder: string, needed: number, entry: ModelEntry): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (needed > bavail * bsize)
    throw new ClipassoError(
      'output',
      `${entry.id} needs ${formatBytes(needed)} in ${folder} but ${formatBytes(bavail * bsize)} are free: make room or set HF_HOME`,
    );
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function explain(error: unknown, entry: ModelEntry, cache: string, aborted: boolean): unknown {
  if (error instanceof ClipassoError) return error;
  if (aborted)
    return new ClipassoError('aborted', `${entry.id} was not fetched to the end; pull again to resume`, {
      cause: error,
    });
  if (error instanceof PassingFault)
    return new ClipassoError(
      'network',
      `${entry.id} could not be fetched: ${error.message}; pull again to resume`,
      {
        cause: error,
      },
    );
  if (error instanceof Error && 'syscall' in error) {
    const advice = 'make room there or set HF_HOME to another folder, then pull again to resume';
    return new ClipassoError('output', `Cannot write to ${cache}: ${systemReason(error)}; ${advice}`, {
      cause: error,
    });
  }
  return error;
}
