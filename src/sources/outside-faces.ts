/** Lines around human faces, which the faces' own lines leave to other sources. */

import { hypot } from '../lines/hypot.ts';
import type { Piece } from '../lines/pieces.ts';
import type { Rect } from '../raster/frame.ts';
import { boundingBox, distance, type Point } from '../seeing/geometry.ts';
import { isInside, type Portrait } from '../seeing/portraits.ts';
import { resampleTrail } from '../seeing/trail.ts';

const OUTSIDE_FACES = {
  /** Part of a piece's points in a face, or along its lines, from which on it is left to them. */
  inside: 0.6,
  /** How near to one of the face's lines counts as along it, in heights of the face; and places at which that is measured. */
  along: 0.07,
  places: 24,
  /** What is shorter, in heights of the face, and whose ends are nearer to each other, in parts of its length, is a pendant or a badge. */
  badgeLength: 2,
  badgeChord: 0.4,
};

/** Whether a place lies within a face, or along one of its lines. */
export function facesAt(
  found: readonly Portrait[],
  params: typeof OUTSIDE_FACES = OUTSIDE_FACES,
): (x: number, y: number) => boolean {
  const faces = found.map((portrait) => placesOf(portrait, params));
  return (x, y) => faces.some((face) => isOn(face, x, y));
}

interface FacePlaces {
  readonly outline: readonly Point[];
  readonly places: readonly Point[];
  readonly around: Rect;
  /** How near to a place counts as along the face's lines. */
  readonly reach: number;
}

function placesOf(
  { drawing: { outline, lines, height } }: Portrait,
  params: typeof OUTSIDE_FACES,
): FacePlaces {
  const places = lines.flatMap(({ trail }) => resampleTrail(trail, params.places));
  return { outline, places, around: boundingBox([...outline, ...places]), reach: params.along * height };
}

function isOn({ outline, places, around, reach }: FacePlaces, x: number, y: number): boolean {
  if (x < around.x - reach || x > around.x + around.width + reach) return false;
  if (y < around.y - reach || y > around.y + around.height + reach) return false;
  if (isInside(outline, { x, y })) return true;
  for (const place of places) {
    const [dx, dy] = [place.x - x, place.y - y];
    if (Math.abs(dx) < reach && Math.abs(dy) < reach && hypot(dx, dy) < reach) return true;
  }
  return false;
}

/** Whether a stroke is a pendant or a badge, judged by the faces' size. @returns of control points x0, y0, ..., x3, y3 */
export function badgesBeside(
  found: readonly Portrait[],
  params: typeof OUTSIDE_FACES = OUTSIDE_FACES,
): (points: Float64Array) => boolean {
  const heights = found.map(({ drawing }) => drawing.height);
  return (points) => {
    if (heights.length === 0) return false;
    const at = (k: number) => ({ x: points[2 * k]!, y: points[2 * k + 1]! });
    const chord = distance(at(0), at(3));
    const net = distance(at(0), at(1)) + distance(at(1), at(2)) + distance(at(2), at(3));
    const length = (net + chord) / 2;
    return (
      chord < params.badgeChord * length && heights.some((height) => length < params.badgeLength * height)
    );
  };
}

/** Of pieces, at each of several tolerances, those that neither lie within faces nor repeat their lines, nor are badges. */
export function outsideFaces(
  levels: readonly (readonly Piece[])[],
  found: readonly Portrait[],
  params: typeof OUTSIDE_FACES = OUTSIDE_FACES,
): (readonly Piece[])[] {
  if (found.length === 0) return [...levels];
  const inFaces = facesAt(found, params);
  const isOfFace = ({ xy }: Piece) => {
    let inside = 0;
    for (let i = 0; i < xy.length; i += 2) if (inFaces(xy[i]!, xy[i + 1]!)) inside++;
    return inside >= (params.inside * xy.length) / 2;
  };
  const isBadge = badgesBeside(found, params);
  /** Several levels offer the same runs, which have the same points. */
  const known = new Map<Float64Array, boolean>();
  const isTheirs = (piece: Piece) => {
    const theirs = known.get(piece.points) ?? (isOfFace(piece) || isBadge(piece.points));
    known.set(piece.points, theirs);
    return theirs;
  };
  return levels.map((pieces) => pieces.filter((piece) => !isTheirs(piece)));
}
