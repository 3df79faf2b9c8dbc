/** The gallery shows each drawing once. */
import { expect, it } from 'vitest';
import { nextSeed, variantsOf } from '../../../src/serve/page/model/variants.ts';
import type { DrawingInfo } from '../../../src/serve/protocol.ts';
import { drawingInfo, photoInfo } from './infos.ts';

const [first, same, other] = [
  drawingInfo('first', 4, { seed: 0 }),
  drawingInfo('same', 4, { seed: 3 }),
  drawingInfo('other', 5, { seed: 4, kind: 'variant', of: 'same' }),
];
const level = drawingInfo('level', 8, { kind: 'level', of: 'first' });
const all = [first, same, other, level];
const known = new Map<string, DrawingInfo>(all.map((each) => [each.id, each]));
const idsWith = (drawing: string, drawings = all) =>
  variantsOf(photoInfo({ drawing, drawings }), known).map(({ id }) => id);

it('has of two seeds that led to the same strokes the first, or the one that is shown', () => {
  expect(idsWith('first')).toEqual(['first', 'other']);
  expect(idsWith('same')).toEqual(['same', 'other']);
});

it('has levels only when they are shown or were changed', () => {
  expect(idsWith('level')).toEqual(['first', 'other', 'level']);
  const edited = { ...level, edited: true };
  expect(idsWith('first', [first, edited])).toEqual(['first', 'level']);
});

it('has those that are not known yet, each for itself', () => {
  const photo = photoInfo({ drawing: 'first', drawings: all });
  expect(variantsOf(photo, new Map()).map(({ id }) => id)).toEqual(['first', 'same', 'other']);
});

it('goes on with seeds that nobody has drawn with', () => {
  expect(nextSeed(photoInfo({ drawings: all }))).toBe(5);
  expect(nextSeed(photoInfo())).toBe(0);
});
