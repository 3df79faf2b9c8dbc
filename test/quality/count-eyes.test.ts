import { describe, expect, it } from 'vitest';
import { countEyes } from '../../bench/faces/count-eyes.ts';

const SIZE = { width: 200, height: 100 };
const label = {
  name: 'goat',
  head: 20,
  eyes: [
    [30, 40],
    [40, 40],
  ],
  maybe: [[70, 40]],
} as const;

describe('eyes that were found', () => {
  it('are right within a tenth of the head’s width, each eye once', () => {
    expect(countEyes([{ x: 63.9, y: 40 }], label, SIZE)).toEqual({ eyes: 2, right: 1, wrong: 0 });
    expect(countEyes([{ x: 64.1, y: 40 }], label, SIZE)).toEqual({ eyes: 2, right: 0, wrong: 1 });
    const twice = [
      { x: 60, y: 41 },
      { x: 60, y: 39 },
    ];
    expect(countEyes(twice, label, SIZE)).toEqual({ eyes: 2, right: 1, wrong: 1 });
  });

  it('are neither right nor wrong where an eye is shut', () => {
    expect(countEyes([{ x: 140, y: 40 }], label, SIZE)).toEqual({ eyes: 2, right: 0, wrong: 0 });
    expect(countEyes([], { name: 'owl', head: 20, eyes: [[1, 1]] }, SIZE)).toEqual({
      eyes: 1,
      right: 0,
      wrong: 0,
    });
  });
});
