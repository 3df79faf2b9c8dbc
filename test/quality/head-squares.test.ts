import { expect, test } from 'vitest';
import { squaresOf } from '../../bench/faces/views.ts';
import { createRandom } from '../../src/random.ts';

const SIZE = { width: 400, height: 400 };
const source = { apt: 'some', file: 'photo.png' };
const found = (x: number, y: number) => ({ x, y, radius: 30, likelihood: 0.9 });
const squares = (
  heads: readonly { x: number; y: number; r: number }[],
  ...taken: ReturnType<typeof found>[]
) => squaresOf({ source, heads, eyes: [], noses: [] }, taken, SIZE, createRandom(1));

test('a head that was found is learnt as one where one was marked, as none far from it, and not at all between', () => {
  // marked at (100, 200), 40 px in radius
  const isHead = (x: number) => squares([{ x: 25, y: 50, r: 10 }], found(x, 200))[0]!.isHead;
  expect([125, 150, 220].map(isHead)).toEqual([true, null, false]);
});

test('marked heads are heads from every distance, and what is found on a photo of things is none', () => {
  const views = squares([{ x: 25, y: 50, r: 10 }]);
  expect(views.slice(0, 4).map(({ isHead }) => isHead)).toEqual([true, true, true, true]);
  expect(squares([], found(200, 200)).map(({ isHead }) => isHead)).toEqual([false, false]);
});
