/** Eyes and noses: what a person looks for first in a drawing, and what the losses hardly miss. */
import type { FaceMaps } from '../vision/teacher.ts';
import type { Circle } from './heads.ts';
import { blur, type Plane } from './plane.ts';

/** A radius of 0 says that its size is not known. */
export interface Feature extends Circle {
  readonly kind: 'eye' | 'nose';
}

/** Least likelihoods of a head's first eye, of its second, and of its nose: the surer it is that there is one, the lower. */
const LEAST = { eye: 0.18, otherEye: 0.75, nose: 0.5 };
/** Two eyes are at least this far apart, in radii of the head. */
const APART = 0.35;
/** What is further from the middle of the head, in its radii, belongs to another. */
const REACH = 1.3;
/** The likeliest place is right to within this many radii of the head; there the dark spot is looked for. */
const LOOSE = 0.14;
/** Largest radius of a feature, in radii of the head. */
const LARGEST = 0.15;
/** Standard deviations in pixels of the spots that are looked for. */
const SCALES = [1.4, 2, 2.8, 4, 5.6, 8, 11.3];

/**
 * The features of one head, the most telling first: an eye, the other one, the nose.
 * @param lightness of the head's picture, of the maps' size
 * @param head in pixels of the picture
 */
export function findFeatures({ eyes, noses }: FaceMaps, lightness: Plane, head: Circle): Feature[] {
  const inHead = ({ x, y }: Peak) => Math.hypot(x - head.x, y - head.y) < REACH * head.radius;
  const peaks = (map: Float32Array, least: number) =>
    peaksOf({ ...lightness, data: map }, least).filter(inHead);
  const [first, ...others] = peaks(eyes, LEAST.eye);
  const second = others.find(
    ({ x, y, value }) =>
      value >= LEAST.otherEye && Math.hypot(x - first.x, y - first.y) > APART * head.radius,
  );
  const [nose] = peaks(noses, LEAST.nose);
  const found = [
    { kind: 'eye', peak: first },
    { kind: 'eye', peak: second },
    { kind: 'nose', peak: nose },
  ] as const;
  return found.flatMap(({ kind, peak }) =>
    peak ? [{ kind, ...settleOnSpot(lightness, peak, head.radius) }] : [],
  );
}

/**
 * The darkest spot about a place, at the scale where it is darkest in comparison (the maximum of the scale-normalised Laplacian;
 * T. Lindeberg, "Feature detection with automatic scale selection", 1998); the place itself where nothing is dark.
 */
function settleOnSpot(lightness: Plane, place: Peak, headRadius: number): Circle {
  const { width, height } = lightness;
  const reach = LOOSE * headRadius;
  const [left, right] = [Math.max(1, place.x - reach), Math.min(width - 2, place.x + reach)];
  const [top, bottom] = [Math.max(1, place.y - reach), Math.min(height - 2, place.y + reach)];
  let best = 0;
  let spot: Circle = { x: place.x, y: place.y, radius: 0 };
  for (const scale of SCALES.filter((sigma) => Math.SQRT2 * sigma <= LARGEST * headRadius)) {
    const { data } = blur(lightness, scale);
    for (let y = Math.ceil(top); y <= bottom; y++) {
      for (let x = Math.ceil(left); x <= right; x++) {
        if (Math.hypot(x - place.x, y - place.y) > reach) continue;
        const i = y * width + x;
        const around = data[i - 1] + data[i + 1] + data[i - width] + data[i + width];
        const response = scale * scale * (around - 4 * data[i]);
        if (response <= best) continue;
        best = response;
        spot = { x: x + 0.5, y: y + 0.5, radius: Math.SQRT2 * scale };
      }
    }
  }
  return spot;
}

interface Peak {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** Local maxima of a map, the highest first. */
function peaksOf({ width, height, data }: Plane, least: number): Peak[] {
  const neighbours = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
  const peaks: Peak[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const value = data[i];
      if (
        value < least ||
        !neighbours.every((step) => value > data[i + step] || (value === data[i + step] && step > 0))
      )
        continue;
      peaks.push({ x: x + 0.5, y: y + 0.5, value });
    }
  }
  return peaks.sort((a, b) => b.value - a.value);
}
