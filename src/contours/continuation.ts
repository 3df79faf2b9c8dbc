/**
 * Lines that go on behind, or in front of, what lies between them: a person sees what runs in one direction as one (the Gestalt principle of
 * good continuation).
 */

import { endOf, type LineEnd, type Point, type Polyline, pointsOf, resampleLine } from '../lines/polyline.ts';
import type { Plane } from '../raster/raster.ts';

export const CONTINUATION = {
  /** Largest angle in degrees between an end's direction and the way to the other end. */
  angle: 35,
  /** Longest way from end to end, in parts of the working image's longer side. */
  reach: 0.04,
  /** A way lies on the subject when this part of it does. */
  onSubject: 0.9,
};

interface End extends LineEnd {
  readonly line: number;
  /** Whether it is where the line starts. */
  readonly first: boolean;
}

/**
 * Joins, the straightest first, lines whose ends point at each other across the subject.
 * @param mask subject mask in [0, 1] at the lines' scale
 */
export function joinInLine(lines: readonly Polyline[], mask: Plane, params = CONTINUATION): Polyline[] {
  let joined = [...lines];
  for (;;) {
    const pair = straightestPair(joined, mask, params);
    if (!pair) return joined;
    const [a, b] = pair.map(({ line, first }, k) => {
      const points = pointsOf(joined[line].xy);
      return first === (k === 0) ? points.reverse() : points;
    });
    const left = joined.filter((_, k) => pair.every(({ line }) => line !== k));
    joined = [...left, resampleLine([...a, ...b])];
  }
}

function straightestPair(
  lines: readonly Polyline[],
  mask: Plane,
  params: typeof CONTINUATION,
): [End, End] | null {
  const reach = params.reach * Math.max(mask.width, mask.height);
  const ends = lines.flatMap((line, k) =>
    line.closed ? [] : [true, false].map((first): End => ({ ...endOf(line, first), line: k, first })),
  );
  let best: [End, End] | null = null;
  let straightest = Math.cos((params.angle * Math.PI) / 180);
  ends.forEach((a, i) => {
    for (const b of ends.slice(i + 1)) {
      if (a.line === b.line) continue;
      const [x, y] = [b.at[0] - a.at[0], b.at[1] - a.at[1]];
      const distance = Math.hypot(x, y);
      if (distance > reach || distance === 0) continue;
      const cosine = Math.min(
        (a.direction[0] * x + a.direction[1] * y) / distance,
        -(b.direction[0] * x + b.direction[1] * y) / distance,
      );
      if (cosine <= straightest || partOn(mask, a.at, b.at) < params.onSubject) continue;
      straightest = cosine;
      best = [a, b];
    }
  });
  return best;
}

/** The part of the way from one point to another that lies on the mask. */
function partOn({ width, data }: Plane, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const steps = Math.ceil(Math.hypot(toX - fromX, toY - fromY));
  let on = 0;
  for (let k = 0; k <= steps; k++) {
    const [x, y] = [fromX + ((toX - fromX) * k) / steps, fromY + ((toY - fromY) * k) / steps];
    if (data[Math.floor(y) * width + Math.floor(x)] > 0.5) on++;
  }
  return on / (steps + 1);
}
