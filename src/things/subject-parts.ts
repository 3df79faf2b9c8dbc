/** The connected parts of the subject's mask, and the detections in each. */
import { connectedWithin } from '../raster/connected.ts';
import type { Rect, Size } from '../raster/frame.ts';
import type { Plane } from '../raster/raster.ts';
import { areaOf, sharedArea } from '../seeing/geometry.ts';
import type { DetectedObject } from '../seeing/objects.ts';
import { widened } from './claims.ts';
import { INSIDE } from './region.ts';

export const SUBJECT_PARTS = {
  /** Parts closer than this, in working pixels, are one, unless different detections are in them. */
  gap: 5,
  /** Margin around a detection's box, as a fraction of its sides. */
  room: 0.05,
  /** A detection is in a part if at least this fraction of the part lies in its box... */
  leastOfPart: 0.5,
  /** ...or the part fills at least this fraction of the box. */
  leastOfBox: 0.12,
  /** Fraction of a part that counts as nearly all of it. */
  nearlyAll: 0.95,
  /** A detection with at least this fraction of its box inside a larger one's... */
  nested: 0.85,
  /** ...and with less than this fraction of its area is a detail of that thing, as a tie is of a person. */
  detail: 0.3,
};

/** A part of the mask as indices of pixels, and the indices of its detections; without any it is a thing without a name. */
export interface SubjectPart {
  readonly pixels: readonly number[];
  readonly owners: readonly number[];
  /** Whether nearly all of it lies in the box of each owner. */
  readonly inBox: boolean;
}

/**
 * @param mask the subject's, in [0, 1]
 * @param detections in the mask's pixels
 */
export function findSubjectParts(
  mask: Plane,
  detections: readonly DetectedObject[],
  params = SUBJECT_PARTS,
): SubjectPart[] {
  const things = detections
    .map(({ box }, index) => ({ index, box, room: widened(box, params.room) }))
    .filter(({ box }) => !detections.some((other) => isDetail(box, other.box, params)));
  return connectedWithin(mask.data, INSIDE, params.gap, mask).map((pixels) => {
    const counts = things.map(({ room }) => countIn(pixels, room, mask));
    const owners = things
      .map((thing, k) => ({ ...thing, inBox: counts[k] }))
      .filter(
        ({ inBox, box }) =>
          inBox >= params.leastOfPart * pixels.length || inBox >= params.leastOfBox * areaOf(box),
      );
    return {
      pixels,
      owners: owners.map(({ index }) => index),
      inBox: owners.every(({ inBox }) => inBox >= params.nearlyAll * pixels.length),
    };
  });
}

/** Whether the thing in one box is a detail of the thing in another. */
export function isDetail(box: Rect, other: Rect, params = SUBJECT_PARTS): boolean {
  return areaOf(box) < params.detail * areaOf(other) && sharedArea(box, other) >= params.nested * areaOf(box);
}

function countIn(pixels: readonly number[], { x, y, width, height }: Rect, size: Size): number {
  let count = 0;
  for (const i of pixels) {
    const [u, v] = [(i % size.width) + 0.5, Math.floor(i / size.width) + 0.5];
    if (u >= x && v >= y && u <= x + width && v <= y + height) count++;
  }
  return count;
}
