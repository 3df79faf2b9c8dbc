import { expect, it } from 'vitest';
import { keyOf, rememberLast } from '../src/remember.ts';

it('makes what is asked for again once, the last keys only', async () => {
  const memory = rememberLast<string>(2);
  const made: string[] = [];
  const ask = (key: string) =>
    memory(key, () => {
      made.push(key);
      return `${key}!`;
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await ask(key)).toBe(`${key}!`);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

it('tries again what failed', async () => {
  const memory = rememberLast<number>();
  await expect(memory('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await memory('a', () => 1)).toBe(1);
});

it('has keys that differ where a value, its place or its kind does', () => {
  const keys = [
    keyOf('a', 'b'),
    keyOf('ab'),
    keyOf('a', null, 'b'),
    keyOf(Float32Array.of(1, 2)),
    keyOf(Float32Array.of(1), Float32Array.of(2)),
    keyOf(Float32Array.of(2, 1)),
    keyOf(undefined),
    keyOf(),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(keyOf(Float32Array.of(1, 2).subarray(1), 'x')).toBe(keyOf(Float32Array.of(2), 'x'));
});
