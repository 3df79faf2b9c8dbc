import { describe, expect, it } from 'vitest';
import { COCO_NAMES } from '../../src/seeing/coco-names.ts';
import { namesOf } from '../../src/things/words.ts';

describe('namesOf', () => {
  it('knows every name of the detector, in the plural too', () => {
    const plural = (name: string) => (/(?:s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`);
    for (const name of COCO_NAMES) {
      expect(namesOf(name)).toEqual([name]);
      expect(namesOf(plural(name))).toEqual([name]);
    }
  });

  it.each([
    ['bike', 'bicycle'],
    ['Kittens', 'cat'],
    ['puppies', 'dog'],
    ['people', 'person'],
    ['women', 'person'],
    ['geese', 'bird'],
    ['doughnuts', 'donut'],
    ['buses', 'bus'],
    ['wine glasses', 'wine glass'],
    ['sofa', 'couch'],
    ['mobile phones', 'cell phone'],
    ['knives', 'knife'],
    ['couches', 'couch'],
  ])('takes %s for %s', (word, name) => {
    expect(namesOf(word)).toEqual([name]);
  });

  it('knows groups, and that it does not know other words', () => {
    expect(namesOf('animals')).toContain('giraffe');
    expect(namesOf('vehicle')).toContain('bus');
    expect(namesOf('crab')).toEqual([]);
    expect(namesOf('s')).toEqual([]);
  });
});
