/** What a thread is sent: data alone, of which the caller may change its own meanwhile. */
import { ClipassoError } from '../errors.ts';
import type { ModelSettings } from '../models/settings.ts';
import type { PhotoSource, RawPixels } from '../photo/source.ts';
import type { PackedSettings, PackedSource } from './messages.ts';

/** Callbacks are left out. */
export function packSettings({ pull, ...settings }: ModelSettings): PackedSettings {
  if (!pull) return settings;
  const { stallMs, retries } = pull;
  const numbers = { ...(stallMs !== undefined && { stallMs }), ...(retries !== undefined && { retries }) };
  return { ...settings, pull: numbers };
}

/** Copies bytes, since cloning a view would clone its whole buffer, for example Node’s pool. */
export function packSource(source: PhotoSource): PackedSource {
  const given: unknown = source;
  if (given instanceof URL) return { href: given.href };
  if (given instanceof Uint8Array) return { source: copyOf(given) };
  if (!isPixels(given)) return { source };
  const { data, width, height, channels } = given;
  return { source: { data: copyOf(data), width, height, ...(channels !== undefined && { channels }) } };
}

/** Empty where the buffer was transferred elsewhere. */
function copyOf(data: Uint8Array | Uint8ClampedArray): Uint8Array {
  return data.byteLength === 0 ? new Uint8Array(0) : Uint8Array.from(data);
}

function isPixels(source: unknown): source is RawPixels {
  return typeof source === 'object' && source !== null && 'data' in source && ArrayBuffer.isView(source.data);
}

/**
 * Does what sends data to a thread.
 * @throws ClipassoError 'usage' for functions, proxies and the like, which cannot be sent
 */
export function sending<T>(send: () => T): T {
  try {
    return send();
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    const message = `Expected plain data for photo, options, context and settings, but ${cause.message}`;
    throw new ClipassoError('usage', message, { cause });
  }
}
