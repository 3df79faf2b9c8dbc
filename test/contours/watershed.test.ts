import { describe, expect, it } from 'vitest';
import { spreadLabels, watershed } from '../../src/contours/watershed.ts';
import { createRandom } from '../../src/random.ts';
import type { Plane } from '../../src/raster/raster.ts';
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

/** Pixels by level and then by when they were reached, in plain lists. */
function floodByDefinition(heights: Plane, inside: Uint8Array): number[] {
  const { width, height } = heights;
  const level = Array.from(heights.data, (v) => Math.round(255 * v));
  const labels = level.map(() => -1);
  const queue: { at: number; height: number; order: number }[] = [];
  let [order, count] = [0, 0];
  const reach = (at: number, label: number, from: number) => {
    if (!inside[at] || labels[at] >= 0) return;
    labels[at] = label;
    queue.push({ at, height: Math.max(from, level[at]), order: order++ });
  };
  const flood = (now: number) => {
    for (;;) {
      queue.sort((a, b) => a.height - b.height || a.order - b.order);
      if (queue.length === 0 || queue[0].height > now) return;
      const { at, height: from } = queue.shift()!;
      const [x, y] = [at % width, Math.floor(at / width)];
      if (x > 0) reach(at - 1, labels[at], from);
      if (x < width - 1) reach(at + 1, labels[at], from);
      if (y > 0) reach(at - width, labels[at], from);
      if (y < height - 1) reach(at + width, labels[at], from);
    }
  };
  for (let now = 0; now < 256; now++) {
    flood(now);
    level.forEach((v, at) => {
      if (v !== now || !inside[at] || labels[at] >= 0) return;
      reach(at, count++, now);
      flood(now);
    });
  }
  return labels;
}

it('floods random maps as plain lists of waiting pixels do', () => {
  const random = createRandom(8);
  for (const steps of [3, 20, 255]) {
    const heights = planeOf(19, 13, () => Math.round(steps * random.next()) / steps);
    const inside = Uint8Array.from(heights.data, () => (random.next() < 0.85 ? 1 : 0));
    expect([...watershed(heights, inside).labels]).toEqual(floodByDefinition(heights, inside));
  }
});
