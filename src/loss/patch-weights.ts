/** Makes some places of the photo count for more than others, in distances that compare patch by patch. */

import type { TensorData } from '../compute/program.ts';
import type { Plane } from '../raster/raster.ts';

/**
 * Scales the photo's patch directions (V, N, D) by how much each patch counts. As the distance is 1 - the mean over patches of
 * <sketch, photo>, that is a weighted mean; weights are scaled to a mean of 1 in each view.
 * @param views how much each pixel counts in each of the V views, >= 0
 */
export function weighPatches({ shape, data }: TensorData, views: readonly Plane[]): TensorData {
  const [, patches, width] = shape;
  const weighed = Float32Array.from(data);
  views.forEach((view, v) => {
    patchMeans(view, patches).forEach((weight, n) => {
      const first = (v * patches + n) * width;
      for (let d = first; d < first + width; d++) weighed[d] *= weight;
    });
  });
  return { shape, data: weighed };
}

/** Mean of the plane over each of `patches` equal squares, row by row, scaled to a mean of 1. */
function patchMeans({ width, height, data }: Plane, patches: number): Float64Array {
  const columns = Math.round(width * Math.sqrt(patches / (width * height)));
  const rows = patches / columns;
  const sums = new Float64Array(patches);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++) sums[row + Math.floor((x * columns) / width)] += data[y * width + x];
  }
  const total = sums.reduce((a, b) => a + b, 0);
  return total > 0 ? sums.map((sum) => (sum * patches) / total) : sums.fill(1);
}
