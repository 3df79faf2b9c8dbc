/**
 * Convolution in whole numbers of eight bits, for passes without gradients: a third of the time of the same in floats. Where
 * filters stay within 64 it is exact on every processor: without instructions for such products (VNNI) onnxruntime adds two of them in 16
 * bits, and 2 x 255 x 64 fits.
 */
import { tf } from './lazy-tf.ts';
import type { Tensor, Tensor4D } from './tf.ts';

/** A kernel that the recorder has and tfjs' backends have not: they compute the same in floats. */
export const BYTE_CONVOLUTION = 'ByteConvolution';

export interface ByteConvolution {
  /** (out, in, height, width), whole numbers from -64 to 64. */
  readonly filter: Tensor;
  /** (out), added to the sums; whole numbers. */
  readonly bias: Tensor;
  /** (out), that the sums are multiplied by. */
  readonly scale: Tensor;
}

/**
 * Sums, scaled: of x's size, or of what a border of so many zeros makes of it.
 * @param x (batch, height, width, in), taken as bytes are: to the next whole number from 0 to 255
 * @returns bytes (batch, height, width, out); tf.cast makes numbers of them
 */
export function byteConvolution(
  x: Tensor4D,
  { filter, bias, scale }: ByteConvolution,
  border: number | 'same' = 'same',
): Tensor4D {
  if (tf.getKernel(BYTE_CONVOLUTION, tf.getBackend())) {
    const inputs = { x, filter, bias, scale };
    return tf.engine().runKernel(BYTE_CONVOLUTION, inputs, { border }) as Tensor4D;
  }
  const filters = tf.transpose(filter as Tensor4D, [2, 3, 1, 0]);
  const bytes = border === 'same' ? toBytes(x) : bordered(toBytes(x), border, 0);
  const sums = tf.conv2d(bytes, filters, 1, border === 'same' ? 'same' : 'valid');
  return toBytes(tf.mul(tf.add(sums, bias), scale));
}

/** With so many pixels of `value` on each side. */
export function bordered(x: Tensor4D, pixels: number, value: number): Tensor4D {
  const [none, around]: [number, number][] = [
    [0, 0],
    [pixels, pixels],
  ];
  return tf.pad(x, [none!, around!, around!, none!], value);
}

function toBytes(x: Tensor): Tensor4D {
  return tf.clipByValue(tf.round(x), 0, 255) as Tensor4D;
}
