/** Features of a drawing's ink by where it lies on the photo: outline, parts, head, outside. */
import { connectedWithin } from '../../../src/raster/connected.ts';
import { type Plane, valueAt } from '../../../src/raster/raster.ts';
import { sum } from '../../../src/sums.ts';
import { distanceTransform } from '../../quality/judge/chamfer.ts';
import type { Facts } from './facts.ts';

/** Distances in pixels of the canvas. */
const INK = {
  /** Ink this near to a line draws it. */
  near: 3,
  /** Ink further than this from the subject lies outside of it. */
  outside: 4,
  /** Ink further than this from the outline, inside, is a line within. */
  within: 5,
  /** Where no ink is nearer than this, there is nothing. */
  empty: 25,
  /** A wanted line weaker than this is none. */
  faint: 0.08,
  /** Darker pixels are drawn. */
  drawn: 0.5,
};

/** @param ink how dark the canvas' pixels are, in [0, 1], (height, width) */
export function inkFeatures(ink: Plane, facts: Facts, params = INK): Record<string, number> {
  const { mask, outline, heads, partBorders, wanted, importance, fromOutline, fromMask } = facts;
  const total = sum(ink.data);
  const toInk = distanceTransform({ ...ink, data: ink.data.map((v) => (v >= params.drawn ? 1 : 0)) });
  const near = toInk.map((d) => (d <= params.near ? 1 : 0));
  const inkShare = (is: (i: number) => number) =>
    total > 0 ? ink.data.reduce((all, v, i) => all + v * is(i), 0) / total : 0;
  /** Part of what `weight` weighs that has ink near it. */
  const drawn = (weight: (i: number) => number, all = near) => {
    let [hit, whole] = [0, 0];
    for (let i = 0; i < near.length; i++) {
      const w = weight(i);
      hit += w * all[i]!;
      whole += w;
    }
    return whole > 0 ? hit / whole : 0;
  };
  const emptiness = toInk.map((d) => Math.min(d, params.empty) / params.empty);
  const isWithin = (i: number) => (mask.data[i]! >= 0.5 && fromOutline[i]! > params.within ? 1 : 0);
  const wantedNear = largestNear(wanted, params.near);
  const hasHead = facts.head !== null;
  const headArea = sum(heads.data.map((v, i) => v * mask.data[i]!));
  const headInk = inkShare((i) => heads.data[i]!);
  const headShare = headArea / Math.max(1, sum(mask.data));
  return {
    ink: Math.log(total + 1),
    outside: inkShare((i) => (fromMask[i]! > params.outside ? 1 : 0)),
    within: inkShare(isWithin),
    onNothing: inkShare((i) => (wantedNear[i]! < params.faint ? 1 : 0)),
    outlineDrawn: drawn((i) => outline.data[i]!),
    outlineGap: drawn(
      (i) => outline.data[i]!,
      toInk.map((d) => (d > 3 * params.near ? 1 : 0)),
    ),
    outlineImportant: drawn((i) => outline.data[i]! * importance.data[i]!),
    partsDrawn: drawn((i) => partBorders.data[i]!),
    wantedDrawn: drawn((i) => wanted.data[i]!),
    wantedWithin: drawn((i) => wanted.data[i]! * isWithin(i)),
    empty: drawn((i) => mask.data[i]!, emptiness),
    pieces: Math.log(connectedWithin(ink.data, params.drawn, 1, ink).length + 1),
    headInk: hasHead ? headInk : 0,
    headDensity: hasHead ? Math.log((headInk + 0.02) / (headShare + 0.02)) : 0,
    headOutline: hasHead ? drawn((i) => outline.data[i]! * heads.data[i]!) : 0,
    headWithin: hasHead ? inkShare((i) => heads.data[i]! * isWithin(i)) : 0,
    headWanted: hasHead ? drawn((i) => wanted.data[i]! * heads.data[i]!) : 0,
    headEmpty: hasHead ? drawn((i) => heads.data[i]! * mask.data[i]!, emptiness) : 0,
    landmarks: landmarksDrawn(ink, facts),
    faceLines: shareOf(facts.faceLines, (x, y) => toInk[at(ink, x, y)]! <= params.near),
  };
}

const at = ({ width, height }: Plane, x: number, y: number) =>
  Math.min(height - 1, Math.max(0, Math.floor(y))) * width + Math.min(width - 1, Math.max(0, Math.floor(x)));

/** Part of the eyes and noses that have ink in them. */
function landmarksDrawn(ink: Plane, { landmarks }: Facts): number {
  if (landmarks.length === 0) return 0;
  const drawn = landmarks.filter(({ x, y, radius }) => {
    const steps = [-1, -0.5, 0, 0.5, 1].map((v) => v * (radius + 1));
    return steps.some((dx) => steps.some((dy) => valueAt(ink, x + dx, y + dy) >= INK.drawn));
  });
  return drawn.length / landmarks.length;
}

function shareOf(xy: Float64Array, is: (x: number, y: number) => boolean): number {
  const count = xy.length / 2;
  if (count === 0) return 0;
  return (
    Array.from({ length: count }, (_, k) => is(xy[2 * k]!, xy[2 * k + 1]!)).filter(Boolean).length / count
  );
}

/** The largest value within a square around each pixel. */
function largestNear({ width, height, data }: Plane, reach: number): Float32Array {
  const along = (values: Float32Array, step: number, count: number, place: (i: number) => number) =>
    values.map((_, i) => {
      let most = 0;
      for (let d = -reach; d <= reach; d++) {
        const k = place(i) + d;
        if (k >= 0 && k < count) most = Math.max(most, values[i + d * step]!);
      }
      return most;
    });
  const rows = along(data, 1, width, (i) => i % width);
  return along(rows, width, height, (i) => Math.floor(i / width));
}
