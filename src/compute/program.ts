/**
 * A program is a pure function of tensors written in tfjs ops. It is defined once and run by any engine: eagerly on a
 * tfjs backend, or recorded into one graph and run by onnxruntime.
 */
import type { EngineName } from './engine-name.ts';
import type { Tensor } from './tf.ts';

export type { EngineName };

/** Values that cross the border between our code and an engine. Row-major. */
export interface TensorData {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

export interface TensorSpec {
  readonly shape: readonly number[];
  /** @default 'float32' */
  readonly dtype?: 'float32' | 'int32';
}

/** A weight may be of signed bytes too, which save memory; to a program they are numbers as others. */
export interface WeightTensor extends Omit<TensorData, 'data'> {
  /** Of its values, which may not have been read yet. @default 'float32' */
  readonly dtype?: 'float32' | 'int32' | 'int8';
  readonly data: TensorData['data'] | Int8Array;
}

/** Named constant tensors of one network, shared by every program that uses it. */
export interface WeightSet {
  /** Whether it is used once a photo, so that an engine may read it anew for every program instead of keeping it. */
  readonly passing?: boolean;
  /** Identifies the values, e.g. the model id; equal ids mean equal values. */
  readonly id: string;
  /** Changes with the file that the values come from; programs of sets that have none are not kept in the cache. */
  readonly fingerprint?: string;
  readonly tensors: Readonly<Record<string, WeightTensor>>;
  /** Where another thread reads them: when they are there. Values that are asked for before are read here. */
  readonly ready?: () => Promise<void>;
}

export type NamedTensors = Readonly<Record<string, Tensor>>;

export interface Program {
  /** Names the function and every constant it closes over; with the input shapes it identifies the program. */
  readonly key: string;
  readonly inputs: Readonly<Record<string, TensorSpec>>;
  /** One or several networks' weights; tensor names must not collide (prefix them). */
  readonly weights: readonly WeightSet[];
  /**
   * Inputs and outputs whose first axis counts images that do not influence each other, so that an engine may run the
   * program on some of them at a time. `run` must then take their number from its tensors, not from elsewhere.
   */
  readonly batched?: { readonly inputs: readonly string[]; readonly outputs: readonly string[] };
  /** Whether it will run many times, so that an engine may spend seconds and memory on making it faster. */
  readonly repeated?: boolean;
  /** Pure; runs inside tf.tidy. May use tf.valueAndGrad. Must not read values back. */
  readonly run: (inputs: NamedTensors, weights: NamedTensors) => NamedTensors;
}

/** A program made ready by an engine. */
export interface CompiledProgram {
  /** @throws ClipassoError 'engine' if an input is missing or has another shape than the program's. */
  run(inputs: Readonly<Record<string, TensorData>>): Promise<Record<string, TensorData>>;
  dispose(): void;
}

export interface Engine {
  readonly name: EngineName;
  /** What the user should know about it, e.g. why a faster engine does not run. */
  readonly note?: string;
  /** What only curious users want to know: why `auto` did not take an execution provider. */
  readonly remarks?: readonly string[];
  /** Where the package's `assets` folder is, when not beside the code: networks that belong to no teacher are read from it. */
  readonly assets?: string | undefined;
  /** Programs are cached by key and input shapes: compiling twice costs nothing. */
  compile(program: Program): Promise<CompiledProgram>;
  /** Gives back what it keeps so that repeated programs are fast; they may be run again, the first time somewhat later. */
  rest?(): void;
  dispose(): void;
}
