/** Whether a photo has a subject: a landscape or a room has none, although the network's map is somewhat higher in some places. */
import type { WholeLook } from '../photo/look.ts';
import type { Rect } from '../raster/frame.ts';
import type { Plane } from '../raster/raster.ts';
import { areaOf } from '../seeing/geometry.ts';
import type { DetectedObject } from '../seeing/objects.ts';
import { INSIDE } from './region.ts';
import { toWorking } from './tell.ts';

export const STANDS_OUT = {
  /** A named thing stands out if at least this fraction of the subject map's sum lies in its box. */
  prominence: 0.1,
  /** With this many other things of the largest one's name none stands out: a box of doughnuts. */
  crowd: 5,
  /** Least area of their boxes, as a fraction of the largest one's. */
  countsFrom: 0.2,
  /** A mask that covers more than this fraction of the photo's frame is ground or sky. */
  frame: 0.45,
  /** Least difference of the subject map's means inside and outside of the mask, less `frameCost` times the covered fraction of the frame. */
  least: 0.27,
  frameCost: 0.3,
};

/** @param named the likely detections, in pixels of the photo */
export function standsOut(
  whole: Pick<WholeLook, 'mask' | 'subject' | 'image' | 'content'>,
  named: readonly DetectedObject[],
  params = STANDS_OUT,
): boolean {
  const { mask, subject } = whole;
  if (!mask) return false;
  if (isCrowd(named, params)) return false;
  const prominent = ({ box }: DetectedObject) => partInBox(subject, toWorking(box, whole));
  if (named.some((thing) => prominent(thing) >= params.prominence)) return true;
  const frame = partOfFrame(mask);
  if (frame > params.frame) return false;
  return surer(mask, subject) - params.frameCost * frame >= params.least;
}

function isCrowd(named: readonly DetectedObject[], { crowd, countsFrom }: typeof STANDS_OUT): boolean {
  const [largest] = named.toSorted((a, b) => areaOf(b.box) - areaOf(a.box));
  const counts = ({ name, box }: DetectedObject) =>
    name === largest.name && areaOf(box) >= countsFrom * areaOf(largest.box);
  return named.filter(counts).length > crowd;
}

/** Fraction of a map's sum that lies in a box of its pixels. */
function partInBox({ width, data }: Plane, { x, y, width: across, height: down }: Rect): number {
  let [inside, all] = [0, 1e-9];
  data.forEach((v, i) => {
    const [u, w] = [(i % width) + 0.5 - x, Math.floor(i / width) + 0.5 - y];
    all += v;
    if (u >= 0 && w >= 0 && u < across && w < down) inside += v;
  });
  return inside / all;
}

/** Mean of the subject map inside the mask, less that outside. */
function surer(mask: Plane, subject: Plane): number {
  let [inside, within, outside, without] = [0, 0, 0, 0];
  mask.data.forEach((v, i) => {
    if (v >= INSIDE) [inside, within] = [inside + subject.data[i], within + 1];
    else [outside, without] = [outside + subject.data[i], without + 1];
  });
  return inside / Math.max(1, within) - outside / Math.max(1, without);
}

function partOfFrame({ width, height, data }: Plane): number {
  let covered = 0;
  for (let x = 0; x < width; x++)
    for (const i of [x, (height - 1) * width + x]) covered += Number(data[i] >= INSIDE) / width;
  for (let y = 0; y < height; y++)
    for (const i of [y * width, y * width + width - 1]) covered += Number(data[i] >= INSIDE) / height;
  return covered / 4;
}
