import { describe, expect, it } from 'vitest';
import { elementArray, elementType } from '../../../src/compute/trace/recorder.ts';

describe('elementArray', () => {
  const own = {
    float32: Float32Array.of(1.5, -2),
    int32: Int32Array.of(1, -2),
    bool: Uint8Array.of(1, 0),
  } as const;

  it.each(['float32', 'int32', 'bool'] as const)('leaves %s of its own class as they are', (type) => {
    expect(elementArray(own[type], type)).toBe(own[type]);
  });

  it.each([
    ['float32', Int32Array.of(3, -1), Float32Array.of(3, -1)],
    ['float32', Uint8Array.of(1, 0), Float32Array.of(1, 0)],
    ['int32', Float32Array.of(2.9, -2.9), Int32Array.of(2, -2)],
    ['int32', Uint8Array.of(1, 0), Int32Array.of(1, 0)],
    ['bool', Float32Array.of(1, 0), Uint8Array.of(1, 0)],
    ['bool', Int32Array.of(0, 1), Uint8Array.of(0, 1)],
  ] as const)('makes %s of numbers of another class', (type, given, expected) => {
    expect(elementArray(given, type)).toEqual(expected);
  });
});

it('refuses types that cannot be traced, in one line', () => {
  expect(elementType('bool')).toBe('bool');
  expect(() => elementType('string')).toThrow('Tensors of type string cannot be traced: use --engine wasm');
});
