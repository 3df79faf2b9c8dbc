/** Sets of options that belong together; any option given besides outranks the preset's. */
import type { SketchOptions } from './options.ts';

export type PresetName = 'draft' | 'standard' | 'best' | 'paper' | 'fast';

export const PRESETS: Readonly<Record<PresetName, Partial<SketchOptions>>> = {
  /** The start as it is. */
  draft: { iterations: 0, seeds: 1 },
  /** The defaults. */
  standard: {},
  /** More starts, more views, longer. */
  best: { iterations: 100, seeds: 4, views: 4 },
  /** CLIPasso as published: random starts from CLIP's saliency, 2001 steps at one rate, 4 augmented views, no mask. */
  paper: {
    teacher: 'clip',
    init: 'saliency',
    strokes: 16,
    width: 3,
    iterations: 2001,
    seeds: 3,
    learningRate: 1,
    decay: 1,
    tournament: false,
    contours: 0,
    focus: 0,
    views: 5,
    mask: 'none',
  },
  /** The same losses from a start that already reads as the subject. */
  fast: { teacher: 'clip', init: 'contour', iterations: 100, seeds: 2, learningRate: 0.6, views: 2 },
};
