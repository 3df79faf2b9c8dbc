/** Scores of a mask against the true one. */
import type { Plane } from '../../src/raster/raster.ts';
import { resample } from '../../src/raster/resample.ts';

/** Masks are compared at this squared number of pixels. */
export const SCORE_SIDE = 512;

/** Reach in pixels within which borders agree. */
const REACH = 2;

/** Parts that a disc of this radius in pixels does not fit into are thin: legs, handles, antlers. */
const THIN = 7;

export interface Score {
  /** Intersection over union at a threshold of 0.5. */
  readonly iou: number;
  /** Mean absolute difference. */
  readonly error: number;
  /** Harmonic mean of the parts of both borders that are within 2 px of the other. */
  readonly border: number;
  /** Fraction of the true mask's thin parts that is in the mask; null if there are next to none. */
  readonly thin: number | null;
}

/** Both at the size at which they are compared. */
export function atScoreSize(mask: Plane): Plane {
  const scale = SCORE_SIDE / Math.sqrt(mask.width * mask.height);
  return resample(mask, { width: Math.round(mask.width * scale), height: Math.round(mask.height * scale) });
}

export function scoreMask(found: Plane, truth: Plane): Score {
  const [a, b] = [solid(found), solid(truth)];
  let [both, either, error] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    both += a[i]! & b[i]!;
    either += a[i]! | b[i]!;
    error += Math.abs(found.data[i]! - truth.data[i]!);
  }
  return {
    iou: either === 0 ? 1 : both / either,
    error: error / a.length,
    border: borderScore(a, b, truth),
    thin: thinRecall(a, b, truth),
  };
}

type Size = Pick<Plane, 'width' | 'height'>;

const solid = ({ data }: Plane) => Uint8Array.from(data, (v) => Number(v >= 0.5));

function borderScore(a: Uint8Array, b: Uint8Array, size: Size): number {
  const [of, to] = [borderOf(a, size), borderOf(b, size)];
  const [precision, recall] = [share(of, dilate(to, REACH, size)), share(to, dilate(of, REACH, size))];
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** Cells inside that have a neighbour outside; the picture's own border is none. */
function borderOf(mask: Uint8Array, { width, height }: Size): Uint8Array {
  return mask.map((v, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (v === 0) return 0;
    const open =
      (x > 0 && mask[i - 1] === 0) ||
      (x + 1 < width && mask[i + 1] === 0) ||
      (y > 0 && mask[i - width] === 0) ||
      (y + 1 < height && mask[i + width] === 0);
    return Number(open);
  });
}

/** Part of `set` that lies in `other`. */
function share(set: Uint8Array, other: Uint8Array): number {
  const count = set.reduce((sum, v) => sum + v, 0);
  return count === 0 ? 0 : set.reduce((sum, v, i) => sum + (v & other[i]!), 0) / count;
}

/** All cells within `radius` of the set, by a disc. */
function dilate(set: Uint8Array, radius: number, { width, height }: Size): Uint8Array {
  const out = new Uint8Array(set.length);
  const offsets: [number, number][] = [];
  for (let y = -radius; y <= radius; y++)
    for (let x = -radius; x <= radius; x++) if (x * x + y * y <= radius * radius) offsets.push([x, y]);
  set.forEach((v, i) => {
    if (v === 0) return;
    const [x, y] = [i % width, Math.floor(i / width)];
    for (const [dx, dy] of offsets) {
      if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height) out[i + dy * width + dx] = 1;
    }
  });
  return out;
}

/** What the opening of the true mask by a disc loses is its thin parts; how much of that is in the mask. */
function thinRecall(found: Uint8Array, truth: Uint8Array, size: Size): number | null {
  const eroded = dilate(
    truth.map((v) => 1 - v),
    THIN,
    size,
  ).map((v) => 1 - v);
  const opened = dilate(eroded, THIN + 1, size);
  const thin = truth.map((v, i) => v & (1 - opened[i]!));
  const count = thin.reduce((sum, v) => sum + v, 0);
  return count < 0.002 * truth.length ? null : share(thin, found);
}
