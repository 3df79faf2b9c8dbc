import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findModel, findModels, formatBytes } from '../../src/models/catalogue.ts';
import { readHubSettings } from '../../src/models/environment.ts';
import { locateModels } from '../../src/models/locate.ts';
import { temporaryFolder } from '../helpers/folder.ts';

test('the cache follows HF_HUB_CACHE, HF_HOME, XDG_CACHE_HOME, the home folder, in this order', () => {
  const all = { HF_HUB_CACHE: '/a', HF_HOME: '/b', XDG_CACHE_HOME: '/c' };
  expect(readHubSettings(all).cache).toBe('/a');
  expect(readHubSettings({ ...all, HF_HUB_CACHE: '' }).cache).toBe(join('/b', 'hub'));
  expect(readHubSettings({ XDG_CACHE_HOME: '/c' }).cache).toBe(join('/c', 'huggingface', 'hub'));
  expect(readHubSettings({}).cache).toBe(join(homedir(), '.cache', 'huggingface', 'hub'));
});

test('endpoint, token and offline', () => {
  expect(readHubSettings({}).endpoint).toMatch(/^https:/);
  expect(readHubSettings({ HF_ENDPOINT: 'http://mirror:8080/hf/' }).endpoint).toBe('http://mirror:8080/hf');
  expect(() => readHubSettings({ HF_ENDPOINT: 'ftp://mirror' })).toThrow('HF_ENDPOINT must be');
  expect(() => readHubSettings({ HF_ENDPOINT: 'mirror' })).toThrow('HF_ENDPOINT must be');
  expect(readHubSettings({ HF_TOKEN: 't' }).token).toBe('t');
  expect(readHubSettings({ HF_HUB_OFFLINE: '1' }).offline).toBe(true);
  expect(readHubSettings({ HF_HUB_OFFLINE: '0' }).offline).toBe(false);
});

test('names stand for a model or for all that a teacher needs', () => {
  expect(findModels('clip').map(({ id }) => id)).toEqual(['clip-rn101', 'clip-vit-b-32']);
  expect(findModels('clip-rn50').map(({ id }) => id)).toEqual(['clip-rn50']);
  expect(() => findModel('clip-rn102')).toThrow("There is no model 'clip-rn102': choose one of clip-rn101");
});

test('missing weights: what to run and how large it is', async () => {
  const settings = readHubSettings({ HF_HUB_CACHE: temporaryFolder() });
  await expect(locateModels(findModels('clip'), 'Teacher clip', { settings })).rejects.toThrow(
    "Teacher clip needs clip-rn101 (479 MB) and clip-vit-b-32 (605 MB): run 'clipasso models pull clip-rn101 clip-vit-b-32', or add --yes",
  );
});

test('weights brought by hand are found by id, and named when they are not there', async () => {
  const modelDir = temporaryFolder();
  const options = { settings: readHubSettings({}), modelDir };
  writeFileSync(join(modelDir, 'clip-rn101.safetensors'), '');
  expect(await locateModels([findModel('clip-rn101')], 'Teacher clip', options)).toEqual([
    join(modelDir, 'clip-rn101.safetensors'),
  ]);
  await expect(locateModels(findModels('clip'), 'Teacher clip', options)).rejects.toThrow(
    `which ${modelDir} lacks: put clip-vit-b-32.safetensors there`,
  );
});

test('sizes as a person reads them', () => {
  expect([0, 999, 1000, 47_123_456, 999_600_000, 1_710_466_052, 2e15].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '47.1 MB',
    '1.0 GB',
    '1.7 GB',
    '2000 TB',
  ]);
});
