/**
 * Bilinear resizing as two products with constant matrices, one per axis: the same for the gradient with the matrices
 * transposed. Exact, deterministic, and channels stay last.
 */
import type * as tf from '../../tf.ts';
import { reshape } from '../algebra.ts';
import type { Constant } from '../constant.ts';
import type { GraphBuilder, Value } from '../graph.ts';
import type { KernelRules } from './kernel.ts';
import { matMul } from './matmul.ts';

export const resizeKernels: KernelRules = {
  ResizeBilinear: ({ images }, mode: tf.ResizeBilinearAttrs, graph) => {
    const [, height, width] = images!.shape as [number, number, number, number];
    const rows = interpolation(graph, height, mode.size[0], mode);
    const columns = interpolation(graph, width, mode.size[1], mode);
    return along(graph, images!, rows, columns, false);
  },
  /** tfjs hands the forward kernel's attributes on; its own backends ignore halfPixelCenters here, which is wrong. */
  ResizeBilinearGrad: ({ images, dy }, mode: tf.ResizeBilinearAttrs, graph) => {
    const [, height, width] = images!.shape as [number, number, number, number];
    const [, toHeight, toWidth] = dy!.shape as [number, number, number, number];
    const rows = interpolation(graph, height, toHeight, mode);
    const columns = interpolation(graph, width, toWidth, mode);
    return along(graph, dy!, rows, columns, true);
  },
};

interface Mode {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** Applies `rows` (h', h) and `columns` (w', w), or their transposes, to x (B, h, w, C). */
function along(graph: GraphBuilder, x: Value, rows: Constant, columns: Constant, transposed: boolean): Value {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const [toHeight, toWidth] = [rows, columns].map((matrix) => matrix.shape[transposed ? 1 : 0]!) as [
    number,
    number,
  ];
  const lines = reshape(graph, x, [batch, height, width * channels]);
  const tall = matMul(graph, rows, lines, transposed, false);
  const pixels = reshape(graph, tall, [batch * toHeight, width, channels]);
  return reshape(graph, matMul(graph, columns, pixels, transposed, false), [
    batch,
    toHeight,
    toWidth,
    channels,
  ]);
}

/** The (to, from) matrix of linear interpolation, as tfjs samples it. */
function interpolation(graph: GraphBuilder, from: number, to: number, mode: Mode): Constant {
  const corners = mode.alignCorners && to > 1;
  const step = corners ? (from - 1) / (to - 1) : from / to;
  const matrix = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const position = mode.halfPixelCenters ? step * (i + 0.5) - 0.5 : step * i;
    const source = Math.max(0, position);
    const low = Math.min(from - 1, Math.floor(source));
    const high = Math.min(from - 1, Math.ceil(source));
    matrix[i * from + low]! += 1 - (source - Math.floor(source));
    matrix[i * from + high]! += source - Math.floor(source);
  }
  return graph.constants.fromValues(matrix, [to, from], 'float32');
}
