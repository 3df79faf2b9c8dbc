/** Weight sets whose values are computed from a file when first used, and the check that a file fits a network. */
import type { TensorData, WeightSet, WeightTensor } from '../compute/program.ts';
import { ClipassoError } from '../errors.ts';
import type { Linear } from './fold.ts';
import type { SafetensorsFile } from './safetensors.ts';

/** Computes a value when it is first asked for, and keeps it. */
export function lazy<T extends object>(compute: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}

/** A tensor whose values are computed when first read. */
export function lazyTensor(shape: readonly number[], compute: () => Float32Array): TensorData {
  const data = lazy(compute);
  return {
    shape,
    get data() {
      return data();
    },
  };
}

/** A tensor whose values are asked for each time that they are read. */
export function deferred(
  shape: readonly number[],
  dtype: NonNullable<WeightTensor['dtype']>,
  read: () => WeightTensor['data'],
): WeightTensor {
  return {
    shape,
    dtype,
    get data() {
      return read();
    },
  };
}

/** Values by their tensors' names, which another thread is reading. */
export type ReadAside = Promise<Readonly<Record<string, WeightTensor['data']>>>;

/** The same weights, of the values that are read aside; where those do not come, of its own. */
export function withReadAside(set: WeightSet, read: ReadAside): WeightSet {
  let found: Awaited<ReadAside> = {};
  const ready = read.then(
    (values) => {
      found = values;
    },
    () => {},
  );
  const tensors = Object.entries(set.tensors).map(([name, own]) => [
    name,
    deferred(own.shape, own.dtype ?? 'float32', () => found[name] ?? own.data),
  ]);
  return { ...set, tensors: Object.fromEntries(tensors), ready: () => ready };
}

/** `name/weight` (out, in) and `name/bias` (out) of a linear map that is computed when first used. */
export function linearTensors(
  name: string,
  outputs: number,
  inputs: number,
  compute: () => Linear,
): Record<string, TensorData> {
  const linear = lazy(compute);
  return {
    [`${name}/weight`]: lazyTensor([outputs, inputs], () => linear().weight),
    [`${name}/bias`]: lazyTensor([outputs], () => linear().bias),
  };
}

/**
 * Compares a file's tensors with what a network needs.
 * @param expected shape of every tensor that the network reads
 * @param ignored which tensors may be in the file although the network does not read them
 * @throws ClipassoError 'model' naming what is missing, has another shape, or is surplus.
 */
export function checkTensors(
  file: SafetensorsFile,
  network: string,
  expected: Readonly<Record<string, readonly number[]>>,
  ignored: (name: string) => boolean = () => false,
): void {
  const names = Object.keys(expected);
  const missing = names.filter((name) => !file.entries.has(name));
  const surplus = [...file.entries.keys()].filter((name) => !(name in expected) && !ignored(name));
  const misshapen = names.filter((name) => {
    const entry = file.entries.get(name);
    return entry !== undefined && entry.shape.join() !== expected[name]!.join();
  });
  const faults = [
    listed('lacks', missing),
    listed(
      'has another shape for',
      misshapen.map((name) => `${name} (${file.entries.get(name)!.shape} instead of ${expected[name]})`),
    ),
    listed('has the unknown', surplus),
  ].filter((fault) => fault !== '');
  if (faults.length > 0)
    throw new ClipassoError('model', `${file.path} does not fit ${network}: it ${faults.join(', and ')}`);
}

function listed(verb: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, 4).join(', ');
  return `${verb} ${shown}${names.length > 4 ? ` and ${names.length - 4} more` : ''}`;
}
