/** The versions in which photos are drawn: options and tuned numbers under a name, in the order in which they are worth having. */
import type { SketchOptions } from '../../src/options.ts';
import type { Settings } from '../../src/params.ts';

export interface Version {
  readonly name: string;
  readonly counts: readonly number[];
  readonly options: Partial<SketchOptions>;
  readonly tuned?: Settings;
  /** Part of the strokes that draw the head from near; see near.ts. */
  readonly head?: number;
  /** Every so many-th photo is drawn. */
  readonly every: number;
}

const START = { iterations: 0, views: 1 } as const;

/**
 * Of a run of several seeds each one's drawing is kept, so that one run gives a drawing by each strategy. Most are not optimised: the
 * start decides most of the picture, and costs least. Versions of one pass are drawn together, so that a photo is looked at once.
 */
export const PASSES: readonly (readonly Version[])[] = [
  [{ name: 'starts', counts: [16, 8], options: { ...START, seeds: 3 }, every: 1 }],
  [
    {
      name: 'outline-mostly',
      counts: [16, 8],
      options: { ...START, seeds: 1 },
      tuned: { 'palette.drawing.outline': 2, 'palette.drawing.price': 4 },
      every: 2,
    },
    {
      name: 'parts-mostly',
      counts: [16, 8],
      options: { ...START, seeds: 1 },
      tuned: { 'palette.drawing.outline': 0.25 },
      every: 2,
    },
    { name: 'starts', counts: [4, 32], options: { ...START, seeds: 2 }, every: 2 },
    { name: 'head-near', counts: [16], options: { ...START, seeds: 1 }, head: 0.5, every: 3 },
  ],
  [
    { name: 'more-starts', counts: [16, 8], options: { ...START, seeds: 6 }, every: 6 },
    { name: 'no-features', counts: [16], options: { ...START, seeds: 1, features: 'none' }, every: 3 },
    { name: 'default', counts: [16], options: {}, every: 4 },
    { name: 'default', counts: [8, 32], options: {}, every: 6 },
    { name: 'exact', counts: [24], options: { ...START, seeds: 1, exact: true }, every: 5 },
  ],
  [
    {
      name: 'network-alone',
      counts: [16],
      options: { contours: 0, iterations: 60, seeds: 1, learningRate: 0.8 },
      every: 8,
    },
    {
      name: 'paper-start',
      counts: [16],
      options: { init: 'saliency', contours: 0, iterations: 100, seeds: 1, learningRate: 1, decay: 1 },
      every: 12,
    },
    { name: 'head-near', counts: [24], options: { ...START, seeds: 1 }, head: 0.35, every: 4 },
    { name: 'best', counts: [16], options: { iterations: 60, seeds: 3, views: 2 }, every: 12 },
  ],
];
