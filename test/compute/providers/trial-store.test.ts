import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { clearCache, listCache } from '../../../src/compute/cache/folder.ts';
import type { ProviderRuntime } from '../../../src/compute/providers/runtime.ts';
import type { Trial } from '../../../src/compute/providers/trial.ts';
import { openTrialStore } from '../../../src/compute/providers/trial-store.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

const RUNTIME: ProviderRuntime = {
  system: 'linux x64',
  backends: new Set(['cpu', 'webgpu']),
  installer: null,
  hasLibrary: () => true,
  mayHaveDevice: () => true,
  start: async () => {},
};
const TRIAL: Trial = { started: true, difference: 1e-6, seconds: 0.01, cpuSeconds: 0.1 };

afterEach(() => vi.unstubAllEnvs());

it('keeps a trial for its provider, machine and choice of devices', () => {
  const folder = temporaryFolder();
  openTrialStore(RUNTIME, folder).write('webgpu', TRIAL);
  expect(openTrialStore(RUNTIME, folder).read('webgpu')).toEqual(TRIAL);
  expect(openTrialStore(RUNTIME, folder).read('cuda')).toBeNull();
  expect(openTrialStore({ ...RUNTIME, backends: new Set(['cpu']) }, folder).read('webgpu')).toBeNull();
  vi.stubEnv('VK_DRIVER_FILES', '/another/driver.json');
  expect(openTrialStore(RUNTIME, folder).read('webgpu')).toBeNull();
});

it('is part of the cache, and forgets what is damaged', () => {
  const folder = temporaryFolder();
  const store = openTrialStore(RUNTIME, folder);
  store.write('webgpu', TRIAL);
  const [file] = listCache(folder);
  writeFileSync(file!.path, 'damaged');
  expect(store.read('webgpu')).toBeNull();
  expect(clearCache(folder)).toHaveLength(1);
});

it('does without a folder that cannot be written to', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const store = openTrialStore(RUNTIME, file);
  store.write('webgpu', TRIAL);
  expect(store.read('webgpu')).toBeNull();
  expect(readdirSync(join(file, '..'))).toEqual(['file']);
});
