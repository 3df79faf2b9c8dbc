/**
 * Which of several things are drawn by default: the main one, and those that belong to it, such as a rider on a horse or a second animal.
 * Other things beside it, such as a bicycle behind a dog, would give a tangle of lines.
 */
import { forEachAround } from '../raster/connected.ts';
import type { Size } from '../raster/frame.ts';
import { areaOf, sharedArea } from '../seeing/geometry.ts';
import { areaOfRegion, INSIDE } from './region.ts';
import type { Thing } from './thing.ts';
import { namesOf } from './words.ts';

export const TOGETHER = {
  /**
   * Least area and prominence of another thing, as fractions of the main one's. Smaller things count as parts of the things that they touch,
   * and are left out elsewhere.
   */
  least: 0.2,
  /** Largest distance of things that count as touching, as a fraction of the photo's longer side. */
  touch: 0.01,
  /** Fraction of a thing inside another's box from which on it counts as standing before it. */
  before: 0.7,
};

/** Things that are drawn, the main one first. */
export interface ThingsTogether {
  /** Things with an outline of their own. */
  readonly apart: readonly Thing[];
  /** Small things, which count as parts of the things that they touch. */
  readonly parts: readonly Thing[];
}

/**
 * @param things the most prominent first, in pixels of a photo of `size`
 * @returns null if only one thing stands out, or if the main one has no name
 */
export function thingsTogether(
  things: readonly Thing[],
  size: Size,
  params = TOGETHER,
): ThingsTogether | null {
  const [main, ...others] = things;
  if (!main || main.name === null) return null;
  const large = others.filter((thing) => counts(thing, main, params));
  if (large.length === 0) return null;
  const reach = Math.round(params.touch * Math.max(size.width, size.height));
  const apart = [main];
  for (let count = 0; count < apart.length; ) {
    count = apart.length;
    const joins = (other: Thing) =>
      !apart.includes(other) && apart.some((one) => belongs(one, other, reach, params));
    apart.push(...large.filter(joins));
  }
  const small = others.filter((thing) => !large.includes(thing));
  return { apart, parts: small.filter((thing) => apart.some((one) => touch(one, thing, reach))) };
}

/** All that count in a scene; null where it is one thing, or has no name. */
export function thingsOfScene(things: readonly Thing[], params = TOGETHER): ThingsTogether | null {
  const [main, ...others] = things;
  if (!main || main.name === null) return null;
  const large = others.filter((thing) => counts(thing, main, params));
  return large.length > 0 ? { apart: [main, ...large], parts: [] } : null;
}

function counts(thing: Thing, main: Thing, { least }: typeof TOGETHER): boolean {
  return thing.share >= least * main.share && thing.prominence >= least * main.prominence;
}

function belongs(one: Thing, other: Thing, reach: number, params: typeof TOGETHER): boolean {
  if (one.name !== null && one.name === other.name) return true;
  if (isAnimal(one) && isAnimal(other)) return true;
  // what has no name is drawn as before, unless it makes one form with what has one
  if (other.name === null) return !touch(one, other, reach);
  if (!touch(one, other, reach)) return false;
  const isBefore = sharedArea(one.box, other.box) >= params.before * areaOf(other.box);
  return isBefore || [one, other].some(({ name }) => name === 'person');
}

const ANIMALS = namesOf('animal');
const isAnimal = ({ name }: Thing) => name !== null && ANIMALS.includes(name);

/** Whether two things are nowhere further apart than `reach` pixels. */
function touch(a: Thing, b: Thing, reach: number): boolean {
  const [small, large] = areaOfRegion(a) <= areaOfRegion(b) ? [a, b] : [b, a];
  const { box, mask } = small;
  const marked = new Uint8Array((box.width + 2 * reach) * (box.height + 2 * reach));
  const frame = { width: box.width + 2 * reach, height: box.height + 2 * reach };
  mask.data.forEach((v, i) => {
    if (v < INSIDE) return;
    const at = (Math.floor(i / box.width) + reach) * frame.width + (i % box.width) + reach;
    forEachAround(at, frame, reach, (j) => {
      marked[j] = 1;
    });
  });
  return large.mask.data.some((v, i) => {
    const x = large.box.x + (i % large.box.width) - box.x + reach;
    const y = large.box.y + Math.floor(i / large.box.width) - box.y + reach;
    return (
      v >= INSIDE &&
      x >= 0 &&
      y >= 0 &&
      x < frame.width &&
      y < frame.height &&
      marked[y * frame.width + x] === 1
    );
  });
}
