/**
 * Sides of people's arms and legs where they lie before the body: a forearm on a chest, a thigh seen from its side. Posture says where
 * they run; each side is the path along the limb on which the photo has most edge, found by a dynamic program over its distance from the bone.
 */
import { type Chain, polylineLength, smoothLine } from '../lines/polyline.ts';
import { type Plane, valueAt } from '../raster/raster.ts';
import type { LimbPart } from '../seeing/limbs.ts';
import { mean } from '../sums.ts';

export const LIMB_SIDES = {
  /** Sides are looked for so far from the bone, in the part's radii. */
  nearest: 0.3,
  farthest: 1.1,
  /** Edge strength, summed along the limb, that a change of the distance by one pixel costs. */
  bending: 0.25,
  /** Passes that smooth a side. */
  smoothing: 20,
  /** Strength of a side where the photo has no edge; one of full strength adds what is missing to 1. */
  unseen: 0.7,
  /** Mean edge strength along a side from which on it is one. */
  least: 0.1,
  /** Value of the blurred mask from which on a point lies before the body: the others are on the outline. */
  inside: 0.85,
  /** Shortest side in pixels. */
  shortest: 30,
};

/**
 * @param limbs in pixels of the map
 * @param edges strengths in [0, 1]
 * @param depth the subject's mask, blurred
 */
export function findLimbSides(
  limbs: readonly LimbPart[],
  edges: Plane,
  depth: Plane,
  params = LIMB_SIDES,
): Chain[] {
  return limbs
    .flatMap((limb) => [1, -1].map((side) => traceSide(limb, side, edges, params)))
    .flatMap((chain) => longestInside(chain, depth, params))
    .filter(
      ({ xy, strength }) =>
        polylineLength(xy) >= params.shortest && mean(strength) >= strengthOf(params.least, params),
    );
}

/** A side's strength where the photo has an edge of strength `seen`. */
const strengthOf = (seen: number, { unseen }: typeof LIMB_SIDES) => unseen + (1 - unseen) * seen;

/** A map's value at a place, 0 beyond it. */
function valueWithin(map: Plane, x: number, y: number): number {
  return x >= 0 && y >= 0 && x < map.width && y < map.height ? valueAt(map, x, y) : 0;
}

/** @param side 1 for the limb's right as one looks from its root to its end (y down), -1 for its left */
function traceSide(
  { from, to, radius }: LimbPart,
  side: number,
  edges: Plane,
  params: typeof LIMB_SIDES,
): Chain {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const steps = Math.max(1, Math.round(length));
  const first = params.nearest * radius;
  const offsets = Math.max(1, Math.round((params.farthest - params.nearest) * radius));
  const at = (t: number, offset: number): [number, number] => {
    const away = side * (first + offset);
    const along = (t / steps) * length;
    return [from.x + ux * along - uy * away, from.y + uy * along + ux * away];
  };
  const seen = (t: number, offset: number) => valueWithin(edges, ...at(t, offset));
  const before = new Int16Array((steps + 1) * offsets);
  let best = Float64Array.from({ length: offsets }, (_, o) => seen(0, o));
  for (let t = 1; t <= steps; t++) {
    const next = new Float64Array(offsets);
    for (let o = 0; o < offsets; o++) {
      let [most, source] = [best[o], o];
      for (const p of [o - 1, o + 1]) {
        if (p >= 0 && p < offsets && best[p] - params.bending > most)
          [most, source] = [best[p] - params.bending, p];
      }
      next[o] = most + seen(t, o);
      before[t * offsets + o] = source;
    }
    best = next;
  }
  const xy = new Float64Array(2 * (steps + 1));
  const strength = new Float64Array(steps + 1);
  for (let t = steps, o = best.indexOf(Math.max(...best)); t >= 0; t--) {
    xy.set(at(t, o), 2 * t);
    strength[t] = strengthOf(seen(t, o), params);
    o = before[t * offsets + o];
  }
  return { xy: smoothLine(xy, false, params.smoothing), strength, closed: false };
}

/** The longest stretch of a side that lies well within the mask. */
function longestInside({ xy, strength }: Chain, depth: Plane, { inside }: typeof LIMB_SIDES): Chain[] {
  let [start, bestStart, bestEnd] = [0, 0, 0];
  for (let i = 0; i <= strength.length; i++) {
    const within = i < strength.length && valueWithin(depth, xy[2 * i], xy[2 * i + 1]) >= inside;
    if (!within && i - start > bestEnd - bestStart) [bestStart, bestEnd] = [start, i];
    if (!within) start = i + 1;
  }
  if (bestEnd - bestStart < 2) return [];
  return [
    {
      xy: xy.slice(2 * bestStart, 2 * bestEnd),
      strength: strength.slice(bestStart, bestEnd),
      closed: false,
    },
  ];
}
