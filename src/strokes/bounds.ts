/** Where the ink of a drawing lies. */
import { POINT_STRIDE, type Strokes, strokeCount } from './stroke.ts';

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest box that holds every line's middle; infinite and inverted without strokes. */
export function curveBounds({ points }: Pick<Strokes, 'points'>): Bounds {
  const bounds = [0, 1].map((axis) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let p = axis; p < points.length; p += POINT_STRIDE) {
      for (const value of extremes(points[p], points[p + 2], points[p + 4], points[p + 6])) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return [low, high];
  });
  return { left: bounds[0][0], top: bounds[1][0], right: bounds[0][1], bottom: bounds[1][1] };
}

/** The smallest box that holds all ink, round caps included. */
export function inkBounds(strokes: Strokes): Bounds {
  let all = curveBounds({ points: new Float64Array(0) });
  for (let s = 0; s < strokeCount(strokes); s++) {
    const points = strokes.points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE);
    const { left, top, right, bottom } = curveBounds({ points });
    const radius = strokes.widths[s] / 2;
    all = {
      left: Math.min(all.left, left - radius),
      top: Math.min(all.top, top - radius),
      right: Math.max(all.right, right + radius),
      bottom: Math.max(all.bottom, bottom + radius),
    };
  }
  return all;
}

/** Values of one coordinate of a cubic at its ends and where its derivative, a t^2 + b t + c, is 0. */
function extremes(p0: number, p1: number, p2: number, p3: number): number[] {
  const a = p3 - 3 * p2 + 3 * p1 - p0;
  const b = 2 * (p2 - 2 * p1 + p0);
  const c = p1 - p0;
  // the root without cancellation, and the other one by Vieta
  const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(Math.max(0, b * b - 4 * a * c))) / 2;
  const turns = [q / a, c / q].filter((t) => t > 0 && t < 1);
  return [p0, p3, ...turns.map((t) => at(p0, p1, p2, p3, t))];
}

function at(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const u = 1 - t;
  return u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3;
}
