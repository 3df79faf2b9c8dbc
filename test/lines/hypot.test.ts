import { expect, it } from 'vitest';
import { hypot } from '../../src/lines/hypot.ts';
import { createRandom } from '../../src/random.ts';

it('is Math.hypot to the bit', () => {
  const random = createRandom(4);
  const values = [0, -0, 1, -3, 4, 1e-300, 1e300, 0.1];
  for (let k = 0; k < 2000; k++) values.push(random.normal() * 10 ** random.uniform(-6, 6));
  for (let k = 0; k < values.length; k++) {
    for (const other of [values[(7 * k + 3) % values.length], values[k % 8], values[k]]) {
      expect(hypot(values[k], other)).toBe(Math.hypot(values[k], other));
    }
  }
});
