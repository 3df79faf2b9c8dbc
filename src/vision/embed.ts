/** Embeddings of images, and cosines between embeddings. */
import type { Engine } from '../compute/program.ts';
import type { RgbImage } from '../raster/raster.ts';
import type { ImageNetwork } from './network.ts';
import { readTaps } from './pass.ts';

/** Embedding (E), not normalised, of an image of a size that the network takes. */
export async function embedImage(
  engine: Engine,
  network: ImageNetwork,
  image: RgbImage,
): Promise<Float32Array> {
  const { embedding } = await readTaps(engine, network, image, ['embedding']);
  return embedding!.data as Float32Array;
}

/** Cosine of the angle between two vectors; 0 if one is zero. */
export function cosineSimilarity(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let [aa, bb] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return aa * bb === 0 ? 0 : dot / Math.sqrt(aa * bb);
}
