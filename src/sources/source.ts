/**
 * What may be drawn comes from sources. To add one, write a file beside this one and list it in sources.ts.
 * All coordinates are working pixels; strokes are control points, flat (k, 4, 2).
 */
import type { ContourMap } from '../contours/map.ts';
import type { Division } from '../lines/division.ts';
import type { Piece } from '../lines/pieces.ts';
import type { Params } from '../params.ts';
import type { Random } from '../random.ts';
import type { Strokes } from '../strokes/stroke.ts';
import type { GoOn } from './overlaps.ts';

export interface Source<P extends Params = Params> {
  readonly name: string;
  /** What it offers, and why a person would draw it. */
  readonly describe: string;
  /** Its tuned numbers; `propose` is given these or others of their names. */
  readonly params: P;
  /** What the photo has of it. Called once for each photo. */
  propose(map: ContourMap, params: P): Proposal;
}

/** Any part may be absent. */
export interface Proposal {
  /**
   * Strokes to choose from, at each of several tolerances, finer to coarser: the same lines in fewer and fewer pieces
   * (see sources/pieces.ts). They compete with those of all sources by what they say (see sources/select.ts). Called once at most.
   */
  readonly pieces?: () => readonly (readonly Piece[])[];
  /**
   * Strokes that a drawing of `count` strokes has in any case, their widths in those of the pen; they come first, and stay where they are.
   * @param follows whether the subject's outline can be drawn with so many strokes
   */
  readonly fixed?: (count: number, follows: (strokes: number) => boolean) => Strokes;
  /** Things that are drawn whole or not at all. */
  readonly wholes?: () => readonly Whole[];
  /** Lines within the subject, each in 0, 1, 2, ... strokes; each pixel of a strong line that is left out costs 1. */
  readonly inner?: () => readonly Division[];
  /** How strokes of the wholes go on within the subject. */
  readonly goOn?: () => GoOn;
  /** Lines of a scene behind the things in it that say most beside what is drawn, widths in those of the pen. */
  readonly background?: (wanted: WantedLines) => Strokes;
  /** `count` strokes for drawings that pieces are too few for, and how many of them follow edges. */
  readonly fill?: (
    count: number,
    random: Random,
  ) => { readonly points: Float64Array; readonly onEdges: number };
}

/** How many lines are wanted, beside which polylines in working pixels that are on the paper already. */
export interface WantedLines {
  readonly count: number;
  readonly drawn: readonly Float64Array[];
}

/** A thing, such as the subject's outline, in as many strokes as one likes. */
export interface Whole {
  /** Whether parts that are wide enough to show their width, arms and necks, are single lines. */
  readonly simplified: boolean;
  /** The fewest of `count` strokes that follow it closely enough; null when `count` are too few. */
  fewest(count: number): number | null;
  /** Length of its lines in working pixels. */
  readonly length: number;
  /** How far `count` strokes lie from it, root mean square in working pixels, important places counted more; infinite where they cannot. */
  distance(count: number): number;
  /** The best way to draw it with `count` strokes, or fewer when that is all one can tell apart. */
  divide(count: number): Float64Array;
}
