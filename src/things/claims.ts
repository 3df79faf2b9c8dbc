/**
 * Which of a photo's tokens belong to a detected thing. All tokens outside its box do not, those inside may. So a classifier is fitted to
 * separate the box's tokens from all others, and fitted again to those that it found (multiple instance learning: tokens in a box that look
 * like the rest of the photo are background, or another thing).
 */
import type { TokenGrid } from '../photo/reader.ts';
import { balanced, ridgeScores, unitTokens } from '../photo/ridge.ts';
import type { Rect, Size } from '../raster/frame.ts';

export const CLAIMS = {
  /** Number of fits. */
  rounds: 2,
  /** Weight of tokens at a box's border, relative to its centre: corners of boxes are background. */
  border: 0.3,
  /** Factor, in the first fit, for tokens that lie in another box too. */
  shared: 0.2,
  /** Margin around a box that its thing may extend into, as a fraction of its sides. */
  room: 0.04,
};

/** Scores about 1 on a thing's tokens and about -1 elsewhere, (rows, columns), one array for each box. */
export function claimTokens(tokens: TokenGrid, boxes: readonly Rect[], params = CLAIMS): Float32Array[] {
  const samples = unitTokens(tokens);
  const depths = boxes.map((box) => depthInBox(tokens, widened(box, params.room)));
  let claims = boxes.map((_, k) => {
    const values = depths[k].map((depth) => (depth > 0 ? 1 : -1));
    const weights = depths[k].map((depth, i) => {
      if (depth <= 0) return 1;
      const others = depths.some((other, l) => l !== k && other[i] > 0);
      return (params.border + (1 - params.border) * depth) * (others ? params.shared : 1);
    });
    return ridgeScores(samples, balanced({ values, weights }));
  });
  for (let round = 1; round < params.rounds; round++) {
    const before = claims;
    claims = before.map((scores, k) => {
      const values = scores.map((v, i) => {
        const strongest = before.every((other, l) => l === k || depths[l][i] <= 0 || other[i] <= v);
        return depths[k][i] > 0 && v > 0 && strongest ? 1 : -1;
      });
      if (!values.includes(1)) return scores;
      const weights = new Float32Array(values.length).fill(1);
      return ridgeScores(samples, balanced({ values, weights }));
    });
  }
  return claims;
}

/** For each token, how deep its centre lies in a box: 1 at its middle, 0 at its border and outside. @param box in patches */
function depthInBox({ rows, columns }: TokenGrid, { x, y, width, height }: Rect): Float32Array {
  const depth = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const u = 1 - Math.abs((2 * (column + 0.5 - x)) / width - 1);
      const v = 1 - Math.abs((2 * (row + 0.5 - y)) / height - 1);
      depth[row * columns + column] = Math.max(0, Math.min(u, v));
    }
  }
  return depth;
}

/** A box with a margin around it. */
export function widened({ x, y, width, height }: Rect, room: number): Rect {
  const [left, top] = [room * width, room * height];
  return { x: x - left, y: y - top, width: width + 2 * left, height: height + 2 * top };
}

/** A box of a picture in patches of its tokens. */
export function inPatches({ x, y, width, height }: Rect, picture: Size, { photo }: TokenGrid): Rect {
  const [toX, toY] = [photo.width / picture.width, photo.height / picture.height];
  return { x: photo.x + x * toX, y: photo.y + y * toY, width: width * toX, height: height * toY };
}
