/**
 * An image network as the rest of the program sees it: named activations of images, differentiable, written in tfjs ops.
 */
import type { NamedTensors, WeightSet } from '../compute/program.ts';
import type { Tensor, Tensor4D } from '../compute/tf.ts';
import type { CanvasRule } from '../raster/frame.ts';

export interface ImageNetwork {
  /** e.g. 'dinov2-small', 'clip-rn101'. */
  readonly id: string;
  readonly weights: WeightSet;
  readonly canvasRule: CanvasRule;
  /** Side in pixels of the square the network was made for (224). */
  readonly size: number;
  /**
   * Activations of `images` (B, H, W, 3), RGB in [0, 1] (the network normalises them itself).
   *
   * `taps` name what is wanted; nothing deeper than the deepest tap is computed. Vision transformers have
   * `block1`..`blockL`, the tokens (B, 1 + N, D) after each block, class token first, patches row-major;
   * `attention1`..`attentionL` (B, heads, 1 + N, 1 + N) softmaxed, of which `classAttention1`..`classAttentionL` (B, heads, N)
   * is what the class token gives to the patches; and `embedding` (B, E). Residual networks have
   * `stem`, `layer1`..`layer4` (B, h, w, C) and `embedding`.
   *
   * @throws ClipassoError 'model' for a tap that the network does not have.
   */
  forward(images: Tensor4D, weights: NamedTensors, taps: readonly string[]): Record<string, Tensor>;
}
