/**
 * The one door to tfjs: ops, gradients and the engine registry. Nothing else imports its packages, so that they can be
 * replaced in one place. They are named one by one because the umbrella package `@tensorflow/tfjs` brings WebGL, data
 * and model converters, 140 MB that nothing here uses.
 */
// Registers the cpu backend: traces are folded on it, and it lends the wasm backend kernels that it lacks.
import { version_cpu } from '@tensorflow/tfjs-backend-cpu';
import * as core from '@tensorflow/tfjs-core';
// Registers the gradients of all kernels. Core's build for Node leaves them out, and no smaller package has them.
import { version_layers } from '@tensorflow/tfjs-layers';
import { provideTf } from './lazy-tf.ts';

export * from '@tensorflow/tfjs-core';

// Bundlers drop packages that are imported for their side effects alone and say that they have none; these are read.
for (const version of [version_cpu, version_layers])
  if (version !== core.version_core)
    throw new Error(`tfjs ${version} and ${core.version_core} do not fit together`);
provideTf(core);
