/** Where the skin of the forehead and the temples ends: at hair, a hat, or the background of a bald head. */

import { mean } from '../sums.ts';
import { distance, type Point } from './geometry.ts';
import type { Head } from './head.ts';
import { FOREHEAD, NOSE, OVAL } from './mesh-points.ts';
import { SKIN, skinOf } from './skin.ts';
import { bestPath, type Trail } from './trail.ts';

export interface Hairline {
  /** From the person's right temple over the forehead to the left one, in pixels of the head's view. */
  readonly trail: Trail;
  /** How clearly skin and what is beyond differ along it, in [0, 1]. */
  readonly clearness: number;
}

export const HAIRLINE = {
  /** Radians to both sides of straight up, and rays between. */
  spread: 1.35,
  rays: 41,
  /** Lengths of rays: from so far towards the face's outline to so far beyond it, in its distance; and steps. */
  from: 0.62,
  /** The same at the temples, from `temples` of the spread on: what is further in is a brow or an eye. */
  fromTemples: 0.93,
  temples: 0.55,
  to: 1.45,
  steps: 48,
  /** What a ray's end that lies one step further than its neighbour's costs. */
  stiffness: 0.35,
  /** A difference of skin on both sides of the line that counts as fully clear. */
  full: 0.4,
  /** The ends of the line are left out up to where it is at least this clear. */
  leastEnd: 0.5,
  /** A line over fewer rays is none. */
  leastRays: 8,
  skin: SKIN,
};

export function findHairline(head: Head, params: typeof HAIRLINE = HAIRLINE): Hairline {
  const skin = skinOf(head, params.skin);
  const { points } = head;
  const centre = points[NOSE.bridge]!;
  const up = Math.atan2(points[FOREHEAD]!.y - centre.y, points[FOREHEAD]!.x - centre.x);
  const outline = OVAL.map((i) => points[i]!);
  const rays = Array.from({ length: params.rays }, (_, i) => {
    const angle = up + params.spread * ((2 * i) / (params.rays - 1) - 1);
    const reach = reachOf(outline, centre, angle);
    const from = firstStep(Math.abs((2 * i) / (params.rays - 1) - 1), params);
    return Array.from({ length: params.steps }, (__, j) => {
      const r = reach * (from + ((params.to - from) * j) / (params.steps - 1));
      return { x: centre.x + r * Math.cos(angle), y: centre.y + r * Math.sin(angle) };
    });
  });
  const skinness = rays.map((ray) => ray.map(skin));
  const values = skinness.map(boundaryValues);
  const chosen = bestPath(values, (a, b) => params.stiffness * Math.abs(a - b));
  const clear = chosen.map((j, i) => Math.min(1, contrast(skinness[i]!, j) / params.full));
  const sure = (v: number) => v >= params.leastEnd;
  const [first, last] = [clear.findIndex(sure), clear.findLastIndex(sure)];
  const trail = chosen.map((j, i) => rays[i]![j]!);
  if (last - first < params.leastRays) return { trail, clearness: 0 };
  const shown = clear.slice(first, last + 1);
  return {
    trail: trail.slice(first, last + 1),
    clearness: mean(shown),
  };
}

/** Where a ray begins, in its distance to the outline. @param aside 0 straight up, 1 at the temples */
function firstStep(aside: number, { from, fromTemples, temples }: typeof HAIRLINE): number {
  const part = Math.min(1, aside / temples);
  return from + (fromTemples - from) * part ** 2;
}

/** For each step how well it parts skin before it from what is no skin after it. */
function boundaryValues(skinness: readonly number[]): number[] {
  let value = skinness.reduce((sum, v) => sum + (0.5 - v), 0);
  return skinness.map((v) => {
    const here = value;
    value += 2 * (v - 0.5);
    return here;
  });
}

/** Mean skin within a few steps before less that after. */
function contrast(skinness: readonly number[], at: number): number {
  const skinOf = (values: readonly number[]) => (values.length > 0 ? mean(values) : 0.5);
  return Math.max(0, skinOf(skinness.slice(Math.max(0, at - 6), at)) - skinOf(skinness.slice(at, at + 6)));
}

/** Distance from a centre to a closed outline around it in a direction. */
function reachOf(outline: Trail, centre: Point, angle: number): number {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  let reach = 0;
  outline.forEach((a, i) => {
    const b = outline[(i + 1) % outline.length]!;
    const [ax, ay] = [a.x - centre.x, a.y - centre.y];
    const [bx, by] = [b.x - a.x, b.y - a.y];
    const cross = dx * by - dy * bx;
    if (Math.abs(cross) < 1e-9) return;
    const t = (ax * by - ay * bx) / cross;
    const s = (ax * dy - ay * dx) / cross;
    if (t > 0 && s >= 0 && s <= 1) reach = Math.max(reach, t);
  });
  return reach || distance(outline[0]!, centre);
}
