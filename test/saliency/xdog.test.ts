import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { otsuThreshold } from '../../src/saliency/xdog.ts';

/** The centre of the bin up to which the classes below and above differ most, by their sizes and means; the first of equals. */
function otsuByDefinition(values: readonly number[]): number {
  const bins = 256;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const width = (high - low) / bins;
  const binOf = (v: number) => Math.min(bins - 1, Math.floor((v - low) / (width || 1)));
  const centre = (bin: number) => low + (bin + 0.5) * width;
  let [best, threshold] = [-1, centre(0)];
  for (let bin = 0; bin < bins - 1; bin++) {
    const classes = [values.filter((v) => binOf(v) <= bin), values.filter((v) => binOf(v) > bin)];
    const [[below, meanBelow], [above, meanAbove]] = classes.map((one) => [
      one.length,
      one.reduce((sum, v) => sum + centre(binOf(v)), 0) / one.length,
    ]) as [[number, number], [number, number]];
    if (below === 0 || above === 0) continue;
    const between = below * above * (meanBelow - meanAbove) ** 2;
    if (between > best * (1 + 1e-12)) [best, threshold] = [between, centre(bin)];
  }
  return threshold;
}

describe('Otsu’s threshold', () => {
  it('is that of its definition, for few values and many', () => {
    const random = createRandom(3);
    for (const count of [2, 3, 5, 9, 40, 300]) {
      for (let k = 0; k < 5; k++) {
        const values = Array.from({ length: count }, () => random.normal() + (random.next() < 0.4 ? 3 : 0));
        expect(otsuThreshold(values)).toBeCloseTo(otsuByDefinition(values), 9);
      }
    }
  });

  it('lies between two values, and is the value where there is but one', () => {
    expect(otsuThreshold([0, 0, 0, 256])).toBe(0.5);
    expect(otsuThreshold([7, 7, 7])).toBe(7);
  });
});
