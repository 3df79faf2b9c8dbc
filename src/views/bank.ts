import type { Random } from '../random.ts';
import { type Homography, identityHomography, randomHomography } from './homography.ts';

/**
 * `count` views of a canvas of width x height pixels. View 0 is the plain one (the identity); view k depends only on
 * the generator's key and k, so a larger bank begins with the smaller one.
 */
export function createViewBank(random: Random, count: number, width: number, height: number): Homography[] {
  return Array.from({ length: count }, (_, k) =>
    k === 0 ? identityHomography() : randomHomography(random.fork(`view ${k}`), width, height),
  );
}
