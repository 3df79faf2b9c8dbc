import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { versions } from '../src/versions.ts';

it('versions are those of package.json', () => {
  const own = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(versions()).toEqual({
    clipasso: own.version,
    node: process.versions.node,
    tfjs: own.dependencies['@tensorflow/tfjs-core'],
    onnxruntime: own.optionalDependencies['onnxruntime-node'],
  });
});
