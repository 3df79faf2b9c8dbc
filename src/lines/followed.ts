/** How far from an outline its strokes may lie for a drawing of so many strokes still to show it. */

export const FOLLOWED = {
  /** Root mean square in working pixels, of a drawing of `strokes` strokes: further off, petals and fronds are better drawn one by one. */
  farthest: 5,
  strokes: 16,
};

/** In working pixels. Of fewer strokes than `strokes` less is asked, in inverse proportion; of more, more, by the square root. */
export function farthestFollowed(count: number, { farthest, strokes } = FOLLOWED): number {
  const ratio = strokes / count;
  return farthest * (ratio > 1 ? ratio : Math.sqrt(ratio));
}
