/** Lines around human faces, which the faces' own lines leave to other sources. */

import { hypot } from '../lines/hypot.ts';
import type { Piece } from '../lines/pieces.ts';
import { boundingBox, distance } from '../seeing/geometry.ts';
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

/** Of pieces, at each of several tolerances, those that neither lie within faces nor repeat their lines, nor are badges. */
export function outsideFaces(
  levels: readonly (readonly Piece[])[],
  found: readonly Portrait[],
  params: typeof OUTSIDE_FACES = OUTSIDE_FACES,
): (readonly Piece[])[] {
  if (found.length === 0) return [...levels];
  const faces = found.map(({ drawing: { outline, lines, height } }) => {
    const places = lines.flatMap(({ trail }) => resampleTrail(trail, params.places));
    return { outline, height, places, around: boundingBox([...outline, ...places]) };
  });
  const isOfFace = ({ xy }: Piece, { outline, height, places, around }: (typeof faces)[number]) => {
    const reach = params.along * height;
    const isOn = (x: number, y: number) => {
      if (x < around.x - reach || x > around.x + around.width + reach) return false;
      if (y < around.y - reach || y > around.y + around.height + reach) return false;
      if (isInside(outline, { x, y })) return true;
      for (const place of places) {
        const [dx, dy] = [place.x - x, place.y - y];
        if (Math.abs(dx) < reach && Math.abs(dy) < reach && hypot(dx, dy) < reach) return true;
      }
      return false;
    };
    let inside = 0;
    for (let i = 0; i < xy.length; i += 2) if (isOn(xy[i]!, xy[i + 1]!)) inside++;
    return inside >= (params.inside * xy.length) / 2;
  };
  const isBadge = ({ points }: Piece, { height }: (typeof faces)[number]) => {
    const at = (k: number) => ({ x: points[2 * k]!, y: points[2 * k + 1]! });
    const chord = distance(at(0), at(3));
    const net = distance(at(0), at(1)) + distance(at(1), at(2)) + distance(at(2), at(3));
    const length = (net + chord) / 2;
    return length < params.badgeLength * height && chord < params.badgeChord * length;
  };
  /** Several levels offer the same runs, which have the same points. */
  const known = new Map<Float64Array, boolean>();
  const isTheirs = (piece: Piece) => {
    const theirs =
      known.get(piece.points) ?? faces.some((face) => isOfFace(piece, face) || isBadge(piece, face));
    known.set(piece.points, theirs);
    return theirs;
  };
  return levels.map((pieces) => pieces.filter((piece) => !isTheirs(piece)));
}
