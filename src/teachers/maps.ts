/** Reads from vision transformers where they look and what they take for the subject: one pass over the photo each. */
import type { Engine, TensorData } from '../compute/program.ts';
import { logistic } from '../logit.ts';
import { type Plane, plane, type RgbImage } from '../raster/raster.ts';
import type { ImageNetwork } from '../vision/network.ts';
import { readTaps } from '../vision/pass.ts';
import { type Interpolation, minMax, resizeMap } from '../vision/resize.ts';

/**
 * Attention of the class token, averaged over blocks and heads, resized bicubically to the image and scaled to [0, 1], as
 * CLIPasso does (section 3.3 of the paper).
 * @param image of a size that the network takes
 * @param blocks 1-based
 */
export async function readAttention(
  engine: Engine,
  image: RgbImage,
  network: ImageNetwork,
  blocks: readonly number[],
): Promise<Plane> {
  const taps = blocks.map((block) => `classAttention${block}`);
  const found = await readTaps(engine, network, image, taps);
  return attentionMap(
    taps.map((tap) => found[tap]!),
    image,
  );
}

/** The same map from what the class token gives to the patches in each block, (1, heads, N). */
export function attentionMap(attentions: readonly TensorData[], image: RgbImage): Plane {
  const data = meanOverHeads(attentions);
  const { width, height } = image;
  const patch = Math.sqrt((width * height) / data.length);
  const grid = [height / patch, width / patch, 1] as const;
  return plane(image, minMax(resizeMap(data, grid, [height, width], 'bicubic')));
}

/** How likely each pixel is: logits (1, h, w, 1), resized to the image, through a sigmoid; values in [0, 1]. */
export function likelihoods(
  { shape, data }: TensorData,
  image: RgbImage,
  interpolation: Interpolation,
): Plane {
  const [, rows, columns] = shape as [number, number, number];
  const logits = resizeMap(
    data as Float32Array,
    [rows, columns, 1],
    [image.height, image.width],
    interpolation,
  );
  return plane(image, logits.map(logistic));
}

/** Attentions (1, heads, N) -> their mean over heads and blocks (N). */
function meanOverHeads(attentions: readonly TensorData[]): Float32Array {
  const [, heads, count] = attentions[0]!.shape as [number, number, number];
  const mean = new Float64Array(count);
  const share = 1 / (attentions.length * heads);
  for (const { data } of attentions)
    for (let head = 0; head < heads; head++)
      for (let i = 0; i < count; i++) mean[i]! += share * data[head * count + i]!;
  return Float32Array.from(mean);
}
