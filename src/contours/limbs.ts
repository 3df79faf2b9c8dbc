/**
 * Limbs: parts of the subject so thin that one line down their middle draws them, as a person draws a leg, a stalk or a sail.
 *
 * They are ridges of the mask: where the second derivative across them, in units of the scale, is as negative as that of a bar
 * and more so than that of a mere edge (T. Lindeberg, "Edge detection and ridge detection with automatic scale selection", 1998).
 */

import type { Piece } from '../lines/pieces.ts';
import { type Chain, lineLength } from '../lines/polyline.ts';
import { blur } from '../raster/blur.ts';
import type { Plane } from '../raster/raster.ts';
import { CHAINS, traceChains } from './chains.ts';
import { type EdgeMap, thin } from './edges.ts';

export interface Limbs {
  /** Their middle lines. */
  readonly chains: readonly Chain[];
  /** 1 on limbs and their edges, 0 elsewhere, (height, width). */
  readonly area: Uint8Array;
  /** Of the area, in pixels. */
  readonly width: number;
}

interface Ridges extends EdgeMap {
  /** About half the width in pixels of the limb that each pixel is on: the scale that answered most. */
  readonly halfWidth: Float32Array;
}

export const LIMBS = {
  /** Standard deviations in working pixels. The widest limb is about two default strokes wide, so that two lines would fill it. */
  scales: [2.5, 4, 6.5],
  /** Lower values of the mask are outside. */
  inside: 0.3,
  /** What lies this far from the middle line still belongs to the limb: part of its half width, and pixels. */
  reachPart: 1.3,
  reachPixels: 2,
  /** What is shorter, in parts of the working image's longer side, is no limb: a toe, a corner. */
  shortest: 0.05,
  /** A line belongs to limbs when this part of it lies on them. */
  along: 0.7,
  chains: CHAINS,
};
/** Answers of a straight edge, at its strongest, and of the middle of a bar whose half width is the scale: phi(1) and 2 phi(1). */
const EDGE = 0.242;
const BAR = 0.484;

/**
 * @param mask subject mask in [0, 1] at working size
 * @param params scales are about half the widths of limbs
 */
export function findLimbs(mask: Plane, params = LIMBS): Limbs {
  const ridges = findRidges(mask, params);
  const shortest = params.shortest * Math.max(mask.width, mask.height);
  const chains = traceChains(ridges, thin(ridges), params.chains).filter(
    (chain) => lineLength(chain) >= shortest,
  );
  return { chains, area: areaOf(chains, ridges, params), width: mask.width };
}

/** Of pieces, at each of several tolerances, those that do not lie along limbs. */
export function besideLimbs(levels: readonly (readonly Piece[])[], limbs: Limbs | null): Piece[][] {
  return levels.map((pieces) => pieces.filter(({ xy }) => !limbs || !liesAlong(limbs, xy)));
}

/** Whether a polyline (x, y, ...) draws a limb's outline, or its end, rather than something wider. */
export function liesAlong({ area, width }: Limbs, xy: Float64Array, { along } = LIMBS): boolean {
  let on = 0;
  for (let k = 0; k < xy.length; k += 2) on += area[Math.floor(xy[k + 1]) * width + Math.floor(xy[k])];
  return on >= (along * xy.length) / 2;
}

function findRidges(mask: Plane, { scales, inside }: typeof LIMBS): Ridges {
  const { width, height } = mask;
  const plane = () => new Float32Array(width * height);
  const ridges = { width, height, strength: plane(), normalX: plane(), normalY: plane(), halfWidth: plane() };
  for (const scale of scales) {
    const { data } = blur(mask, scale);
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1; x < width - 1; x++) {
        const i = y * width + x;
        if (mask.data[i] < inside) continue;
        const [up, down] = [i - width, i + width];
        const xx = data[i - 1] - 2 * data[i] + data[i + 1];
        const yy = data[up] - 2 * data[i] + data[down];
        const xy = (data[up - 1] + data[down + 1] - data[up + 1] - data[down - 1]) / 4;
        const answer = scale * scale * (Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy) - (xx + yy) / 2);
        const strength = Math.min(1, (answer - EDGE) / (BAR - EDGE));
        if (strength <= ridges.strength[i]) continue;
        const along = 0.5 * Math.atan2(2 * xy, xx - yy);
        ridges.strength[i] = strength;
        ridges.normalX[i] = -Math.sin(along);
        ridges.normalY[i] = Math.cos(along);
        ridges.halfWidth[i] = scale;
      }
    }
  }
  return ridges;
}

function areaOf(
  chains: readonly Chain[],
  { width, height, halfWidth }: Ridges,
  { reachPart, reachPixels }: typeof LIMBS,
): Uint8Array {
  const area = new Uint8Array(width * height);
  for (const { xy } of chains) {
    for (let k = 0; k < xy.length; k += 2) {
      const [centreX, centreY] = [Math.floor(xy[k]), Math.floor(xy[k + 1])];
      const radius = reachPart * halfWidth[centreY * width + centreX] + reachPixels;
      const rows = Math.floor(radius);
      for (let y = Math.max(0, centreY - rows); y <= Math.min(height - 1, centreY + rows); y++) {
        const half = Math.floor(Math.sqrt(radius * radius - (y - centreY) ** 2));
        const from = Math.max(0, centreX - half);
        area.fill(1, y * width + from, y * width + Math.min(width - 1, centreX + half) + 1);
      }
    }
  }
  return area;
}
