import { describe, expect, test } from 'vitest';
import type { Landmark } from '../../src/photo/landmarks.ts';
import { type Persons, withoutUnsure } from '../../src/seeing/persons.ts';
import { constantPlane } from '../helpers/pictures.ts';

const mark = (kind: Landmark['kind'], x: number, y: number, likelihood: number): Landmark => ({
  ...{ kind, x, y, likelihood, radius: 3 },
});
/** Working pixels are half as large as the photo's, from (40, 20) on. */
const look = {
  window: { x: 40, y: 20, width: 100, height: 100 },
  image: { ...constantPlane(200, 200, 0), channels: 3 as const },
};
const person = { x: 60, y: 30, width: 40, height: 80 };
const within = (list: readonly Landmark[], found: Partial<Persons>) =>
  withoutUnsure(list, { persons: [person], animals: [], ...found }, look);
const EYE = mark('eye', 80, 60, 0.88);
const NOSE = mark('nose', 84, 70, 0.99);

test('an unsure eye of a person without a face is a reflection in a visor, and so is the nose below it', () => {
  expect(within([EYE, NOSE], {})).toEqual([]);
});

test('a sure eye keeps its nose', () => {
  const list = [
    { ...EYE, likelihood: 0.97 },
    { ...NOSE, likelihood: 0.7 },
  ];
  expect(within(list, {})).toEqual(list);
});

test('eyes beside the person stay, by the pixels of the photo', () => {
  const [left, right, below] = [
    mark('eye', 2 * (59 - 40), 60, 0.88),
    mark('eye', 2 * (101 - 40), 60, 0.88),
    mark('eye', 80, 2 * (111 - 20), 0.88),
  ];
  expect(within([left, right, below, EYE], {})).toEqual([left, right, below]);
});

test('eyes of an animal that a person holds stay', () => {
  const dog = { x: 70, y: 40, width: 20, height: 20 };
  const chin = mark('eye', 80, 150, 0.9);
  expect(within([EYE, chin], { animals: [dog] })).toEqual([EYE]);
});

describe('far from the head of a person', () => {
  /** In pixels of the photo: (80, 50) is (80, 60) of the working ones. */
  const head = { x: 80, y: 50, reach: 10 };
  const [near, far] = [mark('eye', 80, 78, 0.97), mark('eye', 80, 82, 1)];

  test('even a sure eye is none: the end of an air bottle', () => {
    expect(within([near, far], { head })).toEqual([near]);
    expect(within([EYE, far], { head })).toEqual([]);
    expect(within([near, far], {})).toEqual([near, far]);
  });

  test('but an animal’s is, somebody else’s, and that of a person who has no such head', () => {
    const other = { x: 70, y: 55, width: 30, height: 50 };
    expect(within([far], { head, animals: [other] })).toEqual([far]);
    expect(within([far], { head, persons: [person, other] })).toEqual([far]);
    expect(within([far], { head: { ...head, x: 140 } })).toEqual([far]);
  });
});

test('where nobody is, all stay', () => {
  expect(within([EYE, NOSE], { persons: [] })).toEqual([EYE, NOSE]);
});
