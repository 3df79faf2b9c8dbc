/**
 * The one door to tfjs: ops, gradients and the engine registry. Nothing else imports its packages, so that they can be
 * replaced in one place. They are named one by one because the umbrella package `@tensorflow/tfjs` brings WebGL, data
 * and model converters, 140 MB that nothing here uses.
 */
// Registers the cpu backend: traces are folded on it, and it lends the wasm backend kernels that it lacks.
import '@tensorflow/tfjs-backend-cpu';
// Registers the gradients of all kernels. Core's build for Node leaves them out, and no smaller package has them.
import '@tensorflow/tfjs-layers';

export * from '@tensorflow/tfjs-core';
