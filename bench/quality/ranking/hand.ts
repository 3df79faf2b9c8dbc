/** Line drawings made by hand over the photo, as a person would draw it: 16 strokes each. */

import type { Sketch } from '../../../src/sketch.ts';
import { uniformStrokes } from '../../../src/strokes/stroke.ts';
import drawings from './hand.json' with { type: 'json' };

const LINE_WIDTH = 3;

/** Control points in percent of width and height. */
const BY_PHOTO: Readonly<Record<string, readonly (readonly number[])[]>> = drawings;

/** The drawing of `photo` in the frame of another sketch of it, or undefined when there is none. */
export function handDrawing(photo: string, { width, height }: Sketch): Sketch | undefined {
  const percent = BY_PHOTO[photo];
  if (percent === undefined) return undefined;
  const points = percent.flat().map((v, i) => (v / 100) * (i % 2 === 0 ? width : height));
  return { width, height, strokes: uniformStrokes(points, LINE_WIDTH) };
}
