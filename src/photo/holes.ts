/**
 * Holes in the subject's mask, where the ground shows: in handles, between legs and rungs. Networks fill them, as what they see is no finer
 * than a handle. A part of the mask is a hole where a sharp border runs around it, and its colours are the ground's far more than those
 * around it, or the network that knows things doubts it far more than what is around it.
 */
import { logit } from '../logit.ts';
import { connectedWithin, forEachAround, spreadFrom } from '../raster/connected.ts';
import type { Plane } from '../raster/raster.ts';

export const HOLES = {
  /** The mask holds a cell from here on. */
  inside: 0.5,
  /** A hole may be where a colour is at least so likely the ground's. */
  like: 0.5,
  /** A hole covers at least this part of the grid... */
  least: 0.0015,
  /** ...and no more than this part of the mask. */
  most: 0.3,
  /** The border of a hole is looked for within so many cells of it... */
  rim: 4,
  /** ...and is sharp where colours differ by at least this (OKLab)... */
  contrast: 0.08,
  /** ...in at least this part of it. */
  sharp: 0.6,
  /** Sum of the log odds of colour and of doubt from which a part is a hole. */
  evidence: 3.1,
  /** Part of a hole's border beyond which the mask ends: hardly any, or it may be the subject's own side, as white as a wall... */
  open: 0.03,
  /** ...but so much where the network doubts it by at least this, in log odds: the mask may end between a chair's legs. */
  openDoubted: 0.4,
  doubted: 2,
  /** Islands in a hole, as a fraction of its cells: with more it is a panel with buttons, a label with print. */
  islands: 0.05,
  /** Likelihoods are held so far from 0 and from 1. */
  doubt: 0.03,
  /** Soft shadows in a hole go on by steps of colour no larger than this (OKLab)... */
  shadeStep: 0.05,
  /** ...and have its tint, but for so much... */
  shadeTint: 0.07,
  /** ...but what is so many times larger than what was found is no hole's shadow. */
  shadeMost: 6,
};

/** What holes are told by, on the mask's cells. */
export interface HoleEvidence {
  /** OKLab planes. */
  readonly lab: readonly Float32Array[];
  /** How likely each cell's colour is the subject's, in [0, 1]. */
  readonly colour: Plane;
  /** How likely each cell belongs to the subject, to a network that knows things but sees them coarsely. */
  readonly opinion: Plane;
}

/** Sets `mask`, soft and in [0, 1], to 0 in holes; changed in place. */
export function openHoles(mask: Plane, evidence: HoleEvidence, params = HOLES): void {
  const held = Uint8Array.from(mask.data, (v) => Number(v >= params.inside));
  const size = held.reduce((sum, v) => sum + v, 0);
  for (const cells of groundLikeParts(held, evidence, mask, params)) {
    if (cells.length < params.least * held.length || cells.length > params.most * size) continue;
    const { likeness, doubt, sharp, open } = measure(cells, held, mask, evidence, params);
    if (sharp < params.sharp || likeness + doubt < params.evidence) continue;
    if (open > (doubt < params.doubted ? params.open : params.openDoubted)) continue;
    if (enclosedBy(cells, mask) > params.islands * cells.length) continue;
    const whole = likeness >= params.evidence ? withShadows(cells, held, mask, evidence, params) : cells;
    for (const i of whole) mask.data[i] = 0;
  }
}

/** Connected parts of the mask of the ground's colours, but for what is thinner than three cells. */
function groundLikeParts(
  held: Uint8Array,
  { colour }: HoleEvidence,
  size: Plane,
  { like }: typeof HOLES,
): number[][] {
  const likely = colour.data.map((v, i) => Number(held[i] === 1 && 1 - v >= like));
  const opened = new Float32Array(likely.length);
  likely.forEach((v, i) => {
    if (v === 0) return;
    let isInner = true;
    forEachAround(i, size, 1, (j) => (isInner &&= likely[j] === 1));
    if (isInner) forEachAround(i, size, 1, (j) => (opened[j] = 1));
  });
  return connectedWithin(opened, 1, 1, size);
}

/**
 * Log odds that the part's colours are the ground's, and that it is not the subject's, each less those of what of the mask is around it;
 * the parts of its border that are sharp, and that the mask does not hold.
 */
function measure(
  cells: readonly number[],
  held: Uint8Array,
  size: Plane,
  { lab, colour, opinion }: HoleEvidence,
  { rim, contrast, doubt }: typeof HOLES,
): Record<'likeness' | 'doubt' | 'sharp' | 'open', number> {
  const own = new Uint8Array(held.length);
  for (const i of cells) own[i] = 1;
  const around = new Set<number>();
  const mean = lab.map((values) => meanOver(values, cells));
  let [border, sharp, open] = [0, 0, 0];
  for (const i of cells) {
    let [isBorder, isSharp, isOpen] = [false, false, false];
    forEachAround(i, size, 1, (j) => (isBorder ||= own[j] === 0));
    if (!isBorder) continue;
    forEachAround(i, size, rim, (j) => {
      if (own[j]) return;
      isOpen ||= held[j] === 0;
      if (!held[j]) return;
      around.add(j);
      isSharp ||= squareFrom(mean, lab, j) >= contrast ** 2;
    });
    border++;
    sharp += Number(isSharp);
    open += Number(isOpen);
  }
  const rimCells = [...around];
  const gain = ({ data }: Plane) =>
    logit(meanOver(data, rimCells), doubt) - logit(meanOver(data, cells), doubt);
  return { likeness: gain(colour), doubt: gain(opinion), sharp: sharp / border, open: open / border };
}

/** Number of cells that a part encloses. */
function enclosedBy(cells: readonly number[], size: Plane): number {
  const { width, height } = size;
  const reached = new Uint8Array(width * height);
  for (const i of cells) reached[i] = 1;
  const outside: number[] = [];
  const reach = (i: number) => {
    if (reached[i]) return false;
    reached[i] = 1;
    return true;
  };
  for (let i = 0; i < reached.length; i++) {
    const x = i % width;
    const onFrame = x === 0 || x === width - 1 || i < width || i >= width * (height - 1);
    if (onFrame && reach(i)) outside.push(i);
  }
  spreadFrom(outside, size, (_, to) => reach(to));
  return reached.length - outside.length - cells.length;
}

/** The hole with the soft shadows in it. */
function withShadows(
  cells: readonly number[],
  held: Uint8Array,
  size: Plane,
  { lab: [l, a, b] }: HoleEvidence,
  { shadeStep, shadeTint, shadeMost }: typeof HOLES,
): readonly number[] {
  const [tintA, tintB] = [meanOver(a, cells), meanOver(b, cells)];
  const taken = new Uint8Array(held.length);
  for (const i of cells) taken[i] = 1;
  const all = [...cells];
  spreadFrom(all, size, (i, j) => {
    if (taken[j] || !held[j] || all.length > shadeMost * cells.length) return false;
    if ((l[i] - l[j]) ** 2 + (a[i] - a[j]) ** 2 + (b[i] - b[j]) ** 2 > shadeStep ** 2) return false;
    if ((a[j] - tintA) ** 2 + (b[j] - tintB) ** 2 > shadeTint ** 2) return false;
    taken[j] = 1;
    return true;
  });
  return all.length > shadeMost * cells.length ? cells : all;
}

const squareFrom = (colour: readonly number[], lab: readonly Float32Array[], i: number) =>
  lab.reduce((sum, values, k) => sum + (values[i] - colour[k]) ** 2, 0);

const meanOver = (values: Float32Array, cells: readonly number[]) =>
  cells.reduce((sum, i) => sum + values[i], 0) / Math.max(1, cells.length);
