/** Versions of this package and of what computes, for reports. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const own: {
  version: string;
  dependencies: Readonly<Record<string, string>>;
  optionalDependencies: Readonly<Record<string, string>>;
} = require('../package.json');

export const VERSION = own.version;

export function versions(): Readonly<Record<string, string>> {
  const { '@tensorflow/tfjs-core': tfjs, 'onnxruntime-node': onnxruntime } = {
    ...own.dependencies,
    ...own.optionalDependencies,
  };
  return { clipasso: VERSION, node: process.versions.node, tfjs, onnxruntime };
}
