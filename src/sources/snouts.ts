/** Animals' faces seen from the front: two eyes and a nose, and below it the mouth. */
import { evaluate } from '../lines/fit.ts';
import type { Piece } from '../lines/pieces.ts';
import type { Landmark } from '../photo/landmarks.ts';
import { type Plane, valueAt } from '../raster/raster.ts';
import { POINT_STRIDE } from '../strokes/stroke.ts';

type Point = Pick<Landmark, 'x' | 'y'>;

export interface Snout {
  readonly eyes: readonly [Landmark, Landmark];
  readonly nose: Landmark;
  /** Distance between the eyes. */
  readonly apart: number;
  /** Unit vector from between the eyes to the nose. */
  readonly down: Point;
  /** Unit vector across the line of the eyes, to the nose's side: the nose's own, which is often found a little aside. */
  readonly upright: Point;
}

export const SNOUTS = {
  /** The nose is this far from the middle between the eyes, in their distance: others are not of one face. */
  nearest: 0.35,
  farthest: 1.8,
  /** Part of a line's points between eyes and nose from which on it is fur. */
  inside: 0.6,
  /** How far around the triangle of eyes and nose that is, in the eyes' distance. */
  around: 0.1,
  /** How far around it lines within the outline are fur or whiskers. */
  fur: 0.6,
  /** ...above so far below the nose, in the eyes' distance: below is the mouth. */
  mouth: 0.15,
  /** Where mouths are looked for, in the eyes' distance: below the nose, and to each side of it. */
  depths: [0.25, 0.35, 0.45, 0.55],
  halfWidths: [0.2, 0.3, 0.4],
  /** Where the line from the nose to the mouth begins, in the eyes' distance below the nose. */
  begins: 0.08,
  /** To both sides of the line, likewise, is what it must be darker than, by so much of OKLab's lightness. */
  beside: 0.07,
  darker: 0.03,
  /** Least distance between the eyes, in working pixels, at which a mouth can be told from a line. */
  leastApart: 60,
};

/** Heads of which both eyes and the nose were found. @param landmarks head by head */
export function snoutsOf(landmarks: readonly Landmark[], params: typeof SNOUTS = SNOUTS): Snout[] {
  return landmarks.flatMap((nose, i) => {
    const [a, b] = [landmarks[i - 2], landmarks[i - 1]];
    if (nose.kind !== 'nose' || a?.kind !== 'eye' || b?.kind !== 'eye') return [];
    const apart = distance(a, b);
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    const length = distance(middle, nose);
    if (length < params.nearest * apart || length > params.farthest * apart) return [];
    const down = { x: (nose.x - middle.x) / length, y: (nose.y - middle.y) / length };
    const across = { x: (b.x - a.x) / apart, y: (b.y - a.y) / apart };
    const side = Math.sign(down.y * across.x - down.x * across.y) || 1;
    const upright = { x: -side * across.y, y: side * across.x };
    return [{ eyes: [a, b] as const, nose, apart, down, upright }];
  });
}

/** Whether a place lies around the eyes and the nose of a head, but not below the nose: what is there is fur. */
export function snoutsAt(
  landmarks: readonly Landmark[],
  params: typeof SNOUTS = SNOUTS,
): (x: number, y: number) => boolean {
  const snouts = snoutsOf(landmarks, params);
  return (x, y) =>
    snouts.some(({ eyes, nose, apart, down }) => {
      const below = (x - nose.x) * down.x + (y - nose.y) * down.y;
      if (below > params.mouth * apart) return false;
      return distanceToTriangle([...eyes, nose], { x, y }) <= params.fur * apart;
    });
}

/** Of pieces, at each of several tolerances, those that do not lie between the eyes and the nose: what is there is fur. */
export function outsideSnouts(
  levels: readonly (readonly Piece[])[],
  landmarks: readonly Landmark[],
  params: typeof SNOUTS = SNOUTS,
): (readonly Piece[])[] {
  const snouts = snoutsOf(landmarks, params);
  const isFur = ({ xy }: Piece) =>
    snouts.some(({ eyes, nose, apart }) => {
      let inside = 0;
      for (let i = 0; i < xy.length; i += 2)
        if (distanceToTriangle([...eyes, nose], { x: xy[i], y: xy[i + 1] }) <= params.around * apart)
          inside++;
      return inside >= (params.inside * xy.length) / 2;
    });
  return snouts.length === 0 ? [...levels] : levels.map((pieces) => pieces.filter((piece) => !isFur(piece)));
}

/**
 * The line from the nose that parts to both sides of the mouth, as one cubic with a cusp, where the photo is darkest along it.
 * @param lightness OKLab's, of working size
 * @returns control points (4, 2), or null where the face is small or no such line is seen
 */
export function drawMuzzle(
  snout: Snout,
  lightness: Plane,
  params: typeof SNOUTS = SNOUTS,
): Float64Array | null {
  if (snout.apart < params.leastApart) return null;
  let best: { readonly points: Float64Array; readonly darker: number } | null = null;
  for (const depth of params.depths)
    for (const half of params.halfWidths) {
      const points = muzzleAt(snout, depth, half, params);
      const darker = darkness(points, lightness, params.beside * snout.apart);
      if (darker > (best?.darker ?? params.darker)) best = { points, darker };
    }
  return best?.points ?? null;
}

/** Both inner control points on the other side of the middle make the cusp, at 3/4 of their height. */
function muzzleAt(
  { nose, apart, down }: Snout,
  depth: number,
  half: number,
  { begins }: typeof SNOUTS,
): Float64Array {
  const place = (across: number, below: number) => [
    nose.x + apart * (below * down.x - across * down.y),
    nose.y + apart * (below * down.y + across * down.x),
  ];
  const top = depth - (4 / 3) * (depth - begins);
  const points = [place(-half, depth), place(half, top), place(-half, top), place(half, depth)].flat();
  return Float64Array.from(points);
}

/** How much darker a line is than what lies to both its sides, on the average. */
function darkness(points: Float64Array, lightness: Plane, beside: number): number {
  const steps = 24;
  let sum = 0;
  for (let k = 0; k < steps; k++) {
    const [x, y] = evaluate(points, (k + 0.5) / steps);
    const [u, v] = evaluate(points, (k + 0.6) / steps);
    const length = Math.hypot(u - x, v - y) || 1;
    const [nx, ny] = [(beside * (v - y)) / length, (-beside * (u - x)) / length];
    const sides = (valueAt(lightness, x + nx, y + ny) + valueAt(lightness, x - nx, y - ny)) / 2;
    sum += sides - valueAt(lightness, x, y);
  }
  return sum / steps;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** 0 inside. */
function distanceToTriangle(corners: readonly Point[], at: Point): number {
  const sides = corners.map((a, i) => {
    const b = corners[(i + 1) % corners.length];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const t = ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy || 1);
    const near = Math.min(1, Math.max(0, t));
    return {
      turn: Math.sign(dx * (at.y - a.y) - dy * (at.x - a.x)),
      far: distance(at, { x: a.x + near * dx, y: a.y + near * dy }),
    };
  });
  const isInside = sides.every(({ turn }) => turn >= 0) || sides.every(({ turn }) => turn <= 0);
  return isInside ? 0 : Math.min(...sides.map(({ far }) => far));
}

/** Muzzles of all heads that have one, one after another. @param mask of the subject, or null: a nose at its border has no mouth below */
export function drawMuzzles(
  landmarks: readonly Landmark[],
  lightness: Plane,
  mask: Plane | null,
  params: typeof SNOUTS = SNOUTS,
): Float64Array {
  const isInside = (points: Float64Array) =>
    !mask || [0, 6].every((k) => valueAt(mask, points[k], points[k + 1]) >= 0.5);
  const drawn = snoutsOf(landmarks, params)
    .flatMap((snout) => drawMuzzle(snout, lightness, params) ?? [])
    .filter(isInside);
  const points = new Float64Array(drawn.length * POINT_STRIDE);
  drawn.forEach((muzzle, k) => {
    points.set(muzzle, k * POINT_STRIDE);
  });
  return points;
}
