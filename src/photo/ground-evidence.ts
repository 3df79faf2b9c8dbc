/** What a plain ground says about each cell's belonging to the subject. */
import { connectedWithin, forEachAround } from '../raster/connected.ts';
import type { Size } from '../raster/frame.ts';
import { type Plane, plane } from '../raster/raster.ts';
import { GROUND, type PlainGround, THING } from './plain-ground.ts';

export const GROUND_EVIDENCE = {
  /** Log odds of being inside for a thing on the ground... */
  thing: 4,
  /** ...reached where it differs from the ground by this many times what is allowed. */
  sure: 2,
  /** Part of that for what has the ground's colour under other light, but a sharp border: a shadow, or a thing of that colour. */
  likeShade: 0.25,
  /** Log odds of being outside for the ground's own colours, less the surer the network is: things may have them too. */
  ground: 3,
  /** Things no further apart than this many cells are one... */
  gap: 1,
  /** ...and are the subject's when the map is on average at least this in them. */
  leastSupport: 0.2,
  /** A thing smaller than this part of the grid is noise. */
  leastArea: 0.0004,
};

export interface GroundEvidence {
  /** What is added to each cell's log odds of being inside. */
  readonly odds: Plane;
  /** The map, with certainty in what stands on the ground and is the subject's. */
  readonly map: Plane;
}

/**
 * @param map how likely each cell belongs to the subject, in [0, 1]; null when the network finds none, and the largest thing counts
 * @returns null when no thing counts
 */
export function weighGround(
  ground: PlainGround,
  map: Plane | null,
  size: Size,
  params = GROUND_EVIDENCE,
): GroundEvidence | null {
  const { kinds, difference } = ground;
  const things = Float32Array.from(kinds, (kind) => Number(kind === THING));
  const kept = map ? supportedThings(things, map, params) : largestThing(things, size, params);
  if (kept.length === 0) return null;
  const sureMap = map ? Float32Array.from(map.data) : new Float32Array(kinds.length);
  const odds = sureMap.map((v, i) =>
    kinds[i] === GROUND ? -params.ground * (1 - difference[i]) * (1 - v) ** 2 : 0,
  );
  for (const i of kept) {
    const sureness = surenessOfThing(i, ground, size, params);
    odds[i] = params.thing * sureness;
    sureMap[i] = Math.max(sureMap[i], sureness);
  }
  return { odds: plane(size, odds), map: plane(size, sureMap) };
}

/** Cells of things that the network's subject is part of, but for what it denies of them and the photo cuts off. */
function supportedThings(
  things: Float32Array,
  map: Plane,
  { gap, leastArea, leastSupport }: typeof GROUND_EVIDENCE,
): number[] {
  const { data } = map;
  const kept = connectedWithin(things, 1, gap, map).filter((part) => {
    const support = part.reduce((sum, i) => sum + data[i], 0) / part.length;
    return part.length >= leastArea * things.length && support >= leastSupport;
  });
  const denied = new Float32Array(things.length);
  for (const i of kept.flat()) denied[i] = Number(data[i] < leastSupport);
  const cutOff = new Uint8Array(things.length);
  for (const piece of connectedWithin(denied, 1, gap, map)) {
    if (piece.some((i) => onFrame(i, map))) for (const i of piece) cutOff[i] = 1;
  }
  return kept.flat().filter((i) => cutOff[i] === 0);
}

function largestThing(
  things: Float32Array,
  size: Size,
  { gap, leastArea }: typeof GROUND_EVIDENCE,
): readonly number[] {
  const parts = connectedWithin(things, 1, gap, size);
  const largest = parts.reduce<number[]>((a, b) => (b.length > a.length ? b : a), []);
  return largest.length >= leastArea * things.length ? largest : [];
}

function onFrame(i: number, { width, height }: Size): boolean {
  const x = i % width;
  return x === 0 || x === width - 1 || i < width || i >= width * (height - 1);
}

/** Less at a border, where a cell shows the thing in part: in as far as it differs less from the ground than the cells around. */
function surenessOfThing(
  i: number,
  { difference, kinds, likeShade }: PlainGround,
  size: Size,
  params: typeof GROUND_EVIDENCE,
): number {
  const sureness =
    Math.min(1, (difference[i] - 1) / (params.sure - 1)) * (likeShade[i] ? params.likeShade : 1);
  let [most, atBorder] = [difference[i], false];
  forEachAround(i, size, 1, (j) => {
    most = Math.max(most, difference[j]);
    atBorder ||= kinds[j] !== THING;
  });
  return atBorder ? sureness * Math.max(0, (2 * difference[i]) / most - 1) : sureness;
}
