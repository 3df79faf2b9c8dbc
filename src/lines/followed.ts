/** How far from an outline its strokes may lie for a drawing of so many strokes still to show it. */

export const FOLLOWED = {
  /** Root mean square in working pixels, of a drawing of `strokes` strokes: further off, petals and fronds are better drawn one by one. */
  farthest: 7,
  strokes: 16,
};

/**
 * In working pixels. Of more strokes than `strokes` more is asked, by the square root of the ratio; of fewer less, in proportion, or where
 * they show a face, whose own lines come before the outline, by the square root.
 */
export function farthestFollowed(count: number, hasFace: boolean, { farthest, strokes } = FOLLOWED): number {
  const ratio = strokes / count;
  return farthest * (ratio > 1 && !hasFace ? ratio : Math.sqrt(ratio));
}
