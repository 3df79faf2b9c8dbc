/**
 * Costly things by key, made when first used and kept while there is room: the ones used longest ago are released first,
 * and made again if they are used again.
 */
export interface ResourcePool<T> {
  /** Runs `body` on the resource of `key`, which `make` makes if it is not there. It is not released meanwhile. */
  use<R>(key: string, make: () => Promise<T>, body: (resource: T) => Promise<R>): Promise<R>;
  /** Releases the resource of `key`, if it is there, as soon as nothing uses it. */
  drop(key: string): void;
  /** Drops everything. */
  clear(): void;
}

interface Entry<T> {
  readonly resource: Promise<T>;
  users: number;
  dropped: boolean;
}

/** @param limit how many resources are kept when none is in use */
export function createResourcePool<T>(limit: number, release: (resource: T) => void): ResourcePool<T> {
  /** From the one used longest ago to the one used last. */
  const entries = new Map<string, Entry<T>>();

  const releaseIdle = (entry: Entry<T>): void => {
    if (entry.dropped && entry.users === 0) entry.resource.then(release, () => {});
  };
  const drop = (key: string): void => {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.delete(key);
    entry.dropped = true;
    releaseIdle(entry);
  };
  const makeRoom = (): void => {
    for (const [key, { users }] of entries) {
      if (entries.size <= limit) return;
      if (users === 0) drop(key);
    }
  };

  return {
    async use(key, make, body) {
      const entry = entries.get(key) ?? { resource: make(), users: 0, dropped: false };
      entries.delete(key);
      entries.set(key, entry);
      entry.users++;
      try {
        return await body(
          await entry.resource.catch((error: unknown) => {
            if (entries.get(key) === entry) entries.delete(key);
            throw error;
          }),
        );
      } finally {
        entry.users--;
        releaseIdle(entry);
        makeRoom();
      }
    },
    drop,
    clear() {
      for (const key of [...entries.keys()]) drop(key);
    },
  };
}
