/** Whether anything stands out in a photo: a landscape or a room has no subject, though the network is a little surer of some of it. */
import type { WholeLook } from '../photo/look.ts';
import type { Plane } from '../raster/raster.ts';
import { INSIDE } from './region.ts';
import type { Thing } from './thing.ts';

export const STANDS_OUT = {
  /** A thing with a name stands out when so much of what the network takes for the subject lies in it. */
  prominence: 0.1,
  /** So many more of one name that are large enough to count, and none stands out: a box of doughnuts. */
  crowd: 5,
  /** Part of the main one that they cover at least. */
  countsFrom: 0.2,
  /** A mask that covers more of the photo's frame than this is ground or sky. */
  frame: 0.45,
  /** How much surer the network is within the mask than outside, less `frameCost` for the part of the frame that it covers: at least this. */
  least: 0.27,
  frameCost: 0.3,
};

export function standsOut(
  { mask, subject }: Pick<WholeLook, 'mask' | 'subject'>,
  things: readonly Thing[],
  params = STANDS_OUT,
): boolean {
  if (!mask) return false;
  if (isCrowd(things, params)) return false;
  if (things.some(({ name, prominence }) => name !== null && prominence >= params.prominence)) return true;
  const frame = partOfFrame(mask);
  if (frame > params.frame) return false;
  return surer(mask, subject) - params.frameCost * frame >= params.least;
}

function isCrowd([main, ...others]: readonly Thing[], { crowd, countsFrom }: typeof STANDS_OUT): boolean {
  const counts = ({ name, share }: Thing) =>
    name !== null && name === main.name && share >= countsFrom * main.share;
  return others.filter(counts).length >= crowd;
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
