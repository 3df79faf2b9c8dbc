/** Parts of a mask that are not the subject: what stands beside it, and faint traces. */

import { connectedWithin, forEachAround } from '../raster/connected.ts';
import type { Plane } from '../raster/raster.ts';

export const MASK_PARTS = {
  /** What is no further apart than this many cells is one part. */
  gap: 6,
  /** A separate part of the mask counts when the map is on average at least this sure in it, against the main part... */
  leastSureness: 0.5,
  /** ...and it holds at least this much of the main part's sureness: a minaret does... */
  leastPart: 0.09,
  /** ...more where the photo cuts it off, as it does with what happens to stand beside the subject. */
  leastCutPart: 0.3,
  /** Where the mask is below this, it is no part's. */
  faint: 0.05,
  /** Where the mask is at least this, it is solid... */
  solid: 0.5,
  /** ...and what is dim goes where nothing within so many cells is. */
  dimRim: 6,
};

/**
 * Sets `mask` to 0 in parts where the network is much less sure of a subject than in the main one.
 * @param mask soft mask in [0, 1]; changed in place
 * @param map how likely each of its cells belongs to the subject, in [0, 1]
 */
export function clearUnsureParts(mask: Plane, map: Plane, params = MASK_PARTS): void {
  dropUnsureParts(mask, map, params);
  dropDim(mask, params);
}

/** Clears connected parts of the mask in which the map is on the whole much less sure than in its surest part. */
function dropUnsureParts(mask: Plane, map: Plane, params: typeof MASK_PARTS): void {
  const { width, data } = mask;
  const parts = connectedWithin(data, params.faint, params.gap, mask);
  const sureness = parts.map((part) => {
    const { sum, mean } = surenessOf(part, mask, map);
    const cut = part.some((i) => (i + 1) % width < 2 || i < width || i >= data.length - width);
    return { mean, sum, least: cut ? params.leastCutPart : params.leastPart };
  });
  const main = sureness.reduce((best, part) => (part.sum * part.mean > best.sum * best.mean ? part : best), {
    mean: 0,
    sum: 0,
  });
  parts.forEach((part, k) => {
    const { mean, sum, least } = sureness[k];
    if (mean < params.leastSureness * main.mean || sum < least * main.sum) for (const i of part) data[i] = 0;
  });
}

/** Clears faint traces. */
function dropDim(mask: Plane, { solid, dimRim }: typeof MASK_PARTS): void {
  const { data } = mask;
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0 || data[i] >= solid) continue;
    let near = false;
    forEachAround(i, mask, dimRim, (j) => {
      near ||= data[j] >= solid;
    });
    if (!near) data[i] = 0;
  }
}

/** The map over a part, weighted by the mask: its sum and mean. */
function surenessOf(part: readonly number[], { data: mask }: Plane, { data: map }: Plane) {
  let sum = 0;
  let weight = 1e-9;
  for (const i of part) {
    sum += mask[i] * map[i];
    weight += mask[i];
  }
  return { sum, mean: sum / weight };
}
