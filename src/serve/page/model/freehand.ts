/** A line drawn by hand, as one cubic Bezier curve. */
import { fitCubic } from '../../../lines/fit.ts';
import type { Cubic } from './drawing.ts';

/** Samples closer than this to the last one add only jitter, in units of the paper. */
const SPACING = 0.75;
/** A line shorter than this was a click, in units of the paper. */
const SHORTEST = 3;

/**
 * The cubic that lies nearest to the pointer's path.
 * @param trail x, y of each sample in units of the paper, in order of time
 * @returns null when the pointer hardly moved
 */
export function cubicFromTrail(trail: readonly number[]): Cubic | null {
  const kept = thinned(trail);
  if (lengthOf(kept) < SHORTEST) return null;
  return [...fitCubic(Float64Array.from(kept), 0, kept.length / 2 - 1).points];
}

/** Samples that are far enough apart, always with the first and the last. */
function thinned(trail: readonly number[]): number[] {
  const kept = trail.slice(0, 2);
  for (let i = 2; i < trail.length; i += 2) {
    const far = Math.hypot(trail[i] - kept[kept.length - 2], trail[i + 1] - kept[kept.length - 1]) >= SPACING;
    if (far) kept.push(trail[i], trail[i + 1]);
    else if (i === trail.length - 2 && kept.length > 2) kept.splice(-2, 2, trail[i], trail[i + 1]);
  }
  return kept;
}

function lengthOf(trail: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < trail.length; i += 2)
    length += Math.hypot(trail[i] - trail[i - 2], trail[i + 1] - trail[i - 1]);
  return length;
}
