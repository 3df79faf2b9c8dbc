/**
 * A mask that was told in the whole photo, where it is looked at from near. In the whole an ear is two of the network's patches wide, and
 * what divides a dog from the bicycle behind it cuts it off; from near it is five. A classifier on the tokens from near is fitted to the
 * mask, and what it and a mask found from near agree on, close beside what is known, belongs to it.
 */
import { mapValues, type Plane, plane } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { onTokens } from './on-tokens.ts';
import type { TokenGrid } from './reader.ts';
import { balanced, ridgeScores, unitTokens } from './ridge.ts';

export const NEAR_MASK = {
  /** What is added is no further from the mask than this part of the picture's mean side. */
  reach: 0.06,
  /** A token is the thing's when at least this much of it lies in the mask... */
  inside: 0.5,
  /** ...and is surely told where less than this, or all but this, does. */
  mixed: 0.1,
  /** How much other tokens count. */
  unsure: 0.1,
  /** The classifier's score, 1 on the thing and -1 elsewhere, at which what is added begins, and at which it is whole. */
  begins: -0.2,
  whole: 0.2,
};

/**
 * @param mask of a thing, soft and in [0, 1]
 * @param near what was found to be the subject from near, of the same size
 * @param tokens of the picture from near
 * @returns the mask, and what is added to it
 */
export function addFromNear(mask: Plane, near: Plane, tokens: TokenGrid, params = NEAR_MASK): Plane {
  const { inside, mixed, unsure, begins, whole } = params;
  const held = onTokens(mask, tokens);
  const values = held.map((v) => (v >= inside ? 1 : -1));
  if (new Set(values).size < 2) return mask;
  const weights = held.map((v) => (v > mixed && v < 1 - mixed ? unsure : 1));
  const scores = ridgeScores(unitTokens(tokens), balanced({ values, weights }));
  const grid = { width: tokens.columns, height: tokens.rows };
  const claim = resample(plane(grid, scores), mask, tokens.photo);
  const close = largestWithin(mask, Math.round(params.reach * Math.sqrt(mask.width * mask.height)));
  return mapValues(mask, (v, i) => {
    const likely = Math.min(1, Math.max(0, (claim.data[i] - begins) / (whole - begins)));
    return Math.max(v, Math.min(near.data[i], close.data[i], likely));
  });
}

/** The largest value no further from each cell than `reach` along each axis. */
function largestWithin(mask: Plane, reach: number): Plane {
  const { width, height } = mask;
  const along = (data: Float32Array, step: number, place: (i: number) => number, count: number) =>
    data.map((v, i) => {
      const at = place(i);
      const last = i + step * Math.min(reach, count - 1 - at);
      let most = v;
      for (let j = i - step * Math.min(reach, at); j <= last; j += step) most = Math.max(most, data[j]);
      return most;
    });
  const rows = along(mask.data, 1, (i) => i % width, width);
  return { ...mask, data: along(rows, width, (i) => Math.floor(i / width), height) };
}
