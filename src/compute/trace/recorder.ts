/**
 * A tfjs backend that computes nothing: its tensors are values of a graph, and its kernels (kernels/) add nodes.
 * Because tfjs derives gradients from forward kernels by running more kernels, recording a function that calls
 * tf.grad records its gradient too.
 */
import { ClipassoError } from '../../errors.ts';
import * as tf from '../tf.ts';
import { ConstantPool, type ElementArray, type ElementType } from './constant.ts';
import { GraphBuilder, type Value } from './graph.ts';

/** Under this name the recorder is registered with tfjs. */
export const RECORDER = 'clipasso-recorder';

interface Entry {
  readonly value: Value;
  references: number;
}

export class Recorder extends tf.KernelBackend {
  /** Of the recording in work. */
  constants = new ConstantPool();
  /** The graph being recorded. */
  graph = new GraphBuilder(this.constants);
  readonly #entries = new tf.DataStorage<Entry>(this, tf.engine());

  /** The value behind a tensor. */
  operand({ dataId }: tf.TensorInfo): Value {
    return this.#entries.get(dataId).value;
  }

  /** A new tensor that stands for `value`. */
  tensor(value: Value): tf.TensorInfo {
    if (value.type === 'int64') throw new Error('tfjs has no int64 tensors');
    const dataId = {};
    this.#entries.set(dataId, { value, references: 1 });
    // tfjs has no bytes either, but nothing is computed here with what it takes for their type
    const bytes = value.type === 'int8' || value.type === 'uint8';
    return { dataId, shape: [...value.shape], dtype: bytes ? 'int32' : value.type };
  }

  override write(values: tf.BackendValues | null, shape: number[], dtype: tf.DataType): tf.DataId {
    const dataId = {};
    this.move(dataId, values as tf.BackendValues, shape, dtype, 1);
    return dataId;
  }

  override move(
    dataId: tf.DataId,
    values: tf.BackendValues,
    shape: number[],
    dtype: tf.DataType,
    references: number,
  ): void {
    const type = elementType(dtype);
    const value = this.constants.fromValues(elementArray(values, type), shape, type);
    this.#entries.set(dataId, { value, references });
  }

  override readSync(dataId: tf.DataId): tf.BackendValues {
    const { value } = this.#entries.get(dataId);
    if (value.kind === 'constant') return value.values() as tf.BackendValues;
    throw new ClipassoError(
      'engine',
      'A program that is traced must not read its tensors: use --engine wasm',
    );
  }

  override async read(dataId: tf.DataId): Promise<tf.BackendValues> {
    return this.readSync(dataId);
  }

  override disposeData(dataId: tf.DataId, force = false): boolean {
    if (!this.#entries.has(dataId)) return true;
    const entry = this.#entries.get(dataId);
    entry.references--;
    if (entry.references > 0 && !force) return false;
    this.#entries.delete(dataId);
    return true;
  }

  override incRef(dataId: tf.DataId): void {
    this.#entries.get(dataId).references++;
  }

  override refCount(dataId: tf.DataId): number {
    return this.#entries.has(dataId) ? this.#entries.get(dataId).references : 0;
  }

  override numDataIds(): number {
    return this.#entries.numDataIds();
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }

  override timerAvailable(): boolean {
    return false;
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override dispose(): void {}
}

export function elementType(dtype: tf.DataType): ElementType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new ClipassoError('engine', `Tensors of type ${dtype} cannot be traced: use --engine wasm`);
}

/** Values as an array of the element type's own class: tfjs' backends are not strict about it. */
export function elementArray(values: tf.BackendValues, type: ElementType): ElementArray {
  if (type === 'float32') return values instanceof Float32Array ? values : Float32Array.from(numbers(values));
  if (type === 'int32') return values instanceof Int32Array ? values : Int32Array.from(numbers(values));
  return values instanceof Uint8Array ? values : Uint8Array.from(numbers(values));
}

function numbers(values: tf.BackendValues): number[] {
  return Array.from(values as unknown as ArrayLike<number>, Number);
}
