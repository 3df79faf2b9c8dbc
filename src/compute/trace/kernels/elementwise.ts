import { mapValues } from '../../map-values.ts';
import type * as tf from '../../tf.ts';
import {
  type BinaryOp,
  binary,
  cast,
  elementwise,
  leakyRelu,
  prelu,
  relu6,
  transpose,
  unary,
} from '../algebra.ts';
import { elementType } from '../recorder.ts';
import type { KernelRules } from './kernel.ts';

/** Kernels of one operand whose node has the kernel's name. */
const UNARY =
  'Abs Acos Asin Atan Ceil Cos Erf Exp Floor Log Neg Reciprocal Relu Round Sigmoid Sign Sin Softplus Sqrt Tan Tanh';

const BINARY: Readonly<Record<string, BinaryOp>> = {
  Add: 'Add',
  Maximum: 'Max',
  Minimum: 'Min',
  Multiply: 'Mul',
  Pow: 'Pow',
  RealDiv: 'Div',
  Sub: 'Sub',
};

const COMPARISON: Readonly<Record<string, string>> = {
  Equal: 'Equal',
  Greater: 'Greater',
  GreaterEqual: 'GreaterOrEqual',
  Less: 'Less',
  LessEqual: 'LessOrEqual',
  LogicalAnd: 'And',
  LogicalOr: 'Or',
};

export const elementwiseKernels: KernelRules = {
  ...Object.fromEntries(
    UNARY.split(' ').map((op): [string, KernelRules[string]] => [
      op,
      ({ x }, _, graph) => unary(graph, op, x!),
    ]),
  ),
  ...mapValues(
    BINARY,
    (op) =>
      ({ a, b }, _, graph) =>
        binary(graph, op, a!, b!),
  ),
  ...mapValues(
    COMPARISON,
    (op) =>
      ({ a, b }, _, graph) =>
        elementwise(graph, op, [a!, b!], 'bool'),
  ),
  AddN: (operands, _, graph) => Object.values(operands).reduce((sum, x) => binary(graph, 'Add', sum, x)),
  Cast: ({ x }, { dtype }: tf.CastAttrs, graph) => cast(graph, x!, elementType(dtype)),
  ClipByValue: ({ x }, { clipValueMin, clipValueMax }: tf.ClipByValueAttrs, graph) =>
    binary(graph, 'Max', binary(graph, 'Min', x!, graph.scalar(clipValueMax)), graph.scalar(clipValueMin)),
  Identity: ({ x }) => x!,
  LeakyRelu: ({ x }, { alpha }: tf.LeakyReluAttrs, graph) => leakyRelu(graph, x!, alpha),
  LogicalNot: ({ x }, _, graph) => unary(graph, 'Not', x!),
  NotEqual: ({ a, b }, _, graph) => unary(graph, 'Not', elementwise(graph, 'Equal', [a!, b!], 'bool')),
  OnesLike: ({ x }, _, graph) => graph.constants.uniform(1, x!.shape, x!.type),
  Prelu: ({ x, alpha }, _, graph) => prelu(graph, x!, alpha!),
  Relu6: ({ x }, _, graph) => relu6(graph, x!),
  Rsqrt: ({ x }, _, graph) => unary(graph, 'Reciprocal', unary(graph, 'Sqrt', x!)),
  Select: ({ condition, t, e }, _, graph) => elementwise(graph, 'Where', [condition!, t!, e!], t!.type),
  Square: ({ x }, _, graph) => binary(graph, 'Mul', x!, x!),
  SquaredDifference: ({ a, b }, _, graph) => {
    const difference = binary(graph, 'Sub', a!, b!);
    return binary(graph, 'Mul', difference, difference);
  },
  /** 1 above zero, `alpha` below: the gradient of relu, and with alpha -1 that of abs. */
  Step: ({ x }, { alpha }: tf.StepAttrs, graph) => {
    const above = elementwise(graph, 'Greater', [x!, graph.scalar(0)], 'bool');
    if (!alpha) return cast(graph, above, 'float32');
    return elementwise(graph, 'Where', [above, graph.scalar(1), graph.scalar(alpha)], 'float32');
  },
  Transpose: ({ x }, { perm }: tf.TransposeAttrs, graph) => transpose(graph, x!, perm),
  ZerosLike: ({ x }, _, graph) => graph.constants.uniform(0, x!.shape, x!.type),
};
