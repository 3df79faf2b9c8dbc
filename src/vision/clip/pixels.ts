import type { PixelStatistics } from '../vit.ts';

/** Of the images that CLIP was trained on (Radford et al. 2021). */
export const CLIP_PIXELS: PixelStatistics = {
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
};
