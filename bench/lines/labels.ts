/** Which lines of photos illustrators would draw (labels.json). */
import { readFileSync } from 'node:fs';
import { type Point, type Polyline, resampleLine } from '../../src/lines/polyline.ts';
import type { Rect, Size } from '../../src/raster/frame.ts';
import type { PhotoPackage } from '../quality/photos.ts';

export interface LabelledLine {
  /** The place in which it would be drawn, 1 for the most telling; `never`: it would harm; `maybe`: neither. */
  readonly answer: number | 'never' | 'maybe';
  readonly closed?: boolean;
  /** x, y, ... in 1/10000 of the photo's width and height. */
  readonly points: readonly number[];
}

export interface LabelledPhoto {
  readonly source: PhotoPackage;
  /** In the order of what they say by length and strength. */
  readonly lines: readonly LabelledLine[];
}

/** How much a line is wanted, by its answer: those of the first places, others that would be drawn, and those of no harm. */
const WANTED = { firstPlaces: 3, first: 1, later: 0.85, maybe: 0.3, never: 0 };

export function readLineLabels(): readonly LabelledPhoto[] {
  return JSON.parse(readFileSync(new URL('labels.json', import.meta.url), 'utf8'));
}

/** In [0, 1]. */
export function wantedOf({ answer }: LabelledLine): number {
  if (typeof answer === 'string') return WANTED[answer];
  return answer <= WANTED.firstPlaces ? WANTED.first : WANTED.later;
}

/**
 * A line in pixels of the image that is looked at, points a pixel apart.
 * @param window the part of the photo that is looked at, in its pixels
 */
export function lineOnImage(line: LabelledLine, photo: Size, window: Rect, image: Size): Polyline {
  const scale = [image.width / window.width, image.height / window.height] as const;
  const points = Array.from({ length: line.points.length / 2 }, (_, k): Point => {
    const [x, y] = [line.points[2 * k]!, line.points[2 * k + 1]!];
    return [
      ((x * photo.width) / 10000 - window.x) * scale[0],
      ((y * photo.height) / 10000 - window.y) * scale[1],
    ];
  });
  return resampleLine(points, line.closed === true, { step: 1, most: 4000 });
}
