/**
 * Small networks as data: a list of operations, read from a file beside their weights and run in tfjs ops, so that every
 * engine runs them.
 */

import { tf } from '../compute/lazy-tf.ts';
import type { NamedTensors } from '../compute/program.ts';
import type { NamedTensorMap, Tensor, Tensor4D } from '../compute/tf.ts';

interface Operation<Op extends string> {
  readonly name: string;
  readonly op: Op;
  /** Names of earlier nodes, of weights, or 'input'. */
  readonly inputs: readonly string[];
}

interface Window {
  readonly strides: readonly [number, number];
  readonly pad: 'same' | 'valid';
}

interface Convolution extends Operation<'conv2d' | 'depthwiseConv2d'>, Window {
  readonly activation: 'linear' | 'relu' | 'relu6' | 'prelu';
  /** @default [1, 1] */
  readonly dilations?: readonly [number, number];
}

interface MaxPool extends Operation<'maxPool'>, Window {
  readonly size: readonly [number, number];
}

interface Pad extends Operation<'pad'> {
  readonly paddings: readonly (readonly [number, number])[];
  /** @default 0 */
  readonly value?: number;
}

interface Resize extends Operation<'resizeBilinear'> {
  readonly size: readonly [number, number];
  readonly halfPixelCenters: boolean;
}

/** `inputs` of a convolution are x, filter and, where it has them, bias and the slope of its activation. */
export type GraphNode =
  | Convolution
  | MaxPool
  | Pad
  | Resize
  | Operation<'add' | 'mul' | 'prelu' | 'relu' | 'sigmoid'>
  | (Operation<'concat'> & { readonly axis: number })
  | (Operation<'leakyRelu'> & { readonly slope: number })
  | (Operation<'reshape'> & { readonly shape: readonly number[] })
  | (Operation<'transpose'> & { readonly permutation: readonly number[] });

export interface NetworkGraph {
  readonly input: { readonly shape: readonly number[] };
  /** In an order in which they can be computed. */
  readonly nodes: readonly GraphNode[];
  /** Output by name: the node that computes it. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** The outputs of a network for one input of its shape. */
export function runGraph(graph: NetworkGraph, input: Tensor, weights: NamedTensors): NamedTensorMap {
  const values: Record<string, Tensor> = { input };
  const tensor = (name: string) => values[name] ?? weights[name]!;
  for (const node of graph.nodes) values[node.name] = compute(node, node.inputs.map(tensor));
  return Object.fromEntries(Object.entries(graph.outputs).map(([name, node]) => [name, values[node]!]));
}

function compute(node: GraphNode, inputs: readonly Tensor[]): Tensor {
  const [x, y] = inputs as [Tensor, Tensor];
  switch (node.op) {
    case 'conv2d':
      return tf.fused.conv2d(fusedArguments(node, inputs));
    case 'depthwiseConv2d':
      return tf.fused.depthwiseConv2d(fusedArguments(node, inputs));
    case 'maxPool':
      return tf.maxPool(x as Tensor4D, [...node.size], [...node.strides], node.pad);
    case 'pad':
      return tf.pad(
        x,
        node.paddings.map(([before, after]) => [before, after]),
        node.value ?? 0,
      );
    case 'resizeBilinear':
      return tf.image.resizeBilinear(x as Tensor4D, [...node.size], false, node.halfPixelCenters);
    case 'add':
      return tf.add(x, y);
    case 'mul':
      return tf.mul(x, y);
    case 'prelu':
      return tf.prelu(x, y);
    case 'relu':
      return tf.relu(x);
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'concat':
      return tf.concat([...inputs], node.axis);
    case 'leakyRelu':
      return tf.leakyRelu(x, node.slope);
    case 'reshape':
      return tf.reshape(x, [...node.shape]);
    case 'transpose':
      return tf.transpose(x, [...node.permutation]);
  }
}

function fusedArguments(
  { strides, pad, activation, dilations = [1, 1] }: Convolution,
  inputs: readonly Tensor[],
) {
  const [x, filter, bias, slope] = inputs;
  return {
    x: x as Tensor4D,
    filter: filter as Tensor4D,
    strides: [...strides] as [number, number],
    pad,
    activation,
    dilations: [...dilations] as [number, number],
    ...(bias && { bias }),
    ...(slope && { preluActivationWeights: slope }),
  };
}
