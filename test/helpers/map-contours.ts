import {
  beginContours,
  CONTOURS,
  type ContourInput,
  type ContourMap,
  contoursApart,
} from '../../src/contours/map.ts';

/** The whole contour map of a photo at once. */
export function mapContours(input: ContourInput, params = CONTOURS): ContourMap {
  return beginContours(input, params)(contoursApart(input, params));
}
