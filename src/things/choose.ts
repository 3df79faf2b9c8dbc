/** Resolves a choice of subjects to things of a photo. */
import { ClipassoError } from '../errors.ts';
import type { Rect, Size } from '../raster/frame.ts';
import { overlap } from '../seeing/geometry.ts';
import type { Length, SubjectPick } from './choice.ts';
import { areaOfRegion, covers, type Region } from './region.ts';
import type { Thing } from './thing.ts';
import { namesOf } from './words.ts';

export const CHOOSE = {
  /** Least overlap of a given box with a thing's for it to mean that thing. */
  sameBox: 0.7,
};

/** A photo in which things are chosen. */
export interface ChoosablePhoto {
  /** Most prominent first, in pixels of the photo as it was read. */
  readonly things: readonly Thing[];
  /** Size as read, and the photo's own size, whose pixels choices use. */
  readonly read: Size;
  readonly original: Size;
  /** The thing in a box, in pixels as read, where no thing was found before; null if there is none. */
  inBox(box: Rect): Promise<Region | null>;
  /** The things that a phrase describes which the detector has no name for. @throws ClipassoError 'model' without CLIP's weights */
  byPhrase(phrase: string): Promise<readonly Thing[]>;
}

/**
 * The regions that the items mean.
 * @param option the option's name, for messages
 * @throws ClipassoError 'subject' when an item means nothing in this photo
 */
export async function chooseRegions(
  option: string,
  picks: readonly SubjectPick[],
  photo: ChoosablePhoto,
  params = CHOOSE,
): Promise<Region[]> {
  const chosen: Region[] = [];
  for (const pick of picks) {
    const regions = await regionsOf(option, pick, photo, params);
    chosen.push(...regions.filter((region) => !chosen.includes(region)));
  }
  return chosen;
}

async function regionsOf(
  option: string,
  pick: SubjectPick,
  photo: ChoosablePhoto,
  params: typeof CHOOSE,
): Promise<readonly Region[]> {
  const { things } = photo;
  const absent = (what: string, advice = '') =>
    new ClipassoError('subject', `${what} for ${option}; ${foundIn(things)}${advice}`);
  switch (pick.kind) {
    case 'all':
      if (things.length === 0) throw absent('Nothing stands out in this photo');
      return things;
    case 'number': {
      const thing = things.find(({ number }) => number === pick.number);
      if (!thing) throw absent(`There is no thing ${pick.number}`);
      return [thing];
    }
    case 'word': {
      const names = namesOf(pick.word);
      const named = things.filter(({ name }) => name !== null && names.includes(name));
      const meant = names.length > 0 ? named : await photo.byPhrase(pick.word);
      if (meant.length === 0) throw absent(`There is no ${pick.word} in this photo`);
      return pick.one ? meant.slice(0, 1) : meant;
    }
    case 'point': {
      const [x, y] = inRead(pick, photo);
      const place = `${show(pick.x)},${show(pick.y)}`;
      if (!(x >= 0 && y >= 0 && x < photo.read.width && y < photo.read.height))
        throw new ClipassoError(
          'subject',
          `The point ${place} for ${option} lies outside of the photo, which is ${sizeOf(photo.original)}`,
        );
      const there = things.filter((thing) => covers(thing, x, y));
      const [smallest] = there.toSorted((a, b) => areaOfRegion(a) - areaOfRegion(b));
      if (!smallest) throw absent(`Nothing stands at ${place}`, numbersInstead(pick, photo));
      return [smallest];
    }
    case 'box': {
      const box = boxInRead(pick, photo);
      const place = [pick.x, pick.y, pick.width, pick.height].map(show).join(',');
      if (box.width < 1 || box.height < 1)
        throw new ClipassoError(
          'subject',
          `The box ${place} for ${option} holds nothing of the photo, which is ${sizeOf(photo.original)}`,
        );
      const same = things.find((thing) => overlap(thing.box, box) >= params.sameBox);
      const region = same ?? (await photo.inBox(box));
      if (!region) throw absent(`Nothing is told from its ground in the box ${place}`);
      return [region];
    }
  }
}

/** `found: 1 dog, 2 bicycle, 3 (no name)`. */
export function foundIn(things: readonly Thing[]): string {
  if (things.length === 0) return 'nothing was found in it';
  return `found: ${things.map(({ number, name }) => `${number} ${name ?? '(no name)'}`).join(', ')}`;
}

/** Advice on how to write two numbers that were read as a point. */
function numbersInstead(
  { x, y }: Extract<SubjectPick, { readonly kind: 'point' }>,
  { things }: ChoosablePhoto,
): string {
  const isNumber = ({ value, unit }: Length) =>
    unit === 'px' && things.some(({ number }) => number === value);
  return isNumber(x) && isNumber(y) ? `; for two things write '${x.value};${y.value}'` : '';
}

function inRead(
  { x, y }: { readonly x: Length; readonly y: Length },
  { read, original }: ChoosablePhoto,
): [number, number] {
  return [toRead(x, read.width, original.width), toRead(y, read.height, original.height)];
}

/** The part of a box that lies in the photo. */
function boxInRead(box: Extract<SubjectPick, { readonly kind: 'box' }>, photo: ChoosablePhoto): Rect {
  const { read } = photo;
  const [left, top] = inRead(box, photo);
  const [width, height] = inRead({ x: box.width, y: box.height }, photo);
  const clip = (v: number, most: number) => Math.min(most, Math.max(0, v));
  const [x, y] = [clip(left, read.width), clip(top, read.height)];
  return { x, y, width: clip(left + width, read.width) - x, height: clip(top + height, read.height) - y };
}

function toRead({ value, unit }: Length, read: number, original: number): number {
  return unit === '%' ? (value / 100) * read : (value * read) / original;
}

const show = ({ value, unit }: Length) => (unit === '%' ? `${value}%` : `${value}`);
const sizeOf = ({ width, height }: Size) => `${width} x ${height}`;
