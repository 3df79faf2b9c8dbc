import { expect, it } from 'vitest';
import { createResourcePool } from '../../src/compute/resource-pool.ts';

function countingPool(limit: number) {
  const made: string[] = [];
  const released: string[] = [];
  const pool = createResourcePool<string>(limit, (resource) => void released.push(resource));
  const make = (key: string) => async () => {
    made.push(key);
    return key;
  };
  const use = (key: string) => pool.use(key, make(key), async (resource) => resource);
  return { pool, use, make, made, released };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

it('makes a resource once, also when two want it at the same time', async () => {
  const { use, made } = countingPool(2);
  expect(await Promise.all([use('a'), use('a')])).toEqual(['a', 'a']);
  await use('a');
  expect(made).toEqual(['a']);
});

it('releases what was used longest ago, and makes it again when it is used again', async () => {
  const { use, made, released } = countingPool(2);
  for (const key of ['a', 'b', 'a', 'c']) await use(key);
  await settle();
  expect(released).toEqual(['b']);
  await use('b');
  await settle();
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  expect(released).toEqual(['b', 'a']);
});

it('does not release what is in use', async () => {
  const { pool, use, make, released } = countingPool(0);
  await pool.use('a', make('a'), async () => {
    await use('b');
    pool.drop('a');
    await settle();
    expect(released).toEqual(['b']);
  });
  await settle();
  expect(released).toEqual(['b', 'a']);
});

it('forgets a resource that could not be made', async () => {
  const { pool, use } = countingPool(2);
  const fail = pool.use(
    'a',
    () => Promise.reject(new Error('no')),
    async () => 'never',
  );
  await expect(fail).rejects.toThrow('no');
  expect(await use('a')).toBe('a');
});

it('releases everything when it is cleared', async () => {
  const { pool, use, released } = countingPool(5);
  for (const key of ['a', 'b']) await use(key);
  pool.clear();
  await settle();
  expect(released).toEqual(['a', 'b']);
});
