/**
 * The subject's silhouette in as many strokes as one likes: whole outlines, and thin limbs as single lines, shared out so that
 * the strokes together lie as near to them as cubics can (dynamic programming over where to cut, and over who gets how many).
 */
import type { Plane } from '../photo/plane.ts';
import { type Line, maskBorders, pointsOf, resampleLine } from './borders.ts';
import { joinInLine } from './continuation.ts';
import { keepCorners, sharpestCorner } from './corners.ts';
import { fitCubic } from './fit.ts';
import type { Limbs } from './limbs.ts';

export interface Silhouette {
  /** The fewest strokes that follow it closely enough to be its outline; as many as are prepared for, when none do. */
  readonly fewest: number;
  /**
   * Control points (count, 4, 2) in working pixels of the best division into `count` strokes, or fewer when that is all one can
   * tell apart.
   */
  divide(count: number): Float64Array;
}

/** What is further from its stroke than this many working pixels, or has none, costs the same. */
const MISSED = 15;
/** Root of the mean squared distance in working pixels up to which strokes follow an outline closely. */
const CLOSE = 4;
/** Shorter lines, in parts of the working image's longer side, are crumbs. */
const SHORTEST = 0.05;
/** Cuts are possible at so many places of a line: its corners. */
const KNOTS = 64;
/** More strokes than this are not prepared for. */
const MOST = 32;
/** A fit looks at no more than this many points. */
const FIT_POINTS = 40;

/** Lowest costs of a line, or several, drawn with 0, 1, 2, ... strokes, and the strokes. */
interface Division {
  readonly costs: readonly number[];
  strokes(count: number): Float64Array[];
}

/**
 * @param mask subject mask in [0, 1] at working size
 * @param limbs what is drawn by its middle line
 * @returns null when the mask has no border within the photo
 */
export function planSilhouette(mask: Plane, limbs: Limbs | null): Silhouette | null {
  const shortest = SHORTEST * Math.max(mask.width, mask.height);
  const isLong = ({ xy }: Line) => lengthOf(xy) >= shortest;
  const borders = maskBorders(limbs ? withoutLimbs(mask, limbs) : mask).filter(isLong);
  const lines = [...borders, ...joinInLine(middleLines(limbs).filter(isLong), mask)];
  if (lines.length === 0) return null;
  const divisions = lines.map((line) => divideLine(line));
  const shares = shareOut(divisions);
  const close = CLOSE ** 2 * lines.reduce((points, { xy }) => points + xy.length / 2, 0);
  const fewest = shares.costs.findIndex((cost) => cost <= close);
  return {
    fewest: fewest < 0 ? MOST : fewest,
    divide: (count) =>
      Float64Array.from(shares.strokes(Math.min(count, MOST)).flatMap((points) => [...points])),
  };
}

const withoutLimbs = (mask: Plane, { area }: Limbs): Plane => ({
  ...mask,
  data: mask.data.map((v, i) => (area[i] ? 0 : v)),
});

function middleLines(limbs: Limbs | null): Line[] {
  return (limbs?.chains ?? []).map(({ xy, closed }) => ({
    xy: resampleLine(pointsOf(xy)),
    closed,
  }));
}

function lengthOf(xy: Float64Array): number {
  let length = 0;
  for (let i = 2; i < xy.length; i += 2) length += Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
  return length;
}

/** A closed line that starts, and ends, at its sharpest corner. */
function turnToCorner(xy: Float64Array): Float64Array {
  const ring = xy.subarray(2);
  const corner = 2 * sharpestCorner(ring);
  return Float64Array.of(...ring.subarray(corner), ...ring.subarray(0, corner + 2));
}

interface Run {
  readonly points: Float64Array;
  readonly cost: number;
}

/** A closed line may be cut first at any of its knots. */
function divideLine(line: Line): Division {
  const xy = line.closed ? turnToCorner(line.xy) : line.xy;
  const knots = keepCorners(xy, KNOTS);
  const last = knots.length - 1;
  const runs = fitRuns(xy, knots, line.closed);
  const strokes = Math.min(MOST, last);
  const costs = new Float64Array(strokes + 1).fill(Number.POSITIVE_INFINITY);
  const firstCut = new Int32Array(strokes + 1);
  costs[0] = knots[last] * MISSED ** 2;
  for (let first = 0; first < runs.length; first++) {
    cutFrom(runs, first, last, strokes).forEach(({ cost }, k) => {
      if (k === 0 || cost[last] >= costs[k]) return;
      costs[k] = cost[last];
      firstCut[k] = first;
    });
    if (!line.closed) break;
  }
  return {
    costs: [...costs],
    strokes(count) {
      const first = firstCut[count];
      const cuts = cutFrom(runs, first, last, count);
      const drawn: Float64Array[] = [];
      for (let k = count, b = last; k > 0; k--) {
        const a = cuts[k].from[b];
        drawn.push(runs[(first + a) % runs.length][b - a - 1].points);
        b = a;
      }
      return drawn.reverse();
    },
  };
}

/** runs[a][k] is the cubic from knot a over k + 1 knots, round a closed line as often as once. */
function fitRuns(xy: Float64Array, knots: readonly number[], closed: boolean): Run[][] {
  const last = knots.length - 1;
  const twice = closed ? Float64Array.of(...xy, ...xy.subarray(2)) : xy;
  const at = closed ? [...knots, ...knots.slice(1).map((i) => knots[last] + i)] : knots;
  return Array.from({ length: last }, (_, a) =>
    Array.from({ length: closed ? last : last - a }, (_, k) => {
      const [from, to] = [at[a], at[a + k + 1]];
      const stride = Math.max(1, Math.floor((to - from) / FIT_POINTS));
      const { points, meanSquare } = fitCubic(twice, from, to, stride);
      return { points, cost: (to - from) * Math.min(meanSquare, MISSED ** 2) };
    }),
  );
}

interface Cuts {
  /** The cheapest way to draw a line up to each knot, counted from the first cut. */
  readonly cost: Float64Array;
  /** Where the last stroke of that starts. */
  readonly from: Int32Array;
}

/** With 0, 1, ... `strokes` strokes. */
function cutFrom(runs: readonly (readonly Run[])[], first: number, last: number, strokes: number): Cuts[] {
  const cuts: Cuts[] = [];
  for (let k = 0; k <= strokes; k++) {
    const cost = new Float64Array(last + 1).fill(Number.POSITIVE_INFINITY);
    const from = new Int32Array(last + 1);
    if (k === 0) cost[0] = 0;
    for (let a = k - 1; k > 0 && a < last; a++) {
      const row = runs[(first + a) % runs.length];
      const before = cuts[k - 1].cost[a];
      for (let b = a + 1; b <= last; b++) {
        const total = before + row[b - a - 1].cost;
        if (total >= cost[b]) continue;
        cost[b] = total;
        from[b] = a;
      }
    }
    cuts.push({ cost, from });
  }
  return cuts;
}

/** Several lines drawn together: who gets how many strokes. */
function shareOut(divisions: readonly Division[]): Division {
  let costs = Float64Array.from({ length: MOST + 1 }, (_, n) => (n === 0 ? 0 : Number.POSITIVE_INFINITY));
  const shares = divisions.map((division) => {
    const next = new Float64Array(MOST + 1).fill(Number.POSITIVE_INFINITY);
    const share = new Int32Array(MOST + 1);
    for (let n = 0; n <= MOST; n++) {
      for (let k = 0; k < Math.min(n + 1, division.costs.length); k++) {
        const total = costs[n - k] + division.costs[k];
        if (total >= next[n]) continue;
        next[n] = total;
        share[n] = k;
      }
    }
    costs = next;
    return share;
  });
  return {
    costs: [...costs],
    strokes(count) {
      let left = costs.subarray(0, count + 1).reduce((best, v, n) => (v < costs[best] ? n : best), 0);
      const drawn: Float64Array[][] = [];
      for (let c = divisions.length - 1; c >= 0; c--) {
        const k = shares[c][left];
        drawn.push(divisions[c].strokes(k));
        left -= k;
      }
      return drawn.reverse().flat();
    },
  };
}
