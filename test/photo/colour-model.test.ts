import { describe, expect, it } from 'vitest';
import { blurBins, colourBins, colourPosterior } from '../../src/photo/colour-model.ts';
import { planeOf } from '../helpers/pictures.ts';

const SIDE = 16;
const at = (lightness: number, a: number, b: number) => (lightness * SIDE + a) * SIDE + b;
const only = (bin: number) => {
  const counts = new Float64Array(SIDE ** 3);
  counts[bin] = 64;
  return blurBins(counts);
};

describe('colourBins', () => {
  it('divide lightness from 0 to 1 and both colour axes from -0.3 to 0.3 into 16 each; what is beyond counts as the last', () => {
    const lab = [
      [0.5, 0, 1, 2],
      [0, -0.3, 0.29, 9],
      [0.03, -9, 0.3, 9],
    ].map((values) => Float32Array.from(values));
    expect([...colourBins(lab)]).toEqual([at(8, 8, 8), at(0, 0, 0), at(15, 15, 15), at(15, 15, 15)]);
  });
});

describe('blurBins', () => {
  it('spreads a count by 1/4, 1/2, 1/4 along each axis', () => {
    const spread = only(at(5, 6, 7));
    for (const [u, v, w] of [
      [0, 0, 0],
      [1, 0, 0],
      [0, -1, 0],
      [0, 0, 1],
      [-1, 1, 0],
      [1, 1, -1],
    ]) {
      const weight = 0.5 ** [u, v, w].filter((step) => step !== 0).length;
      expect(spread[at(5 + u!, 6 + v!, 7 + w!)]).toBe(8 * weight);
    }
    expect(spread.reduce((sum, v) => sum + v, 0)).toBe(64);
    expect(spread.filter((v) => v > 0)).toHaveLength(27);
  });

  it('keeps at an end of an axis what would fall beyond it', () => {
    const [first, last] = [only(at(0, 0, 0)), only(at(15, 15, 15))];
    for (const spread of [first, last]) {
      expect(spread.reduce((sum, v) => sum + v, 0)).toBe(64);
      expect(spread.filter((v) => v > 0)).toHaveLength(8);
    }
    expect(first[at(0, 0, 0)]).toBe(27);
    expect(last[at(15, 15, 15)]).toBe(27);
    expect(last[at(15, 14, 15)]).toBe(9);
  });
});

describe('colourPosterior', () => {
  it('is near 1 for a colour that is only inside, near 0 for one only outside, and 1/2 for one that is both alike', () => {
    // a third each: red inside, blue outside, grey half in, half out
    const bins = Int32Array.from({ length: 12 }, (_, i) => [at(3, 12, 3), at(3, 3, 12), at(9, 8, 8)][i % 3]!);
    const mask = planeOf(12, 1, (x) => [1, 0, 0.5][Math.floor(x) % 3]!);
    const { data } = colourPosterior(bins, mask);
    expect(data[0]).toBeGreaterThan(0.99);
    expect(data[1]).toBeLessThan(0.01);
    expect(data[2]).toBeCloseTo(0.5, 5);
  });

  it('asks how common a colour is within each, so that a small subject counts no less', () => {
    const bins = Int32Array.from({ length: 100 }, (_, i) => (i < 4 || i >= 98 ? at(3, 12, 3) : at(3, 3, 12)));
    const mask = planeOf(100, 1, (x) => (x < 4 ? 1 : 0));
    // all of the subject is red, and 2 of 96 of the rest
    expect(colourPosterior(bins, mask).data[99]).toBeCloseTo(1 / (1 + 2 / 96), 2);
  });
});
