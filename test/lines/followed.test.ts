import { describe, expect, it } from 'vitest';
import { FOLLOWED, farthestFollowed } from '../../src/lines/followed.ts';

describe('farthestFollowed', () => {
  it('asks less of fewer strokes, in proportion, and more of more by the square root', () => {
    const own = { ...FOLLOWED, farthest: 5, strokes: 16 };
    expect([16, 8, 4, 64].map((count) => farthestFollowed(count, false, own))).toEqual([5, 10, 20, 2.5]);
    expect([64, 16, 4].map((count) => farthestFollowed(count, true, own))).toEqual([2.5, 5, 10]);
  });
});
