/** A cache on a file system without symbolic links, such as FAT. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it, vi } from 'vitest';
import { blobPath, findCached, publishBlob, removeCached } from '../../src/models/cache.ts';
import { temporaryFolder } from '../helpers/folder.ts';

/** Whether the copy ends after its first bytes. */
let killed = false;
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof import('node:fs/promises')>()),
  copyFile: async (from: string, to: string) => {
    writeFileSync(to, readFileSync(from).subarray(0, 3));
    if (killed) throw new Error('killed');
    writeFileSync(to, readFileSync(from));
  },
  symlink: () => Promise.reject(Object.assign(new Error('operation not permitted'), { code: 'EPERM' })),
}));

it('holds a copy of the weights, and is rid of both', async () => {
  const cache = temporaryFolder();
  const source = { repository: 'owner/name', revision: 'main', file: 'model.safetensors' };
  const hash = createHash('sha256').update('weights').digest('hex');
  const blob = blobPath(cache, source, hash);
  mkdirSync(dirname(blob), { recursive: true });
  writeFileSync(blob, 'weights');
  killed = true;
  await expect(publishBlob(cache, source, hash, 'a'.repeat(40))).rejects.toThrow('killed');
  expect(await findCached(cache, source)).toBeNull();
  killed = false;
  const path = await publishBlob(cache, source, hash, 'a'.repeat(40));
  expect(readFileSync(path, 'utf8')).toBe('weights');
  expect(await findCached(cache, source)).toBe(path);
  expect(await removeCached(cache, source)).toBe(true);
  expect(await findCached(cache, source)).toBeNull();
  expect(existsSync(blob)).toBe(false);
});
