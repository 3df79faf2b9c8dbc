import { expect, it } from 'vitest';
import { widenF16 } from '../../src/vision/half.ts';

/** By the definition of binary16. */
function decoded(half: number): number {
  const [exponent, fraction] = [(half >> 10) & 31, half & 1023];
  const sign = half >> 15 === 1 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

it('widens each of the 65,536 halves exactly, in pieces of any length', () => {
  const halves = Uint16Array.from({ length: 65_536 }, (_, i) => i);
  const found = new Float32Array(halves.length);
  for (let from = 0, length = 1; from < halves.length; from += length++)
    widenF16(halves.subarray(from, from + length), found.subarray(from, from + length));
  const wrong = halves.filter((half) => !Object.is(found[half], decoded(half)));
  expect([...wrong]).toEqual([]);
});
