import { describe, expect, it } from 'vitest';
import { spreadLabels, watershed } from '../../src/contours/watershed.ts';
import { planeOf } from '../helpers/pictures.ts';

const everywhere = (count: number) => new Uint8Array(count).fill(1);

describe('watershed', () => {
  it('gives each valley a region, and divides them at the ridge', () => {
    const heights = planeOf(30, 10, (x) => 1 - Math.abs(x - 14) / 20);
    const { labels, count } = watershed(heights, everywhere(300));
    expect(count).toBe(2);
    for (let y = 0; y < 10; y++) {
      expect(labels[y * 30]).not.toBe(labels[y * 30 + 29]);
      for (const x of [5, 12]) expect(labels[y * 30 + x]).toBe(labels[y * 30]);
      for (const x of [17, 25]) expect(labels[y * 30 + x]).toBe(labels[y * 30 + 29]);
    }
  });

  it('leaves a plain as one region, and what is outside in none', () => {
    const { labels, count } = watershed(
      planeOf(8, 4, () => 0.5),
      Uint8Array.from({ length: 32 }, (_, i) => (i % 8 < 6 ? 1 : 0)),
    );
    expect(count).toBe(1);
    expect([...labels.subarray(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, -1, -1]);
  });

  it('does not flood from one end of a row into the next', () => {
    const inside = Uint8Array.from({ length: 18 }, (_, i) => (i === 5 || i === 6 ? 1 : 0));
    expect(
      watershed(
        planeOf(6, 3, () => 0),
        inside,
      ).count,
    ).toBe(2);
  });
});

it('labels spread to what is inside by the nearest, and not around the border', () => {
  const labels = Int32Array.from([7, -1, -1, -1, 9, -1, -1, -1, -1, -1]);
  const inside = Uint8Array.from([1, 1, 0, 1, 1, 1, 0, 0, 0, 1]);
  expect([...spreadLabels(labels, inside, 5)]).toEqual([7, 7, -1, 9, 9, 7, -1, -1, -1, 9]);
});
