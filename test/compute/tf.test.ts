import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as tf from '../../src/compute/tf.ts';

const ROOT = join(import.meta.dirname, '../..');

const sources = ['src', 'test', 'bench'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);

test('only the compute room loads packages of tfjs, and never the umbrella package', () => {
  const packages = /(?:from|import) *\(?'(@tensorflow\/[^']+)'/g;
  const imports = sources.flatMap((path) =>
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(packages)].map((found) => `${path} ${found[1]}`),
  );
  expect([...new Set(imports)].sort()).toEqual([
    'src/compute/tf.ts @tensorflow/tfjs-backend-cpu',
    'src/compute/tf.ts @tensorflow/tfjs-core',
    'src/compute/tf.ts @tensorflow/tfjs-layers',
    'src/compute/wasm.ts @tensorflow/tfjs-backend-wasm',
  ]);
});

test('gradients are registered for what networks are made of', () => {
  const kernels = ['BatchMatMul', 'Conv2D', 'AvgPool', 'Softmax', 'GatherV2', 'ResizeBilinear', 'Erf'];
  expect(kernels.filter((kernel) => tf.getGradient(kernel) === undefined)).toEqual([]);
});
