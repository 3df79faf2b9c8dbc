/**
 * The WebAssembly backend of tfjs, completed: kernels that it lacks but the pure JavaScript backend has (the gradient
 * of a gather is one) are borrowed from there, at the price of copying their inputs and outputs.
 */
import { initialiseBackend } from './backend.ts';
import * as tf from './tf.ts';

/** Loads and starts the backend. False when this machine cannot run it. */
export async function startWasmBackend(): Promise<boolean> {
  await import('@tensorflow/tfjs-backend-wasm');
  borrowMissingKernels();
  return initialiseBackend('wasm');
}

function borrowMissingKernels(): void {
  const present = new Set(tf.getKernelsForBackend('wasm').map((kernel) => kernel.kernelName));
  for (const { kernelName, kernelFunc } of tf.getKernelsForBackend('cpu')) {
    if (present.has(kernelName)) continue;
    tf.registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc: ({ inputs, backend, attrs }) => {
        const cpu = tf.findBackend('cpu');
        const wasm = backend as tf.KernelBackend;
        const copied = Object.entries(inputs).map(([name, info]) => [name, copy(info!, wasm, cpu)] as const);
        const results = [
          kernelFunc({ inputs: Object.fromEntries(copied), backend: cpu, attrs: attrs ?? {} }),
        ].flat();
        const outputs = results.map((info) => copy(info, cpu, wasm));
        for (const info of [...copied.map(([, info]) => info), ...results]) cpu.disposeData(info.dataId);
        return outputs.length === 1 ? outputs[0]! : outputs;
      },
    });
  }
}

function copy(
  { dataId, shape, dtype }: tf.TensorInfo,
  from: tf.KernelBackend,
  to: tf.KernelBackend,
): tf.TensorInfo {
  return { dataId: to.write(from.readSync(dataId), shape, dtype), shape, dtype };
}
