/**
 * Convolutions and pooling. tfjs keeps channels last, onnxruntime's kernels want them second: operands are transposed
 * on the way in and out, and transposes between two convolutions cancel (trace/algebra.ts and onnxruntime's own
 * optimiser move them through what lies between).
 */
import * as tf from '../../tf.ts';
import { binary, expand, leakyRelu, prelu, relu6, reshape, transpose, unary } from '../algebra.ts';
import type { Attribute, GraphBuilder, Value } from '../graph.ts';
import type { KernelRules } from './kernel.ts';

type Shape4 = [number, number, number, number];

export const convolutionKernels: KernelRules = {
  AvgPool: ({ x }, { filterSize, strides, pad, dimRoundingMode }: tf.AvgPoolAttrs, graph) => {
    const shape = [...x!.shape] as Shape4;
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const attributes = {
      kernel_shape: [info.filterHeight, info.filterWidth],
      strides: [info.strideHeight, info.strideWidth],
      pads: padsOf(info),
      count_include_pad: 0,
    };
    return channelsSecond(graph, 'AveragePool', [x!], info.outShape, attributes);
  },
  AvgPoolGrad: ({ dy, input }, { filterSize, strides, pad }: tf.AvgPoolGradAttrs, graph) => {
    const shape = [...input!.shape] as Shape4;
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad);
    const { filterHeight: height, filterWidth: width } = info;
    const tiles = height === info.strideHeight && width === info.strideWidth;
    if (!tiles || info.inHeight !== height * info.outHeight || info.inWidth !== width * info.outWidth)
      throw new Error('AvgPoolGrad of windows that overlap or do not fill the input');
    const [batch, rows, columns, channels] = info.outShape;
    const share = binary(graph, 'Mul', dy!, graph.scalar(1 / (height * width)));
    const cells = reshape(graph, share, [batch, rows, 1, columns, 1, channels]);
    return reshape(graph, expand(graph, cells, [batch, rows, height, columns, width, channels]), shape);
  },
  Conv2D: ({ x, filter }, attributes: tf.Conv2DAttrs, graph) =>
    channelsLast(graph, convolution(graph, x!, filter!, attributes)),
  /** The gradient of Conv2D, and the transposed convolution. */
  Conv2DBackpropInput: ({ dy, filter }, attributes: tf.Conv2DBackpropInputAttrs, graph) => {
    const info = convolutionInfo(attributes.inputShape, filter!, { ...attributes, dilations: 1 });
    const { inHeight, inWidth, filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
    const extra = [
      inHeight - ((info.outHeight - 1) * strideHeight + filterHeight - padInfo.top - padInfo.bottom),
      inWidth - ((info.outWidth - 1) * strideWidth + filterWidth - padInfo.left - padInfo.right),
    ];
    return channelsSecond(graph, 'ConvTranspose', [dy!, outputsFirst(graph, filter!)], info.inShape, {
      strides: [strideHeight, strideWidth],
      pads: padsOf(info),
      output_padding: extra,
    });
  },
  DepthwiseConv2dNative: ({ x, filter }, attributes: tf.DepthwiseConv2dNativeAttrs, graph) =>
    channelsLast(graph, depthwise(graph, x!, filter!, attributes)),
  FusedConv2D: ({ x, filter, ...others }, attributes: tf.FusedConv2DAttrs, graph) => {
    const bias = others.bias && [others.bias];
    const sums = convolution(graph, x!, filter!, attributes, bias);
    return channelsLast(graph, activate(graph, sums, attributes, others.preluActivationWeights));
  },
  FusedDepthwiseConv2D: ({ x, filter, ...others }, attributes: tf.FusedDepthwiseConv2DAttrs, graph) => {
    const bias = others.bias && [others.bias];
    const sums = depthwise(graph, x!, filter!, attributes, bias);
    return channelsLast(graph, activate(graph, sums, attributes, others.preluActivationWeights));
  },
  MaxPool: ({ x }, { filterSize, strides, pad, dimRoundingMode }: tf.MaxPoolAttrs, graph) => {
    const shape = [...x!.shape] as Shape4;
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    return channelsSecond(graph, 'MaxPool', [x!], info.outShape, {
      kernel_shape: [info.filterHeight, info.filterWidth],
      strides: [info.strideHeight, info.strideWidth],
      pads: padsOf(info),
    });
  },
};

type Attributes = Pick<tf.Conv2DAttrs, 'strides' | 'pad' | 'dilations' | 'dimRoundingMode'>;
type LayoutAttributes = Attributes & Pick<tf.Conv2DAttrs, 'dataFormat'>;

/** Sums of a convolution, channels second. */
function convolution(
  graph: GraphBuilder,
  x: Value,
  filter: Value,
  attributes: LayoutAttributes,
  bias: readonly Value[] = [],
): Value {
  const info = convolutionInfo(x.shape, filter, attributes);
  return emitConvolution(graph, [x, outputsFirst(graph, filter), ...bias], info, 1);
}

/** Sums of a convolution in which every output sees one input, channels second. */
function depthwise(
  graph: GraphBuilder,
  x: Value,
  filter: Value,
  { strides, pad, dilations, dimRoundingMode }: Attributes,
  bias: readonly Value[] = [],
): Value {
  const [height, width, channels, multiplier] = filter.shape as Shape4;
  const shapes = [[...x.shape], [height, width, channels, multiplier]] as [Shape4, Shape4];
  const info = tf.backend_util.computeConv2DInfo(...shapes, strides, dilations, pad, dimRoundingMode, true);
  const byChannel = transpose(graph, filter, [2, 3, 0, 1]);
  const outputs = reshape(graph, byChannel, [channels * multiplier, 1, height, width]);
  return emitConvolution(graph, [x, outputs, ...bias], info, channels);
}

function emitConvolution(
  graph: GraphBuilder,
  [x, ...rest]: readonly [Value, ...Value[]],
  info: tf.backend_util.Conv2DInfo,
  group: number,
): Value {
  const [batch, height, width, channels] = info.outShape;
  const operands = [transpose(graph, x, [0, 3, 1, 2]), ...rest];
  const type = { shape: [batch, channels, height, width], type: x.type };
  return graph.emit('Conv', operands, type, {
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: padsOf(info),
    ...(group > 1 && { group }),
  });
}

/** The activation that tfjs fused with a convolution, of sums with their channels second. */
function activate(
  graph: GraphBuilder,
  x: Value,
  { activation, leakyreluAlpha }: Pick<tf.FusedConv2DAttrs, 'activation' | 'leakyreluAlpha'>,
  slope: Value | undefined,
): Value {
  switch (activation) {
    case 'linear':
      return x;
    case 'relu':
      return unary(graph, 'Relu', x);
    case 'relu6':
      return relu6(graph, x);
    case 'sigmoid':
      return unary(graph, 'Sigmoid', x);
    case 'leakyrelu':
      return leakyRelu(graph, x, leakyreluAlpha!);
    case 'prelu':
      return prelu(graph, x, reshape(graph, slope!, [slope!.shape.at(-1)!, 1, 1]));
    default:
      throw new Error(`a convolution fused with ${activation}`);
  }
}

function channelsLast(graph: GraphBuilder, x: Value): Value {
  return transpose(graph, x, [0, 2, 3, 1]);
}

function convolutionInfo(
  input: readonly number[],
  filter: Value,
  { dataFormat, strides, pad, dilations, dimRoundingMode }: LayoutAttributes,
): tf.backend_util.Conv2DInfo {
  if (dataFormat !== 'NHWC') throw new Error(`convolution in the layout ${dataFormat}`);
  const shapes = [[...input], [...filter.shape]] as [Shape4, Shape4];
  return tf.backend_util.computeConv2DInfo(...shapes, strides, dilations, pad, dimRoundingMode);
}

/** (height, width, in, out) -> (out, in, height, width). */
function outputsFirst(graph: GraphBuilder, filter: Value): Value {
  return transpose(graph, filter, [3, 2, 0, 1]);
}

/** Emits `op` with its first operand's and its result's channels moved; `shape` has them last. */
function channelsSecond(
  graph: GraphBuilder,
  op: string,
  [x, ...rest]: readonly [Value, ...Value[]],
  shape: readonly number[],
  attributes: Readonly<Record<string, Attribute>>,
): Value {
  const [batch, height, width, channels] = shape as Shape4;
  const operand = transpose(graph, x, [0, 3, 1, 2]);
  const type = { shape: [batch, channels, height, width], type: x.type };
  return transpose(graph, graph.emit(op, [operand, ...rest], type, attributes), [0, 2, 3, 1]);
}

function padsOf({ padInfo: { top, left, bottom, right } }: tf.backend_util.Conv2DInfo): number[] {
  return [top, left, bottom, right];
}
