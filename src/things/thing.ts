/** What stands in a photo, told apart. */
import type { Region } from './region.ts';

/** Boxes and masks are in pixels of the photo as it is read, upright. */
export interface Thing extends Region {
  /** Its number, counted from 1; the thing that a viewer looks at first is 1. */
  readonly number: number;
  /** One of COCO_NAMES, or null where the detector knows no name for it. */
  readonly name: string | null;
  /** How likely it is a thing, of that name if it has one, in [0, 1]. */
  readonly likelihood: number;
  /** Part of the photo that it covers, in [0, 1]. */
  readonly share: number;
  /** Part of what the network takes for the subject that lies in it, in [0, 1]. */
  readonly prominence: number;
}
