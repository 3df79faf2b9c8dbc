import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder, clearCache, listCache, pruneCache } from '../../../src/compute/cache/folder.ts';
import { openGraphCache } from '../../../src/compute/cache/graphs.ts';
import { graphVersion } from '../../../src/compute/cache/version.ts';
import { createOnnxEngine } from '../../../src/compute/onnx.ts';
import type { NamedTensors, Program, TensorData } from '../../../src/compute/program.ts';
import * as tf from '../../../src/compute/tf.ts';
import { createRandom } from '../../../src/random.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

const random = createRandom(3);
const normal = (...shape: number[]): TensorData => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random.normal()),
});
const x = normal(96, 64);
const table = normal(1, 96, 64);
const weights = {
  id: 'w',
  fingerprint: 'one',
  tensors: { flat: normal(80, 64), filter: normal(16, 16, 5, 5), bias: normal(80) },
};

/** Large weights as they are, transposed and in another shape; large values that are no weights; a uniform one; a small one. */
const forward = (input: tf.Tensor, { flat, filter, bias }: NamedTensors): tf.Tensor => {
  const hidden = tf.add(tf.matMul(input, flat!, false, true), bias!);
  const turned = tf.reshape(tf.transpose(filter as tf.Tensor4D, [2, 3, 1, 0]), [80, 80]);
  const placed = tf.add(tf.reshape(input, [1, 96, 64]), tf.tensor(table.data, [1, 96, 64]));
  return tf.add(tf.mean(tf.square(tf.matMul(hidden, turned))), tf.mean(tf.square(placed)));
};
const programOf = (changes: Partial<Program> = {}): Program => ({
  key: 'kept',
  inputs: { x: { shape: [96, 64] } },
  weights: [weights],
  run: ({ x: input }, tensors) => {
    const { value, grad } = tf.valueAndGrad((at: tf.Tensor) => forward(at, tensors) as tf.Scalar)(input!);
    return { value, grad };
  },
  ...changes,
});
/** Only what is cached can be run. */
const untraceable: Partial<Program> = {
  run: () => {
    throw new Error('traced');
  },
};

async function run(folder: string | null, program: Program) {
  const engine = await createOnnxEngine({
    threads: 1,
    cache: folder === null ? null : openGraphCache(folder),
  });
  try {
    return await (await engine.compile(program)).run({ x });
  } finally {
    engine.dispose();
  }
}

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
const onlyFile = () => {
  const files = listCache(folder);
  expect(files).toHaveLength(1);
  return files[0]!.path;
};

describe.each([false, true])('a program with repeated %s', (repeated) => {
  it('is not traced again, and gives the same to the byte', async () => {
    const traced = await run(null, programOf({ repeated }));
    expect(await run(folder, programOf({ repeated }))).toEqual(traced);
    expect(await run(folder, programOf({ repeated, ...untraceable }))).toEqual(traced);
  });
});

it('is traced again with another key, shape or version of its weights, and without a fingerprint not kept', async () => {
  await run(folder, programOf());
  const other = [
    { key: 'other' },
    { inputs: { x: { shape: [96, 64] }, y: { shape: [1] } } },
    { weights: [{ ...weights, fingerprint: 'two' }] },
  ];
  for (const change of other)
    await expect(run(folder, programOf({ ...untraceable, ...change }))).rejects.toThrow('traced');
  const nameless = { weights: [{ id: 'w', tensors: weights.tensors }] };
  await run(folder, programOf(nameless));
  await expect(run(folder, programOf({ ...untraceable, ...nameless }))).rejects.toThrow('traced');
  onlyFile();
});

it('holds no weights of its own', async () => {
  await run(folder, programOf());
  // the table of 96 x 64 floats, and what describes the graph
  expect(statSync(onlyFile()).size).toBeLessThan(4 * 96 * 64 + 12_000);
});

it('traces again what is damaged, cut off or empty, and mends it', async () => {
  const traced = await run(folder, programOf());
  const path = onlyFile();
  const whole = readFileSync(path);
  const flipped = Buffer.from(whole);
  flipped[whole.length >> 1]! ^= 1;
  for (const damaged of [flipped, whole.subarray(0, whole.length >> 1), Buffer.alloc(0)]) {
    writeFileSync(path, damaged);
    expect(await run(folder, programOf())).toEqual(traced);
    expect(await run(folder, programOf(untraceable))).toEqual(traced);
  }
});

it('works without where nothing can be written or read', async () => {
  const traced = await run(null, programOf());
  writeFileSync(join(folder, 'file'), '');
  expect(await run(join(folder, 'file', 'below'), programOf())).toEqual(traced);
  await run(folder, programOf());
  const path = onlyFile();
  chmodSync(path, 0);
  expect(await run(folder, programOf())).toEqual(traced);
});

it('keeps one whole file when two engines trace the same at once, and none half-written', async () => {
  const results = await Promise.all([run(folder, programOf()), run(folder, programOf())]);
  expect(results[0]).toEqual(results[1]);
  const path = onlyFile();
  expect(readdirSync(join(path, '..'))).toHaveLength(1);
  await run(folder, programOf(untraceable));
});

describe('the folder', () => {
  it('is the environment’s, or in the home folder', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere' })).toBe(join('/somewhere', 'clipasso'));
    for (const given of ['', 'cache', './cache'])
      expect(cacheFolder({ XDG_CACHE_HOME: given })).toMatch(/^([/\\]|\w:).*[/\\]\.cache[/\\]clipasso$/);
  });

  it('is none for a user without a home, whose networks are traced', () => {
    const home = () => {
      throw new Error('uv_os_homedir returned ENOENT');
    };
    expect(cacheFolder({}, home)).toBeNull();
    expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere' }, home)).toBe(join('/somewhere', 'clipasso'));
    expect(openGraphCache(cacheFolder({}, home))).toBeNull();
  });

  it('is kept small by a process that goes on writing', async () => {
    const engine = await createOnnxEngine({
      threads: 1,
      cache: openGraphCache(folder, { mostBytes: 60_000, pruneEvery: 1 }),
    });
    for (let i = 0; i < 4; i++) await engine.compile(programOf({ key: `key ${i}` }));
    engine.dispose();
    expect(listCache(folder).length).toBeGreaterThan(0);
    expect(listCache(folder).reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(60_000);
  });

  it('may hold folders, loops of links and pipes in place of its files', async () => {
    const traced = await run(folder, programOf());
    const path = onlyFile();
    const named = (digit: string) => join(path, '..', `${digit.repeat(32)}.graph`);
    mkdirSync(join(named('a'), 'mine'), { recursive: true });
    if (process.platform !== 'win32') {
      symlinkSync(named('b'), named('b'));
      rmSync(path);
      execFileSync('mkfifo', [path]);
    }
    pruneCache(folder, 0);
    expect(await run(folder, programOf())).toEqual(traced);
    expect(await run(folder, programOf(untraceable))).toEqual(traced);
    expect(clearCache(folder)).toHaveLength(1);
    expect(readdirSync(named('a'))).toEqual(['mine']);
  });

  it('is of one version of the code', () => {
    expect(graphVersion()).toMatch(/^[0-9a-f]{16}$/);
    expect(graphVersion()).toBe(graphVersion());
  });

  it('is of one version of the bundle, where the code is bundled', () => {
    const bundle = join(folder, 'a', 'b', 'bundle.js');
    mkdirSync(join(bundle, '..'), { recursive: true });
    const versionOf = (code: string) => {
      writeFileSync(bundle, code);
      return graphVersion(pathToFileURL(bundle).href);
    };
    expect(versionOf('one')).toMatch(/^[0-9a-f]{16}$/);
    expect(versionOf('one')).not.toBe(versionOf('two'));
    rmSync(bundle);
    expect(graphVersion(pathToFileURL(bundle).href)).toBeNull();
  });

  it('loses what was not used for longest where there is too much', async () => {
    for (const key of ['a', 'b', 'c']) {
      await run(folder, programOf({ key }));
      const newest = listCache(folder).at(-1)!;
      utimesSync(newest.path, 1e9 + key.charCodeAt(0), 1e9 + key.charCodeAt(0));
    }
    // being used counts
    await run(folder, programOf({ key: 'a', ...untraceable }));
    pruneCache(folder, 2.5 * listCache(folder)[0]!.bytes);
    expect(listCache(folder)).toHaveLength(2);
    await run(folder, programOf({ key: 'a', ...untraceable }));
    await expect(run(folder, programOf({ key: 'b', ...untraceable }))).rejects.toThrow('traced');
  });

  it('is cleared of what is the cache’s, unfinished files too, and of nothing else', async () => {
    await run(folder, programOf());
    const path = onlyFile();
    writeFileSync(`${path}.0-1.tmp`, 'half');
    mkdirSync(join(folder, 'graphs', 'mine'), { recursive: true });
    writeFileSync(join(folder, 'graphs', 'mine', 'a.graph'), '');
    expect(clearCache(folder)).toHaveLength(2);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(
      ['graphs', join('graphs', 'mine'), join('graphs', 'mine', 'a.graph')].sort(),
    );
    expect(clearCache(folder)).toEqual([]);
  });
});
