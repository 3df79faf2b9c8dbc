/** The strategies of each way to start, in the order in which seeds take them. */
import { lineDrawing } from './line-drawing.ts';
import { outlineFirst } from './outline-first.ts';
import { coarseToFine, singlePass } from './rounds.ts';
import { thingsAndBackground } from './scene.ts';
import type { Strategy } from './strategy.ts';

export const STRATEGIES = {
  contour: [lineDrawing, outlineFirst, singlePass, coarseToFine],
  saliency: [singlePass],
  scene: [thingsAndBackground],
} as const satisfies Record<string, readonly Strategy[]>;
