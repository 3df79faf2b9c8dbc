import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { modelsCommand } from '../../src/commands/models.ts';
import { scoreCommand } from '../../src/commands/score.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { startHub, type TestHub } from '../helpers/hub.ts';
import { randomWeights } from '../helpers/safetensors.ts';
import { writeTinyClip } from '../helpers/tiny-clip.ts';

const example = new URL('../../assets/examples/duck.jpg', import.meta.url).pathname;
const modelDir = temporaryFolder();
let printed: string[];

async function run(...args: string[]): Promise<string> {
  printed.length = 0;
  const program = new Command().exitOverride().addCommand(modelsCommand()).addCommand(scoreCommand());
  await program.parseAsync(args, { from: 'user' });
  return printed.join('');
}

beforeAll(() => writeTinyClip(join(modelDir, 'clip-vit-b-32.safetensors')));
beforeEach(() => {
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0);
  vi.stubEnv('HF_HUB_CACHE', temporaryFolder());
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('clipasso models', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub(randomWeights(1000));
  });
  afterAll(() => hub.close());

  it('lists what is here and what is not', async () => {
    const table = await run('models', 'list', '--model-dir', modelDir);
    expect(table).toMatch(/^dinov2-small +49 MB +embedded/m);
    expect(table).toMatch(/^clip-rn101 +479 MB +- /m);
    expect(table).toMatch(/^clip-vit-b-32 +605 MB +here/m);
    const rows = JSON.parse(await run('models', 'list', '--json')) as { id: string; path: string | null }[];
    expect(rows.find(({ id }) => id === 'clip-vit-b-32')?.path).toBeNull();
  });

  it('pulls into the cache, prints the path, and removes', async () => {
    vi.stubEnv('HF_ENDPOINT', hub.endpoint);
    await expect(run('models', 'pull', 'clip-rn50')).rejects.toThrow('does not fit CLIP');
    expect(printed.join('')).toContain('models--timm--resnet50_clip.openai');
    const pulled = (await run('models', 'pull', 'clip-rn50', '--no-self-test')).trim();
    expect(pulled).toContain(join('models--timm--resnet50_clip.openai', 'snapshots'));
    expect((await run('models', 'path', 'clip-rn50')).trim()).toBe(pulled);
    await expect(run('models', 'verify', 'clip-rn50')).rejects.toThrow('does not fit CLIP');
    expect(await run('models', 'remove', 'clip-rn50')).toBe('clip-rn50: removed\n');
    expect(await run('models', 'remove', 'clip-rn50')).toBe('clip-rn50: was not in the cache\n');
  });

  it('says of weights that are not here how to get them', async () => {
    for (const command of ['path', 'verify']) {
      await expect(run('models', command, 'clip-rn50')).rejects.toThrow(
        /^clip-rn50 is not here: run 'clipasso models pull clip-rn50'$/,
      );
      await expect(run('models', command, 'clip-rn50', '--model-dir', modelDir)).rejects.toThrow(
        `clip-rn50 is not in ${modelDir}: put clip-rn50.safetensors there`,
      );
    }
  });

  it('does not touch the network offline', async () => {
    vi.stubEnv('HF_ENDPOINT', 'http://127.0.0.1:9');
    await expect(run('models', 'pull', 'clip-rn50', '--offline')).rejects.toThrow('--offline is set');
  });

  it('verifies the tensors of files brought by hand', async () => {
    const line = await run('models', 'verify', '--model-dir', modelDir, '--no-self-test');
    expect(line).toMatch(
      /^clip-vit-b-32: its tensors fit, no hash is known to compare with \([0-9a-f]{64}\)\n$/,
    );
    await expect(run('models', 'verify', 'clip-rn50')).rejects.toThrow(
      "clip-rn50 is not here: run 'clipasso models pull clip-rn50'",
    );
    expect(await run('models', 'verify')).toContain('no models here');
  });

  it('says of weights that fit but see nothing what they take the example photos for', async () => {
    await expect(run('models', 'verify', '--model-dir', modelDir)).rejects.toThrow(
      /^clip-vit-b-32 does not see what it should: it takes a .* \(\d+ %\) for a .* \(\d+ %\)/,
    );
  });

  it('names the models there are', async () => {
    await expect(run('models', 'path', 'clip')).rejects.toThrow('models pull clip-rn101');
    await expect(run('models', 'pull', 'vit')).rejects.toThrow("There is no model 'vit': choose one of");
  });
});

describe('clipasso score', () => {
  it.each([
    ['--engine', 'x', /for engine but received 'x'/],
    ['--threads', '0.5', /for threads but received 0\.5/],
  ])('refuses %s %s', async (name, value, message) => {
    await expect(run('score', example, '--photo', example, name, value)).rejects.toThrow(message);
  });

  it('compares with the embedded network', async () => {
    const text = await run('score', example, '--photo', example);
    expect(text).toMatch(/^structure {2}0\.9\d+ {2}\(dinov2-small/m);
    expect(text).toMatch(/^similarity 1\.0000 {2}\(dinov2-small/m);
  });

  it('names and compares with clip', async () => {
    const args = ['score', example, '--model-dir', modelDir, '--labels', 'cat, duck,cat,'];
    const text = await run(...args, '--top', '1');
    expect(text).toMatch(/^ *\d+\.\d % {2}(cat|duck) {2}\(cosine -?0\.\d+\)\n$/);
    const json = JSON.parse(await run(...args, '--photo', example, '--json')) as {
      labels: { probability: number }[];
      similarity: number;
      model: string;
    };
    expect(json.model).toBe('clip-vit-b-32');
    expect(json.labels).toHaveLength(2);
    expect(json.similarity).toBeCloseTo(1, 4);
  });

  it('reads labels from a file', async () => {
    const file = join(modelDir, 'names');
    writeFileSync(file, 'cat\nred, white and blue\r\n\n');
    const text = await run('score', example, '--model-dir', modelDir, '--labels', file);
    expect(text).toContain('red, white and blue');
    expect(text.trimEnd().split('\n')).toHaveLength(2);
  });

  it('says what is wrong in one line', async () => {
    await expect(run('score', example)).rejects.toThrow('give --photo, --labels or both');
    await expect(run('score', example, '--labels', ' ,')).rejects.toThrow('There are no labels');
    await expect(run('score', example, '--labels', 'none.txt')).rejects.toThrow(
      'Cannot read the labels none.txt: there is no such file',
    );
    await expect(run('score', example, '--labels', 'cat', '--model', 'dinov2-small')).rejects.toThrow(
      'knows no words',
    );
    await expect(run('score', example, '--labels', 'cat')).rejects.toThrow(
      "run 'clipasso models pull clip-vit-b-32'",
    );
    await expect(run('score', example, '--labels', 'cat', '--top', '0')).rejects.toThrow(
      'positive integer for top',
    );
    await expect(run('score', 'none.png', '--photo', example)).rejects.toThrow(
      'none.png cannot be read: there is no such file',
    );
  });
});
