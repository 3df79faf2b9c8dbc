/** The drawings that are ranked: per photo a good one, and worse ones of several kinds. */

import { readPhoto } from '../../../src/photo/read.ts';
import { resample } from '../../../src/photo/resample.ts';
import { createRandom } from '../../../src/random.ts';
import type { Sketch } from '../../../src/sketch.ts';
import { pickContours, planContours } from '../../../src/start/contour.ts';
import { uniformStrokes } from '../../../src/strokes/stroke.ts';
import { jitter, mirror, scatter, scribble, shift, thinOut, transplant } from './variants.ts';

/** Strokes of the good drawing. */
export const GOOD_STROKES = 16;

/** Sketches are scaled so that their area is that of a 224-pixel square; lines are 3 pixels wide. */
const SIDE = 224;
const LINE_WIDTH = 3;

export interface NamedSketch {
  readonly kind: string;
  readonly sketch: Sketch;
}

/**
 * Contour drawings of a photo with each number of strokes.
 * @param mask the subject, square, the photo centred in it, in [0, 1]
 */
export async function contourDrawings(
  path: string,
  mask: { readonly width: number; readonly data: Float32Array },
  counts: readonly number[],
): Promise<Sketch[]> {
  const { image } = await readPhoto(path);
  const { width, height } = image;
  const scale = mask.width / Math.max(width, height);
  const window = {
    x: (mask.width - width * scale) / 2,
    y: (mask.width - height * scale) / 2,
    width: width * scale,
    height: height * scale,
  };
  const fitted = resample(mask.data, mask.width, mask.width, 1, width, height, window);
  const plan = planContours({ image, mask: fitted, attention: new Float32Array(width * height) });
  const unit = SIDE / Math.sqrt(width * height);
  return counts.map((count) => ({
    width: width * unit,
    height: height * unit,
    strokes: uniformStrokes(
      pickContours(plan, count).flatMap(({ points }) => Array.from(points, (v) => v * unit)),
      LINE_WIDTH,
    ),
  }));
}

/** @param others good drawings of other photos */
export function worseDrawings(good: Sketch, others: readonly Sketch[], seed: number): NamedSketch[] {
  const random = createRandom(seed);
  return [
    ...[0, 1, 2].map((k) => ({ kind: 'scribble', sketch: scribble(good, random.fork(`scribble ${k}`)) })),
    { kind: 'jitter 6', sketch: jitter(good, 6, random.fork('jitter 6')) },
    { kind: 'jitter 12', sketch: jitter(good, 12, random.fork('jitter 12')) },
    { kind: 'shift 12', sketch: shift(good, 12, 8) },
    { kind: 'shift 30', sketch: shift(good, -24, 18) },
    { kind: 'scatter', sketch: scatter(good, 30, random.fork('scatter')) },
    { kind: 'mirror', sketch: mirror(good) },
    { kind: 'half', sketch: thinOut(good, 0.5, random.fork('half')) },
    ...others.map((other) => ({ kind: 'other photo', sketch: transplant(other, good) })),
  ];
}
