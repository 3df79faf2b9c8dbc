import { expect, it } from 'vitest';
import { ConstantPool } from '../../../src/compute/trace/constant.ts';

const float = (...values: number[]) => Float32Array.from(values);

it('small constants that are equal are one object, whatever they were made from', () => {
  const pool = new ConstantPool();
  const made = pool.fromValues(float(1, 2), [2], 'float32');
  expect(pool.fromValues(float(1, 2), [2], 'float32')).toBe(made);
  expect(pool.fromValues(float(1, 2), [1, 2], 'float32')).not.toBe(made);
  expect(pool.fromValues(Int32Array.of(1, 2), [2], 'int32')).not.toBe(made);
  expect(pool.fromValues(float(0), [1], 'float32')).not.toBe(pool.fromValues(float(-0), [1], 'float32'));
  expect(pool.uniform(1, [4, 4], 'float32')).toBe(
    pool.fromValues(new Float32Array(16).fill(1), [4, 4], 'float32'),
  );
  expect([...(made.values() as Float32Array)]).toEqual([1, 2]);
});

it('large constants are not compared by value', () => {
  const pool = new ConstantPool();
  const values = new Float32Array(17).fill(3);
  const made = pool.fromValues(values, [17], 'float32');
  expect(pool.fromValues(values, [17], 'float32')).not.toBe(made);
  expect([...(pool.uniform(3, [17], 'float32').values() as Float32Array)]).toEqual([...values]);
});
