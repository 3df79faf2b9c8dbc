/** Counts found eyes against marked ones. */
import type { Size } from '../../src/raster/frame.ts';

/** Positions in per cent of the photo's width (x) and height (y). */
export interface LabelledEyes {
  readonly name: string;
  /** The head's width, in per cent of the photo's. */
  readonly head: number;
  readonly eyes: readonly (readonly [number, number])[];
  /** Eyes that are shut or hardly visible. */
  readonly maybe?: readonly (readonly [number, number])[];
}

export interface EyeCount {
  /** Number of marked eyes. */
  readonly eyes: number;
  /** Number of marked eyes that were found. */
  readonly right: number;
  /** Number of found places that are no eyes. */
  readonly wrong: number;
}

/** Largest distance between a found and a marked eye, as a fraction of the head's width. */
const NEAR = 0.1;

/** @param found places in pixels of the photo */
export function countEyes(
  found: readonly { readonly x: number; readonly y: number }[],
  { head, eyes, maybe = [] }: LabelledEyes,
  { width, height }: Size,
): EyeCount {
  const reach = (NEAR * head * width) / 100;
  const left = new Set(found);
  const take = ([x, y]: readonly [number, number]) => {
    const off = (place: { readonly x: number; readonly y: number }) =>
      Math.hypot(place.x - (x * width) / 100, place.y - (y * height) / 100);
    const nearest = [...left].sort((a, b) => off(a) - off(b))[0];
    if (!nearest || off(nearest) > reach) return false;
    left.delete(nearest);
    return true;
  };
  const right = eyes.filter(take).length;
  maybe.filter(take);
  return { eyes: eyes.length, right, wrong: left.size };
}
