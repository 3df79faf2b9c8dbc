/** How alike two pictures' activations are. */
import { cosine } from '../../quality/judge/statistics.ts';
import type { PatchFeatures } from '../../quality/ranking/distances.ts';

/** Mean cosine over patches, each counting as `weights` say. */
export function alike(a: PatchFeatures, b: PatchFeatures, weights?: Float32Array): number {
  let [sum, all] = [0, 0];
  for (let i = 0; i < a.count; i++) {
    const at = [i * a.width, (i + 1) * a.width] as const;
    const weight = weights?.[i] ?? 1;
    sum += weight * cosine(a.data.subarray(...at), b.data.subarray(...at));
    all += weight;
  }
  return all > 0 ? sum / all : 0;
}
