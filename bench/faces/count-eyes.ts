/** Eyes that were found against those that are there. */
import type { Size } from '../../src/raster/frame.ts';

/** In per cent of the photo's width, and of its height for the second of a place. */
export interface LabelledEyes {
  readonly name: string;
  /** The head's width. */
  readonly head: number;
  readonly eyes: readonly (readonly [number, number])[];
  /** Eyes that are shut or hardly to be seen. */
  readonly maybe?: readonly (readonly [number, number])[];
}

export interface EyeCount {
  /** Eyes that are there. */
  readonly eyes: number;
  /** Of them, those that were found where they are. */
  readonly right: number;
  /** What was found and is no eye. */
  readonly wrong: number;
}

/** An eye is where it was found when that is no further off than this part of the head's width. */
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
