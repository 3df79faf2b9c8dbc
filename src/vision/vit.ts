/** The vision transformer (Dosovitskiy et al. 2021) as DINOv2 and CLIP build it, up to what is asked for. */

import { tf } from '../compute/lazy-tf.ts';
import type { NamedTensors, TensorData } from '../compute/program.ts';
import type { Tensor, Tensor4D } from '../compute/tf.ts';
import { ClipassoError } from '../errors.ts';
import { layerNorm } from './activations.ts';
import { foldInput, type Linear, permute4 } from './fold.ts';
import { resizeMap } from './resize.ts';
import { attend, finishBlock, linear, type TransformerConfig } from './transformer.ts';
import { linearTensors } from './weights.ts';

export interface VitConfig extends TransformerConfig {
  readonly patch: number;
  /** Patches per side of the grid that the position embedding was made for. */
  readonly grid: number;
  /** CLIP normalises the tokens before the first block (`<id>/norm-pre`). */
  readonly normPre: boolean;
}

/** Mean and standard deviation of the images a network was trained on, per channel. */
export interface PixelStatistics {
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** Raw class token with its position added (D), and patch positions (grid, grid, D). */
export interface Positions {
  readonly classToken: Float32Array;
  readonly patches: Float32Array;
}

/**
 * `<id>/patch`: the patch convolution as a linear map of a patch's pixels in the order (row, column, channel), for
 * images in [0, 1]: their normalisation is folded in.
 * @param source convolution (D, 3, patch, patch) as in the file
 */
export function patchTensors(
  id: string,
  { width, patch }: VitConfig,
  { mean, std }: PixelStatistics,
  source: () => Linear,
): Record<string, TensorData> {
  const inputs = patch * patch * 3;
  return linearTensors(`${id}/patch`, width, inputs, () => {
    const { weight, bias } = source();
    const pixelsLast = permute4(weight, [width, 3, patch, patch], [0, 2, 3, 1]);
    const scale = Float32Array.from({ length: inputs }, (_, i) => 1 / std[i % 3]!);
    const shift = Float32Array.from({ length: inputs }, (_, i) => -mean[i % 3]! / std[i % 3]!);
    return foldInput({ weight: pixelsLast, bias }, scale, shift);
  });
}

/** What the deepest tap needs: whole blocks up to `blocks`, then the attention of one more if `attention` exceeds it. */
interface Depth {
  readonly blocks: number;
  readonly attention: number;
}

/** A network as its file describes it. */
export interface Vit {
  readonly id: string;
  readonly config: VitConfig;
  readonly positions: () => Positions;
}

export interface VitOutput {
  /** The taps that are blocks or attentions. */
  readonly taps: Record<string, Tensor>;
  /** Tokens (B, 1 + N, D) after the last block that was computed. */
  readonly tokens: Tensor;
}

/**
 * Runs the blocks that `taps` need.
 * @param images (B, H, W, 3) in [0, 1]; sides are multiples of the patch
 * @param wholeDepth taps that need every block, e.g. 'embedding'
 * @throws ClipassoError 'model' for a tap that does not exist or a size that is not a multiple of the patch
 */
export function runVit(
  vit: Vit,
  images: Tensor4D,
  weights: NamedTensors,
  taps: readonly string[],
  wholeDepth: readonly string[],
): VitOutput {
  const { id, config } = vit;
  const depth = depthOf(id, config.layers, taps, wholeDepth);
  let tokens = embedPatches(vit, images, weights);
  const found: Record<string, Tensor> = {};
  for (let layer = 1; layer <= Math.max(depth.blocks, depth.attention); layer++) {
    const input = { weights, prefix: `${id}/block${layer}`, config };
    const attention = attend(tokens, input);
    if (taps.includes(`attention${layer}`)) found[`attention${layer}`] = attention.probabilities;
    if (taps.includes(`classAttention${layer}`))
      found[`classAttention${layer}`] = ofClassToken(attention.probabilities);
    if (layer > depth.blocks) break;
    tokens = finishBlock(tokens, attention, input);
    if (taps.includes(`block${layer}`)) found[`block${layer}`] = tokens;
  }
  return { taps: found, tokens };
}

/** What the class token gives to each patch: (B, heads, T, T) -> (B, heads, T - 1). */
function ofClassToken(probabilities: Tensor): Tensor {
  const [batch, heads, , count] = probabilities.shape as [number, number, number, number];
  const row = tf.slice(probabilities, [0, 0, 0, 1], [batch, heads, 1, count - 1]);
  return tf.reshape(row, [batch, heads, count - 1]);
}

function depthOf(id: string, layers: number, taps: readonly string[], wholeDepth: readonly string[]): Depth {
  let blocks = 0;
  let attention = 0;
  for (const tap of taps) {
    const [, kind, digits] = /^(block|attention|classAttention)([1-9]\d*)$/.exec(tap) ?? [];
    const layer = Number(digits);
    if (wholeDepth.includes(tap)) blocks = layers;
    else if (kind === 'block' && layer <= layers) blocks = Math.max(blocks, layer);
    else if (kind?.endsWith('ttention') && layer <= layers) attention = Math.max(attention, layer);
    else
      throw new ClipassoError(
        'model',
        `${id} has no activation '${tap}'; it has block1..${layers}, attention1..${layers}, classAttention1..${layers}, ${wholeDepth.join(', ')}`,
      );
  }
  return { blocks: Math.max(blocks, attention - 1), attention };
}

/** (B, H, W, 3) -> tokens (B, 1 + N, D): class token, then patches in row-major order, with their positions. */
function embedPatches({ id, config, positions }: Vit, images: Tensor4D, weights: NamedTensors): Tensor {
  const { classToken, patches } = positions();
  const { patch, width, grid, epsilon } = config;
  const [batch, height, breadth] = images.shape;
  const rows = height / patch;
  const columns = breadth / patch;
  if (!Number.isInteger(rows) || !Number.isInteger(columns))
    throw new ClipassoError(
      'model',
      `${id} takes sides that are multiples of ${patch}, not ${breadth}x${height}`,
    );
  const strips = tf.reshape(images, [batch * rows, patch, columns, patch * 3]);
  const pixels = tf.reshape(tf.transpose(strips, [0, 2, 1, 3]), [batch * rows * columns, patch * patch * 3]);
  const embedded = tf.reshape(linear(pixels, weights, `${id}/patch`), [batch, rows * columns, width]);
  const resized =
    rows === grid && columns === grid
      ? patches
      : resizeMap(patches, [grid, grid, width], [rows, columns], 'bicubic');
  const placed = tf.add(embedded, tf.tensor(resized, [1, rows * columns, width]));
  const classes = tf.tensor(repeat(classToken, batch), [batch, 1, width]);
  const tokens = tf.concat([classes, placed], 1);
  return config.normPre
    ? layerNorm(tokens, weights[`${id}/norm-pre/weight`]!, weights[`${id}/norm-pre/bias`]!, epsilon)
    : tokens;
}

function repeat(values: Float32Array, times: number): Float32Array {
  const out = new Float32Array(values.length * times);
  for (let i = 0; i < times; i++) out.set(values, i * values.length);
  return out;
}
