/** All sources, and those of each way to start. */
import { background } from './background.ts';
import { edges } from './edges.ts';
import { landmarks } from './landmarks.ts';
import { limbs } from './limbs.ts';
import { outline } from './outline.ts';
import { portraits } from './portraits.ts';
import { saliency } from './saliency.ts';
import type { Source } from './source.ts';

export const SOURCES = {
  contour: [edges, outline, limbs, portraits, landmarks, saliency, background],
  saliency: [saliency],
} as const satisfies Record<string, readonly Source[]>;
