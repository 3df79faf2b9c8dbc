import type { NamedTensors } from './program.ts';
import * as tf from './tf.ts';

export interface LazyTensors {
  readonly tensors: NamedTensors;
  /** Frees the tensors that were made. */
  dispose(): void;
}

/** Tensors that are made when a program first asks for them, and then kept: a network is used up to a depth. */
export function lazyTensors<T>(
  sources: Readonly<Record<string, T>>,
  make: (source: T) => tf.Tensor,
): LazyTensors {
  const made = new Map<string, tf.Tensor>();
  const tensors: Record<string, tf.Tensor> = {};
  for (const [name, source] of Object.entries(sources)) {
    const get = () => {
      let tensor = made.get(name);
      if (tensor === undefined) {
        tensor = tf.keep(make(source));
        made.set(name, tensor);
      }
      return tensor;
    };
    Object.defineProperty(tensors, name, { enumerable: true, get });
  }
  return {
    tensors,
    dispose() {
      for (const tensor of made.values()) tensor.dispose();
      made.clear();
    },
  };
}

/** The properties of several objects in one, without reading them. */
export function mergeLazily(parts: readonly NamedTensors[]): NamedTensors {
  const merged = {};
  for (const part of parts) Object.defineProperties(merged, Object.getOwnPropertyDescriptors(part));
  return merged;
}
