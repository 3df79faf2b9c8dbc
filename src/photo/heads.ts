/** Where a photo has heads: circles around connected parts of the network's map. */

import { connectedParts, type Neighbours } from '../raster/connected.ts';
import type { Plane } from '../raster/raster.ts';

/** Pixels; the radius is that of a disc as large as the head. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A head's circle, and the most that the map says within it. */
export interface Head extends Circle {
  readonly likelihood: number;
}

export const HEADS = {
  /** Pixels below this belong to no head. */
  least: 0.4,
  /** A head has a pixel at least this sure. */
  sure: 0.95,
  /** Beside the largest head, others count that are at least this large in comparison. */
  leastShare: 0.5,
  /** Most heads of one photo. */
  most: 2,
};

interface Part extends Circle {
  /** Sum of likelihoods. */
  readonly mass: number;
  readonly most: number;
}

/**
 * The largest head and, if it has one of about its size beside it, another; none where the map is unsure.
 * @param map how likely each pixel belongs to a head, in [0, 1]
 */
export function findHeads({ width, height, data }: Plane, params = HEADS): Head[] {
  const parts = connectedParts(data, params.least, sides(width, height))
    .map((pixels) => measure(pixels, data, width))
    .sort((a, b) => b.mass - a.mass);
  return parts
    .filter(({ mass, most }) => most >= params.sure && mass >= params.leastShare * parts[0].mass)
    .slice(0, params.most)
    .map(({ x, y, radius, most }) => ({ x, y, radius, likelihood: most }));
}

/** The cells above, below and at both sides. */
const sides =
  (width: number, height: number): Neighbours =>
  (i, visit) => {
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < width * (height - 1)) visit(i + width);
  };

function measure(pixels: readonly number[], map: Float32Array, width: number): Part {
  let [mass, x, y, most] = [0, 0, 0, 0];
  for (const i of pixels) {
    mass += map[i];
    x += map[i] * ((i % width) + 0.5);
    y += map[i] * (Math.floor(i / width) + 0.5);
    most = Math.max(most, map[i]);
  }
  return { x: x / mass, y: y / mass, radius: Math.sqrt(pixels.length / Math.PI), mass, most };
}
