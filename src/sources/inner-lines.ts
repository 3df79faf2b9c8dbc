/** Lines within the subject's outline, each in as many strokes as one likes, and how much what is left out of it counts. */
import { cutAway } from '../contours/boundary-lines.ts';
import { CONTINUATION, joinInLine } from '../contours/continuation.ts';
import { growEnds, LINE_ENDS } from '../contours/line-ends.ts';
import type { ContourMap } from '../contours/map.ts';
import { findRings, RINGS, ringsAt } from '../contours/rings.ts';
import { boxesMeet, boxOf, crosses } from '../lines/crossing.ts';
import { DIVISION, type Division, divideLine } from '../lines/division.ts';
import {
  type Chain,
  isNearlyRound,
  lineLength,
  type Polyline,
  pointsOf,
  resampleLine,
} from '../lines/polyline.ts';
import { blur } from '../raster/blur.ts';
import { mapValues, type Plane, valueAt } from '../raster/raster.ts';
import { nearLimbs } from '../seeing/limbs.ts';
import { NEAR_FACES, nearFaces } from '../seeing/near-faces.ts';
import { sum } from '../sums.ts';
import { createCrowdMap } from './crowd-map.ts';
import { createDrawnMap } from './drawn-map.ts';
import { badgesBeside, facesAt } from './outside-faces.ts';
import { snoutsAt } from './snouts.ts';
import { STROKE_WORTH, strokeWorth } from './stroke-worth.ts';

export const INNER_LINES = {
  /** Of a line's strength, that counts: what the network is unsure of is more often texture. Small rings count as they are: buttons, wheels. */
  power: 3,
  /** Extra importance of what lies in a head. */
  head: 1,
  /** Extra importance of what lies near a human face: hats, hair and collars before pockets. */
  face: 1,
  nearFaces: NEAR_FACES,
  /** Extra importance of what lies along a person's arms and legs: before folds of cloth. */
  limb: 2,
  /** Standard deviation in working pixels of the head's border. */
  headBlur: 10,
  /** Room around the centre of an eye or a nose that lines keep clear of: at least so many working pixels, and in its radii. */
  clear: 26,
  clearRadii: 3,
  continuation: CONTINUATION,
  /**
   * A line whose ends are nearer to each other than the part `gap` of its length, and that with its chord is as round as `round`, a circle being 1, is
   * most of a ring: it is joined to nothing.
   */
  ring: { gap: 0.5, round: 0.75 },
  /** Shortest line in working pixels, at full strength: what is less is a stray mark. */
  shortest: 24,
  worth: STROKE_WORTH,
  /** Distance in working pixels within which a line beside a stronger one counts less: it would say the same again. */
  spacing: 14,
  /** How much a line loses where there are stronger ones around already, in any direction: a pattern's lines are many. */
  crowding: 0.4,
  /** Side of the squares in which they are counted, as a part of the image's longer side. */
  crowdCell: 0.08,
  /** What is left of a line's strength that runs through a stronger one, in [0, 1]; lines that cross within `meeting` pixels of an end meet. */
  crossing: 0.25,
  meeting: 8,
  /** A line's places where it may be cut are so many working pixels apart, but there are so many of them at least. */
  knotSpacing: 8,
  leastKnots: 4,
  /** A line may be drawn more freely than an outline, and be left out sooner. */
  division: { ...DIVISION, missed: 6, gap: 10, scarcity: 0 },
  rings: RINGS,
  /** What runs within so many working pixels of a ring is the ring. */
  nearRing: 8,
  /** How lines go on to where they meet others. */
  ends: LINE_ENDS,
};

type Seen = Pick<
  ContourMap,
  'inner' | 'heights' | 'boundaries' | 'mask' | 'heads' | 'landmarks' | 'portraits' | 'limbParts' | 'outline'
>;

/** The lines, those that say most first; each pixel of a strong one that is left out costs 1, more where it matters. */
export function divideInnerLines(map: Seen, params = INNER_LINES): Division[] {
  const importance = importanceWithin(map, params);
  const isBadge = badgesBeside(map.portraits);
  const drawn = createDrawnMap(map.heads, params.spacing);
  const crowd = createCrowdMap(map.heads, params.crowdCell);
  for (const { xy } of map.outline[0] ?? []) drawn.add(xy);
  const lines = findInnerLines(map, params);
  const boxes = lines.map(({ xy }) => boxOf(xy));
  return lines.map((line, i) => {
    const runsThrough = lines
      .slice(0, i)
      .some(({ xy }, j) => boxesMeet(boxes[i]!, boxes[j]!) && crosses(line.xy, xy, params.meeting));
    const places = drawn.placesOf(line.xy);
    const cells = crowd.cellsOf(line.xy);
    const isSpot = line.closed && lineLength(line) < params.worth.smallLoop;
    const own = line.strength.map((v, k) =>
      isSpot
        ? v
        : ((runsThrough ? params.crossing : 1) * v ** params.power * (1 - drawn.drawn[places[k]!]!)) /
          (1 + params.crowding * crowd.ink[cells[k]!]!),
    );
    drawn.add(line.xy);
    crowd.add(line.xy);
    const weight = (x: number, y: number) => own[nearestPoint(line, x, y)]! * (1 + valueAt(importance, x, y));
    const knots = Math.max(params.leastKnots, Math.round(lineLength(line) / params.knotSpacing));
    const division = divideLine(
      line,
      { ...params.division, knots: Math.min(params.division.knots, knots) },
      weight,
      (points, length) => (isBadge(points) ? 0 : strokeWorth(points, length, params.worth)),
    );
    return { ...division, costs: division.costs.map((cost) => cost / params.division.missed ** 2) };
  });
}

/** The lines that are drawn by no other source, the longest and strongest first. */
export function findInnerLines(map: Seen, params = INNER_LINES): Chain[] {
  const { inner, mask, heads, landmarks, portraits, heights, outline } = map;
  const [inFace, inSnout] = [facesAt(portraits), snoutsAt(landmarks)];
  const isTaken = (x: number, y: number) =>
    landmarks.some(
      (of) => Math.hypot(x - of.x, y - of.y) < Math.max(params.clear, params.clearRadii * of.radius),
    ) ||
    inFace(x, y) ||
    inSnout(x, y);
  const found = findRings(map.boundaries.afar, heights, mask, params.rings).filter(
    ({ xy }) => !pointsOf(xy).some(([x, y]) => isTaken(x, y)),
  );
  const onRing = ringsAt(found, params.nearRing);
  const beside = inner.flatMap((line) => cutAway(line, (x, y) => onRing(x, y) || isTaken(x, y)));
  const isFree = (x: number, y: number) => !isTaken(x, y);
  const free = growEnds([...found, ...beside], heights, outline[0] ?? [], isFree, params.ends);
  const everywhere = mask ?? mapValues(heads, () => 1);
  const rings = free.filter((line) => isNearlyRound(line, params.ring));
  const others = free.filter((line) => !rings.includes(line));
  return [...joinInLine(others, everywhere, params.continuation), ...rings]
    .map((line) => withStrength(line, free))
    .map((line) => ({ line, says: (lineLength(line) * sum(line.strength)) / line.strength.length }))
    .filter(({ says }) => says >= params.shortest)
    .sort((a, b) => b.says - a.says)
    .map(({ line }) => line);
}

/** A line that was joined of several, as strong at each point as the nearest of theirs. */
function withStrength(line: Polyline, of: readonly Chain[]): Chain {
  const same = of.find(({ xy }) => xy === line.xy);
  const { xy, closed } = resampleLine(pointsOf(line.xy), line.closed);
  const strength = Float64Array.from({ length: xy.length / 2 }, (_, k) => {
    const [x, y] = [xy[2 * k]!, xy[2 * k + 1]!];
    let [nearest, value] = [Number.POSITIVE_INFINITY, 0];
    for (const chain of same ? [same] : of) {
      const i = nearestPoint(chain, x, y);
      const distance = Math.hypot(chain.xy[2 * i]! - x, chain.xy[2 * i + 1]! - y);
      if (distance >= nearest) continue;
      nearest = distance;
      value = chain.strength[i]!;
    }
    return value;
  });
  return { xy, closed, strength };
}

function nearestPoint({ xy }: Polyline, x: number, y: number): number {
  let [best, nearest] = [0, Number.POSITIVE_INFINITY];
  for (let k = 0; k < xy.length / 2; k++) {
    const [dx, dy] = [xy[2 * k]! - x, xy[2 * k + 1]! - y];
    const distance = dx * dx + dy * dy;
    if (distance >= nearest) continue;
    nearest = distance;
    best = k;
  }
  return best;
}

/** How much a line at each place counts beyond 1, >= 0. */
function importanceWithin({ heads, portraits, limbParts }: Seen, params: typeof INNER_LINES): Plane {
  const faces = portraits.map(({ drawing }) => drawing);
  const near = nearFaces(faces, heads, params.nearFaces);
  const limbs = nearLimbs(limbParts, heads);
  return mapValues(
    blur(heads, params.headBlur),
    (v, i) => params.head * v + params.face * near.data[i]! + params.limb * limbs.data[i]!,
  );
}
