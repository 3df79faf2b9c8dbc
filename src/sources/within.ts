/** Lines within the subject's outline, chosen for what they say of its parts. */

import type { ContourMap } from '../contours/map.ts';
import { evaluate } from '../lines/fit.ts';
import type { Piece } from '../lines/pieces.ts';
import { polylineLength } from '../lines/polyline.ts';
import type { Landmark } from '../photo/landmarks.ts';
import { blur } from '../raster/blur.ts';
import { mapValues, type Plane, valueAt } from '../raster/raster.ts';
import { nearLimbs } from '../seeing/limbs.ts';
import { NEAR_FACES, nearFaces } from '../seeing/near-faces.ts';
import { SELECTION, selectPieces } from './select.ts';

export const WITHIN = {
  /** Where the map's depth is above this, a point is well within the outline. */
  inside: 0.85,
  /** Part of a line's points that must be. */
  part: 0.4,
  /** Standard deviation in working pixels within which a line lies on a border between parts. */
  reach: 1.5,
  /** Strength of a border, after that blur, that counts as full, as a factor. */
  gain: 5,
  /** Extra importance of what lies in a head. */
  head: 1,
  /** Extra importance of what lies near a human face: hats, hair and collars before pockets. */
  face: 3,
  nearFaces: NEAR_FACES,
  /** Extra importance of what lies along a person's arms and legs: before folds of cloth. */
  limb: 2,
  /** Standard deviation in working pixels of the head's border. */
  headBlur: 10,
  /** Room around the centre of an eye or a nose that lines keep clear of: at least so many working pixels, and in its radii. */
  clear: 7,
  clearRadii: 1.6,
  /** Shortest line in working pixels, at full strength; a weaker one is to be so much longer: what is less is a stray mark. */
  shortest: 50,
  /** A line that turns so far, in radians, to one side and as far to the other says 1/e as much: texture wiggles, forms bend one way. */
  wiggle: 0.6,
  /** A line whose ends are nearer to each other than this part of its length is a loop; */
  loop: 0.35,
  /** one shorter than this, in working pixels, is a patch that says little of the subject's form, unless it lies in a head. */
  smallLoop: 110,
  /** A line may be drawn far more freely than an outline: what counts is that it is there. */
  selection: { ...SELECTION, softness: 7, crowding: 0.4, crossing: 0.25 },
};

/** Lines, those that say most first, and what each of them says beside those before it. */
export interface LinesWithin {
  readonly pieces: readonly Piece[];
  readonly says: readonly number[];
}

/** How many lines are wanted, beside which polylines in working pixels that are on the paper already. */
export interface WantedWithin {
  readonly count: number;
  readonly drawn: readonly Float64Array[];
}

/**
 * Lines to choose from, for any number of drawings of a photo.
 * @param levels pieces for each tolerance
 * @returns chooses `count` lines or fewer
 */
export function offerWithin(
  levels: readonly (readonly Piece[])[],
  { depth, partStrength, heads, landmarks, portraits, limbParts }: ContourMap,
  params = WITHIN,
): (wanted: WantedWithin) => LinesWithin {
  const borders = blur(partStrength, params.reach);
  const near = nearFaces(
    portraits.map(({ drawing }) => drawing),
    heads,
    params.nearFaces,
  );
  const limbs = nearLimbs(limbParts, heads);
  const importance = mapValues(
    blur(heads, params.headBlur),
    (v, i) => 1 + params.head * v + params.face * near.data[i] + params.limb * limbs.data[i],
  );
  const different = new Map(levels.flat().map((piece) => [piece.points, piece]));
  const inner = [...different.values()]
    .filter(({ xy }) => !depth || partInside(xy, depth, params.inside) >= params.part)
    .filter(({ xy }) => !landmarks.some((landmark) => comesNear(xy, landmark, params)))
    .map((piece) => onBorders(piece, borders, params))
    .filter(({ xy, strength }) => polylineLength(xy) * mean(strength) >= params.shortest)
    .filter(({ xy }) => !isSmallLoop(xy, params) || valueAt(heads, ...middleOf(xy)) > 0.5);
  return (wanted) => {
    const { chosen, gains } = selectPieces(inner, importance, wanted, params.selection);
    return { pieces: chosen.map((k) => inner[k]), says: gains };
  };
}

function partInside(xy: Float64Array, depth: Plane, least: number): number {
  let inside = 0;
  for (let i = 0; i < xy.length; i += 2) if (valueAt(depth, xy[i], xy[i + 1]) > least) inside++;
  return inside / (xy.length / 2);
}

function isSmallLoop(xy: Float64Array, { loop, smallLoop }: typeof WITHIN): boolean {
  const length = polylineLength(xy);
  const [x, y] = xy.subarray(-2);
  return length < smallLoop && Math.hypot(x - xy[0], y - xy[1]) < loop * length;
}

function middleOf(xy: Float64Array): [x: number, y: number] {
  const middle = [0, 0];
  for (let i = 0; i < xy.length; i++) middle[i % 2] += (2 * xy[i]) / xy.length;
  return [middle[0], middle[1]];
}

const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Whether a line runs through an eye or a nose, or close by it. */
function comesNear(xy: Float64Array, { x, y, radius }: Landmark, params: typeof WITHIN): boolean {
  const clear = Math.max(params.clear, params.clearRadii * radius);
  for (let i = 0; i < xy.length; i += 2) if (Math.hypot(xy[i] - x, xy[i + 1] - y) < clear) return true;
  return false;
}

/** The piece, as strong as the border between parts that it lies on. */
function onBorders(piece: Piece, borders: Plane, params: typeof WITHIN): Piece {
  const calm = Math.exp(-((turnsBothWays(piece.points) / params.wiggle) ** 2));
  const strength = piece.strength.map((_, i) => {
    const border = valueAt(borders, piece.xy[2 * i], piece.xy[2 * i + 1]);
    return calm * Math.min(1, params.gain * border);
  });
  return { ...piece, strength };
}

/** How far, in radians, a cubic turns to the side to which it turns less. */
function turnsBothWays(points: Float64Array): number {
  const steps = 16;
  let [left, right] = [0, 0];
  let [x, y] = evaluate(points, 0);
  let [beforeX, beforeY] = [0, 0];
  for (let k = 1; k <= steps; k++) {
    const [u, v] = evaluate(points, k / steps);
    const [dx, dy] = [u - x, v - y];
    const turn = Math.atan2(beforeX * dy - beforeY * dx, beforeX * dx + beforeY * dy);
    if (turn > 0) left += turn;
    else right -= turn;
    [x, y, beforeX, beforeY] = [u, v, dx, dy];
  }
  return Math.min(left, right);
}
