import { describe, expect, it } from 'vitest';
import { makeConstant, recipeOf } from '../../../src/compute/cache/constants.ts';
import { ConstantPool } from '../../../src/compute/trace/constant.ts';
import { weightConstants } from '../../../src/compute/trace/weights.ts';

const SIZE = 20;
const shape = [SIZE];
const set = {
  id: 'w',
  tensors: { a: { shape: [4, 5], data: Float32Array.from({ length: SIZE }, (_, i) => i) } },
};

/** As it is after a recipe was written to a file and read from it. */
const stored = <T>(recipe: T): T => JSON.parse(JSON.stringify(recipe));

describe('a constant of a cached graph', () => {
  const pool = new ConstantPool();

  it.each([3, 0.1, 0, -0, Number.POSITIVE_INFINITY, Number.NaN])(
    'whose values are all %d is the same again',
    (value) => {
      const constant = pool.uniform(value, shape, 'float32');
      const recipe = stored(recipeOf(constant, []));
      const bytes = 'bytes' in recipe ? new Uint8Array(constant.values().buffer) : new Uint8Array();
      const again = makeConstant(recipe, [], pool, bytes);
      expect([...(again.values() as Float32Array)]).toEqual(new Array(SIZE).fill(Math.fround(value)));
      expect(again).toMatchObject({ shape, type: 'float32' });
    },
  );

  it('of other values is made of its bytes, in its type', () => {
    const values = BigInt64Array.from({ length: SIZE }, (_, i) => BigInt(i - 7));
    const recipe = stored(recipeOf(pool.fromValues(values, shape, 'int64'), []));
    expect(recipe).toEqual({ bytes: 8 * SIZE, shape, type: 'int64' });
    expect(makeConstant(recipe, [], pool, new Uint8Array(values.buffer)).values()).toEqual(values);
  });

  it('of a weight’s values is that weight, turned and reshaped as it was', () => {
    const weights = weightConstants(pool, set);
    const made = pool.reshape(pool.transpose(weights.a!, [1, 0]), [2, 10]);
    const recipe = stored(recipeOf(made, [{ ...set, id: 'other' }, set]));
    expect(recipe).toMatchObject({ set: 1, tensor: 'a' });
    expect(makeConstant(recipe, [{}, weights], pool, new Uint8Array())).toBe(made);
    expect(() => makeConstant(recipe, [weights], pool, new Uint8Array())).toThrow('no weight a');
  });
});
