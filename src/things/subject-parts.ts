/** The parts of the subject's mask, and which detections stand in each. */
import { connectedWithin } from '../raster/connected.ts';
import type { Rect, Size } from '../raster/frame.ts';
import type { Plane } from '../raster/raster.ts';
import { areaOf, sharedArea } from '../seeing/geometry.ts';
import type { DetectedObject } from '../seeing/objects.ts';
import { widened } from './claims.ts';
import { INSIDE } from './region.ts';

export const SUBJECT_PARTS = {
  /** Parts no further apart than this, in working pixels, are one, unless detections tell them apart. */
  gap: 5,
  /** Room around a detection's box, as a part of its sides. */
  room: 0.05,
  /** A detection stands in a part when at least this much of the part lies in its box... */
  leastOfPart: 0.5,
  /** ...or at least this much of the box is the part's. */
  leastOfBox: 0.12,
  /** Nearly all of a part is this much. */
  nearlyAll: 0.95,
  /** A detection with at least this much of its box in a larger one's... */
  nested: 0.85,
  /** ...and smaller than this part of it is a detail of that thing, as a tie is of a person. */
  detail: 0.3,
};

/** A part of the mask, by its pixels, and the detections that share it, by their index; none where it is a thing of no known name. */
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

/** Whether what is in one box is a detail of what is in another. */
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
