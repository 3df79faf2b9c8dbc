import { expect, it } from 'vitest';
import { lazyTensor, withReadAside } from '../../src/vision/weights.ts';

const set = () => {
  const read: string[] = [];
  const tensor = (name: string) =>
    lazyTensor([2], () => {
      read.push(name);
      return Float32Array.of(1, 2);
    });
  return { read, weights: { id: 'w', fingerprint: 'f', tensors: { a: tensor('a'), b: tensor('b') } } };
};

it('takes the values that another thread has read, once they are there', async () => {
  const { read, weights } = set();
  const shared = withReadAside(weights, Promise.resolve({ a: Float32Array.of(3, 4) }));
  await shared.ready?.();
  expect([...shared.tensors.a!.data]).toEqual([3, 4]);
  expect(read).toEqual([]);
  expect([...shared.tensors.b!.data]).toEqual([1, 2]);
  expect({ ...shared, tensors: null, ready: null }).toEqual({ ...weights, tensors: null, ready: null });
});

it('reads them itself where that thread failed', async () => {
  const { read, weights } = set();
  const shared = withReadAside(weights, Promise.reject(new Error('no thread')));
  await shared.ready?.();
  expect([...shared.tensors.a!.data]).toEqual([1, 2]);
  expect(read).toEqual(['a']);
});
