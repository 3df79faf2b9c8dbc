/** One pass of a network over one picture. */
import type { Engine, TensorData } from '../compute/program.ts';
import type { Tensor4D } from '../compute/tf.ts';
import type { RgbImage } from '../raster/raster.ts';
import type { ImageNetwork } from './network.ts';

/**
 * The network's activations named by `taps`, first axis 1.
 * @param image of a size that the network takes
 */
export async function readTaps(
  engine: Engine,
  network: ImageNetwork,
  { width, height, data }: RgbImage,
  taps: readonly string[],
): Promise<Record<string, TensorData>> {
  const shape = [1, height, width, 3];
  const program = await engine.compile({
    key: `pass ${network.weights.id} ${taps.join(' ')}`,
    inputs: { image: { shape } },
    weights: [network.weights],
    run: ({ image }, weights) => network.forward(image as Tensor4D, weights, taps),
  });
  try {
    return await program.run({ image: { shape, data } });
  } finally {
    program.dispose();
  }
}
