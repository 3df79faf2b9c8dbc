/** A beard, where there is no skin around the mouth and on the chin but something darker. */
import { midpoint } from './geometry.ts';
import { type Head, valueAt } from './head.ts';
import { LIPS } from './mesh-points.ts';
import { SKIN, skinOf } from './skin.ts';
import type { Trail } from './trail.ts';

export interface Beard {
  /** Over the mouth, from the person's right to the left. */
  readonly moustache: Trail;
  /** Where cheeks end, from beside the ear down to the corner of the mouth, as far as the mesh tells. */
  readonly right: Trail;
  readonly left: Trail;
  /** How clearly it is seen, in [0, 1]. */
  readonly clearness: number;
}

export const BEARD = {
  /** Part of the places around the mouth, and of those on the chin, that are no skin, in the median. */
  bare: 0.3,
  /** How much darker than cheeks, in OKLab's lightness, both are at least: shadows are less. */
  darker: 0.2,
  skin: SKIN,
};

/** The mesh's points above the upper lip, and those of the chin below the lower one. */
const ABOVE_LIP = [164, 167, 393, 165, 391, 92, 322];
const ON_CHIN = [152, 175, 199, 200, 208, 428, 201, 421, 171, 396];
const CHEEKS = [50, 280, 205, 425, 36, 266];
/** From corner to corner around the upper lip. */
const MOUSTACHE = [57, 186, 92, 165, 167, 164, 393, 391, 322, 410, 287];
/** Where the jaw passes below the ear. */
const BELOW_EAR = { right: 132, left: 361 };

/** Null where none is seen. */
export function findBeard(head: Head, params: typeof BEARD = BEARD): Beard | null {
  const skin = skinOf(head, params.skin);
  const at = (i: number) => head.points[i]!;
  const medianOf = (indices: readonly number[], value: (i: number) => number) =>
    indices.map(value).sort((a, b) => a - b)[Math.floor(indices.length / 2)]!;
  const lightness = (i: number) => valueAt(head.lightness, at(i));
  const cheeks = medianOf(CHEEKS, lightness);
  const places = [ABOVE_LIP, ON_CHIN];
  const bare = Math.max(...places.map((indices) => medianOf(indices, (i) => skin(at(i)))));
  const darker = Math.min(...places.map((indices) => cheeks - medianOf(indices, lightness)));
  if (bare > params.bare || darker < params.darker) return null;
  const cheek = (ear: number, corner: number) => {
    const [a, b] = [at(ear), at(corner)];
    const middle = midpoint(a, b);
    return [a, { x: middle.x + (b.x - a.x) / 8, y: middle.y + Math.abs(b.y - a.y) / 2 }, b];
  };
  return {
    moustache: MOUSTACHE.map(at),
    right: cheek(BELOW_EAR.right, LIPS.upperOuter[0]),
    left: cheek(BELOW_EAR.left, LIPS.upperOuter.at(-1)!),
    clearness: 1 - bare,
  };
}
