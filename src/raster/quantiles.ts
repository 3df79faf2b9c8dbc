/** Quantiles of maps, without sorting them. */

const HALF = 1 << 16;

/**
 * The values that would stand at floor(fraction * count), or last, were they sorted; in linear time, by the upper and then the lower half of
 * their bits.
 * @param values no NaN
 * @returns one for each fraction; none where there are no values
 */
export function quantiles(values: Float32Array, fractions: readonly number[]): number[] {
  const count = values.length;
  if (count === 0) return [];
  const bits = new Int32Array(values.buffer, values.byteOffset, count);
  const upper = new Uint32Array(HALF);
  for (let i = 0; i < count; i++) upper[ordered(bits[i]) >>> 16]++;
  return fractions.map((fraction) => {
    const bucket = find(upper, Math.min(count - 1, Math.floor(fraction * count)));
    const lower = new Uint32Array(HALF);
    for (let i = 0; i < count; i++) {
      const key = ordered(bits[i]);
      if (key >>> 16 === bucket.index) lower[key & (HALF - 1)]++;
    }
    const found = Int32Array.of(disordered(bucket.index * HALF + find(lower, bucket.left).index));
    return new Float32Array(found.buffer)[0];
  });
}

/** A float's bits, reordered so that they grow with it when they are read without a sign. */
const ordered = (bits: number) => (bits < 0 ? ~bits : bits ^ 0x80000000);
const disordered = (key: number) => (key < 0x80000000 ? ~key : key ^ 0x80000000);

/** The bucket that holds the value of a rank, and its rank among the bucket's. */
function find(buckets: Uint32Array, rank: number): { readonly index: number; readonly left: number } {
  let left = rank;
  for (let index = 0; ; index++) {
    if (left < buckets[index]) return { index, left };
    left -= buckets[index];
  }
}
