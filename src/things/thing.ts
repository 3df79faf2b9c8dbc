/** One thing in a photo. */
import type { Region } from './region.ts';

/** Boxes and masks are in pixels of the photo as it is read, upright. */
export interface Thing extends Region {
  /** Its number from 1, by prominence. */
  readonly number: number;
  /** One of COCO_NAMES, or null if the detector has no name for it. */
  readonly name: string | null;
  /** Probability that it is a thing, with that name if it has one. */
  readonly likelihood: number;
  /** Fraction of the photo that it covers. */
  readonly share: number;
  /** Fraction of the subject map's sum that lies in it. */
  readonly prominence: number;
}
