/**
 * Registers the recorder and its kernels with tfjs. Every kernel that the pure JavaScript backend has is registered:
 * one whose operands are all constants is computed there and then, one that has a rule is recorded, any other is
 * refused by name.
 */
import { ClipassoError } from '../../errors.ts';
import { initialiseBackend } from '../backend.ts';
import * as tf from '../tf.ts';
import type { Constant } from './constant.ts';
import type { Value } from './graph.ts';
import { byteKernels } from './kernels/bytes.ts';
import { convolutionKernels } from './kernels/convolution.ts';
import { elementwiseKernels } from './kernels/elementwise.ts';
import { gatherKernels } from './kernels/gather.ts';
import type { KernelRule, Operands } from './kernels/kernel.ts';
import { matMulKernels } from './kernels/matmul.ts';
import { reductionKernels } from './kernels/reduction.ts';
import { resizeKernels } from './kernels/resize.ts';
import { shapeKernels } from './kernels/shape.ts';
import { elementArray, elementType, RECORDER, Recorder } from './recorder.ts';

/** What can be traced, by the names of tfjs' kernels. */
export const KERNELS: Readonly<Record<string, KernelRule>> = {
  ...convolutionKernels,
  ...elementwiseKernels,
  ...gatherKernels,
  ...matMulKernels,
  ...reductionKernels,
  ...resizeKernels,
  ...shapeKernels,
};

/** Kernels whose rules treat constants themselves, without copying them. */
const VIEWS: ReadonlySet<string> = new Set(['Identity', 'OnesLike', 'Reshape', 'Transpose', 'ZerosLike']);

/** The recorder, registered with tfjs the first time it is asked for. */
export async function startRecorder(): Promise<Recorder> {
  if (tf.findBackendFactory(RECORDER) === null || tf.findBackendFactory(RECORDER) === undefined) {
    tf.registerBackend(RECORDER, () => new Recorder(), 0);
    for (const { kernelName, kernelFunc } of tf.getKernelsForBackend('cpu')) register(kernelName, kernelFunc);
    for (const kernelName of Object.keys(byteKernels)) register(kernelName);
    await initialiseBackend(RECORDER);
  }
  return tf.findBackend(RECORDER) as Recorder;
}

/** @param compute the kernel of the pure JavaScript backend, which has not our own ones */
function register(kernelName: string, compute?: tf.KernelFunc): void {
  const rule = KERNELS[kernelName] ?? byteKernels[kernelName];
  tf.registerKernel({
    kernelName,
    backendName: RECORDER,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const recorder = backend as Recorder;
      const operands: Operands = Object.fromEntries(
        Object.entries(inputs).flatMap(([name, info]) => (info ? [[name, recorder.operand(info)]] : [])),
      );
      const attributes = attrs ?? {};
      const result =
        compute && areConstants(operands) && !VIEWS.has(kernelName)
          ? fold(kernelName, compute, operands, attributes, recorder)
          : applyRule(kernelName, rule, operands, attributes, recorder);
      return Array.isArray(result) ? result.map((value) => recorder.tensor(value)) : recorder.tensor(result);
    },
  });
}

function applyRule(
  kernelName: string,
  rule: KernelRule | undefined,
  operands: Operands,
  attributes: tf.NamedAttrMap,
  recorder: Recorder,
): Value | Value[] {
  if (rule === undefined) throw cannotTrace(kernelName);
  try {
    return rule(operands, attributes as never, recorder.graph);
  } catch (cause) {
    throw cause instanceof ClipassoError ? cause : cannotTrace((cause as Error).message, cause);
  }
}

function cannotTrace(what: string, cause?: unknown): ClipassoError {
  return new ClipassoError('engine', `Engine onnx cannot trace ${what}: use --engine wasm`, { cause });
}

function areConstants(operands: Operands): operands is Readonly<Record<string, Constant>> {
  return Object.values(operands).every((operand) => operand.kind === 'constant');
}

/** Computes a kernel of constants with the pure JavaScript backend, once for all programs that share its operands. */
function fold(
  kernelName: string,
  compute: tf.KernelFunc,
  operands: Readonly<Record<string, Constant>>,
  attributes: tf.NamedAttrMap,
  { constants }: Recorder,
): Value | Value[] {
  const run = () => {
    const cpu = tf.findBackend('cpu');
    const toInfo = ({ values, shape, type }: Constant): tf.TensorInfo => {
      const dtype = elementType(type as tf.DataType) as tf.DataType;
      return { dataId: cpu.write(values() as tf.BackendValues, [...shape], dtype), shape: [...shape], dtype };
    };
    const inputs = Object.fromEntries(Object.entries(operands).map(([name, value]) => [name, toInfo(value)]));
    const results = compute({ inputs, backend: cpu, attrs: attributes });
    const toConstant = ({ dataId, shape, dtype }: tf.TensorInfo) => {
      const type = elementType(dtype);
      return constants.fromValues(elementArray(cpu.readSync(dataId), type), shape, type);
    };
    const folded = Array.isArray(results) ? results.map(toConstant) : toConstant(results);
    for (const { dataId } of [...Object.values(inputs), results].flat()) cpu.disposeData(dataId);
    return folded;
  };
  const [first, ...others] = Object.values(operands);
  if (first === undefined) return run();
  const key = `${kernelName}(${others.map(({ id }) => id)})${JSON.stringify(attributes)}`;
  return constants.derive(first, key, run);
}
