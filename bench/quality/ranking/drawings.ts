/** The drawings that are ranked: per photo a good one, and worse ones of several kinds. */

import { createRandom } from '../../../src/random.ts';
import type { Sketch, Sketcher } from '../../../src/sketch.ts';
import { jitter, mirror, scatter, scribble, shift, thinOut, transplant } from './variants.ts';

/** Strokes of the good drawing. */
export const GOOD_STROKES = 16;

export interface NamedSketch {
  readonly kind: string;
  readonly sketch: Sketch;
}

/** A photo's contour start with each number of strokes, not optimised. */
export async function contourDrawings(
  sketcher: Sketcher,
  path: string,
  counts: readonly number[],
): Promise<Sketch[]> {
  const drawings = [];
  for (const strokes of counts) {
    const options = { init: 'contour', iterations: 0, seeds: 1, strokes } as const;
    drawings.push((await sketcher.sketch(path, options)).sketch);
  }
  return drawings;
}

/** @param others good drawings of other photos */
export function worseDrawings(good: Sketch, others: readonly Sketch[], seed: number): NamedSketch[] {
  const random = createRandom(seed);
  return [
    ...[0, 1, 2].map((k) => ({ kind: 'scribble', sketch: scribble(good, random.fork(`scribble ${k}`)) })),
    { kind: 'jitter 6', sketch: jitter(good, 6, random.fork('jitter 6')) },
    { kind: 'jitter 12', sketch: jitter(good, 12, random.fork('jitter 12')) },
    { kind: 'shift 14', sketch: shift(good, 12, 8) },
    { kind: 'shift 30', sketch: shift(good, -24, 18) },
    { kind: 'scatter', sketch: scatter(good, 30, random.fork('scatter')) },
    { kind: 'mirror', sketch: mirror(good) },
    { kind: 'half', sketch: thinOut(good, 0.5, random.fork('half')) },
    ...others.map((other) => ({ kind: 'other photo', sketch: transplant(other, good) })),
  ];
}
