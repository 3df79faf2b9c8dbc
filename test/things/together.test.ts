import { describe, expect, it } from 'vitest';
import { plane } from '../../src/raster/raster.ts';
import type { Thing } from '../../src/things/thing.ts';
import { thingsTogether } from '../../src/things/together.ts';

const PHOTO = { width: 400, height: 300 };

/** A full rectangle. */
function thing(name: string | null, [x, y, width, height]: readonly number[], prominence: number): Thing {
  const box = { x, y, width, height };
  const share = (width * height) / (PHOTO.width * PHOTO.height);
  const mask = plane(box, new Float32Array(width * height).fill(1));
  return { number: 1, name, likelihood: 0.8, box, mask, share, prominence };
}

const LEFT = [50, 50, 100, 100];
const BESIDE = [150, 50, 100, 100];
const FAR = [280, 50, 100, 100];
const INSIDE = [90, 90, 50, 60];
const SMALL = [150, 90, 30, 30];

/** `dog, bicycle` are drawn each by itself, `+ ball` as a part; `-` where nothing is to be told. */
function drawn(...things: readonly Thing[]): string {
  const together = thingsTogether(things, PHOTO);
  if (!together) return '-';
  const names = (of: readonly Thing[]) => of.map(({ name }) => name ?? '?').join(', ');
  return [names(together.apart), ...(together.parts.length > 0 ? [names(together.parts)] : [])].join(' + ');
}

describe('thingsTogether', () => {
  it.each([
    ['a dog before a bicycle', [thing('dog', LEFT, 0.5), thing('bicycle', BESIDE, 0.3)], 'dog'],
    [
      'one animal beside another',
      [thing('giraffe', LEFT, 0.5), thing('zebra', BESIDE, 0.3)],
      'giraffe, zebra',
    ],
    ['a rider', [thing('horse', LEFT, 0.5), thing('person', BESIDE, 0.3)], 'horse, person'],
    ['a couple', [thing('person', LEFT, 0.5), thing('person', BESIDE, 0.4)], 'person, person'],
    ['a bowl before a couch', [thing('couch', LEFT, 0.5), thing('bowl', INSIDE, 0.3)], 'couch, bowl'],
    ['a person far from a car', [thing('car', LEFT, 0.5), thing('person', FAR, 0.3)], 'car'],
    ['what has no name and touches', [thing('dog', LEFT, 0.5), thing(null, BESIDE, 0.3)], 'dog'],
    [
      'a small thing beside two',
      [thing('person', LEFT, 0.5), thing('person', BESIDE, 0.4), thing('cup', SMALL, 0.02)],
      'person, person + cup',
    ],
    [
      'the friend of a friend',
      [thing('car', LEFT, 0.5), thing('person', BESIDE, 0.3), thing('person', FAR, 0.3)],
      'car, person, person',
    ],
    ['two of a kind far apart', [thing('cow', LEFT, 0.5), thing('cow', FAR, 0.3)], 'cow, cow'],
    ['what has no name and stands by itself', [thing('zebra', LEFT, 0.5), thing(null, FAR, 0.3)], 'zebra, ?'],
  ])('of %s draws', (_, things, expected) => {
    expect(drawn(...things)).toBe(expected);
  });

  it.each([
    ['one thing', [thing('dog', LEFT, 0.5)]],
    ['a main thing without a name', [thing(null, LEFT, 0.5), thing('dog', BESIDE, 0.3)]],
    ['a thing of which another is a small part', [thing('person', LEFT, 0.5), thing('tie', SMALL, 0.02)]],
    ['nothing', []],
  ])('leaves %s as it is', (_, things) => {
    expect(drawn(...things)).toBe('-');
  });
});
