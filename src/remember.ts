/** The last results of long work, by what went into it. */
import { createHash } from 'node:crypto';

/** `make`'s result, or that of an earlier call with an equal key. */
export type Memory<T> = (key: string, make: () => T | Promise<T>) => Promise<T>;

/** Keeps the results of the last `capacity` keys that were asked for; failures are not kept. */
export function rememberLast<T>(capacity = 1): Memory<T> {
  const kept = new Map<string, T>();
  return async (key, make) => {
    const found = kept.has(key);
    const value = found ? kept.get(key)! : await make();
    kept.delete(key);
    kept.set(key, value);
    for (const [oldest] of kept) if (kept.size > capacity) kept.delete(oldest);
    return value;
  };
}

/** The same for the same values, in the same order: arrays by their bytes, all else by its JSON. */
export function keyOf(...parts: readonly unknown[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    if (ArrayBuffer.isView(part)) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    else hash.update(`\0${JSON.stringify(part) ?? ''}`);
    hash.update('\0');
  }
  return hash.digest('hex');
}
