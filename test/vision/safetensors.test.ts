import { truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSafetensors } from '../../src/vision/safetensors.ts';
import { checkTensors } from '../../src/vision/weights.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { f32, writeRaw, writeSafetensors } from '../helpers/safetensors.ts';

const path = join(temporaryFolder(), 'weights.safetensors');
const bytes16 = (values: readonly number[]) => new Uint8Array(Uint16Array.from(values).buffer);

test('reads F32, F16, BF16 and I8 as 32-bit floats, whole or in part', () => {
  writeSafetensors(path, {
    odd: { dtype: 'U8', shape: [3], bytes: Uint8Array.of(1, 2, 3) },
    single: f32([2, 2], Float32Array.of(1.5, -2, 3e-30, Infinity)),
    half: { dtype: 'F16', shape: [6], bytes: bytes16([0x3c00, 0xc000, 0x0001, 0x7bff, 0xfc00, 0x3555]) },
    brain: { dtype: 'BF16', shape: [3], bytes: bytes16([0x3f80, 0xc040, 0x7f80]) },
    whole: { dtype: 'I8', shape: [5], bytes: Uint8Array.of(0, 1, 127, 128, 255) },
    scalar: f32([], Float32Array.of(7)),
    empty: f32([0, 4], new Float32Array(0)),
  });
  const file = openSafetensors(path);
  expect([...file.read('single')]).toEqual([1.5, -2, Math.fround(3e-30), Infinity]);
  expect([...file.read('half')]).toEqual([1, -2, 2 ** -24, 65504, -Infinity, 0.333251953125]);
  expect([...file.read('brain')]).toEqual([1, -3, Infinity]);
  expect([...file.read('whole')]).toEqual([0, 1, 127, -128, -1]);
  expect([...file.read('whole', 2, 4)]).toEqual([127, -128]);
  expect(file.readBytes('whole')).toEqual(Int8Array.of(0, 1, 127, -128, -1));
  expect([...file.read('scalar')]).toEqual([7]);
  expect(file.read('empty')).toHaveLength(0);
  expect([...file.read('half', 1, 3)]).toEqual([-2, 2 ** -24]);
  expect([...file.read('single', 2)]).toEqual([Math.fround(3e-30), Infinity]);
  expect(file.entries.get('single')?.shape).toEqual([2, 2]);
});

test('half floats: NaN stays NaN, the sign of zero is kept', () => {
  writeSafetensors(path, { x: { dtype: 'F16', shape: [3], bytes: bytes16([0x7e00, 0x8000, 0x0000]) } });
  expect([...openSafetensors(path).read('x')]).toEqual([NaN, -0, 0]);
});

test.each(['F16', 'BF16'])('%s of any length are all read, in their order', (dtype) => {
  const size = 2 * 32_768 + 7;
  const exponent = dtype === 'F16' ? 0x3c00 : 0x3f80;
  const steps = dtype === 'F16' ? 1024 : 128;
  const halves = Array.from({ length: size }, (_, i) => exponent + (i % steps));
  writeSafetensors(path, { x: { dtype, shape: [size], bytes: bytes16(halves) } });
  const file = openSafetensors(path);
  const expected = Float32Array.from({ length: size }, (_, i) => 1 + (i % steps) / steps);
  expect(file.read('x')).toEqual(expected);
  expect(file.read('x', 5, 40_000)).toEqual(expected.slice(5, 40_000));
});

test('refuses to read types that networks do not have, and tensors that are not there', () => {
  writeSafetensors(path, { n: { dtype: 'I64', shape: [1], bytes: new Uint8Array(8) } });
  const file = openSafetensors(path);
  expect(() => file.read('n')).toThrow('tensor n is I64; only F32, F16, BF16 and I8 are read');
  expect(() => file.read('m')).toThrow('has no tensor m');
  expect(() => file.readBytes('n')).toThrow('has no tensor n of signed bytes');
});

describe('broken files are refused in one line', () => {
  const entry = (dtype: string, shape: unknown, offsets: unknown) => ({
    dtype,
    shape,
    data_offsets: offsets,
  });
  const lying: [string, Record<string, unknown>, number, string][] = [
    ['data end early', { a: entry('F32', [2], [0, 8]) }, 4, 'it ends before tensor a does'],
    ['data go on', { a: entry('F32', [2], [0, 8]) }, 12, 'it has 4 bytes that no tensor in its header uses'],
    [
      'overlap',
      { a: entry('F32', [2], [0, 8]), b: entry('F32', [2], [4, 12]) },
      12,
      'tensor b overlaps another',
    ],
    [
      'hole',
      { a: entry('F32', [1], [0, 4]), b: entry('F32', [1], [8, 12]) },
      12,
      'a hole of 4 bytes before b',
    ],
    ['shape lies', { a: entry('F32', [3], [0, 8]) }, 8, 'tensor a should have 12 bytes but has 8'],
    ['overflowing shape', { a: entry('F32', [2 ** 52, 2 ** 52], [0, 8]) }, 8, 'tensor a should have'],
    ['negative offset', { a: entry('F32', [1], [-4, 0]) }, 0, 'entry for a is malformed'],
    ['backward offsets', { a: entry('F32', [1], [4, 0]) }, 4, 'tensor a ends before it begins'],
    ['fractional shape', { a: entry('F32', [0.5], [0, 2]) }, 2, 'entry for a is malformed'],
    ['no type', { a: { shape: [1], data_offsets: [0, 4] } }, 4, 'entry for a is malformed'],
    ['null entry', { a: null }, 0, 'entry for a is malformed'],
  ];
  test.each(lying)('%s', (_, header, size, message) => {
    writeRaw(path, JSON.stringify(header), new Uint8Array(size));
    expect(() => openSafetensors(path)).toThrow(message);
  });

  test('too short for a header', () => {
    writeFileSync(path, 'abc');
    expect(() => openSafetensors(path)).toThrow('it has 3 bytes, too few for a header');
  });

  test('header longer than the file, or absurdly long', () => {
    writeRaw(path, '{}', new Uint8Array(0), 1000);
    expect(() => openSafetensors(path)).toThrow('it ends inside its header');
    writeRaw(path, '{}', new Uint8Array(0), 2 ** 52);
    expect(() => openSafetensors(path)).toThrow('its header length is impossible');
  });

  test('header that is not a JSON object', () => {
    for (const header of ['<html>', '[1]', 'null']) {
      writeRaw(path, header, new Uint8Array(0));
      expect(() => openSafetensors(path)).toThrow(/its header is not (JSON|a JSON object)/);
    }
  });

  test('missing file, directory', () => {
    expect(() => openSafetensors(`${path}.none`)).toThrow('Cannot open the weights');
    expect(() => openSafetensors(tmpdir())).toThrow('Cannot read the weights');
  });

  test('file that shrinks after it was opened', () => {
    writeSafetensors(path, { a: f32([4], new Float32Array(4)) });
    const file = openSafetensors(path);
    truncateSync(path, 70);
    expect(() => file.read('a')).toThrow('it ended while being read');
  });
});

test('a file that does not fit: what is missing, misshapen and surplus is named', () => {
  writeSafetensors(path, {
    a: f32([2, 3], new Float32Array(6)),
    extra: f32([1], new Float32Array(1)),
    known: f32([1], new Float32Array(1)),
  });
  const file = openSafetensors(path);
  const check = (expected: Record<string, number[]>) =>
    checkTensors(file, 'tiny', expected, (name) => name === 'known');
  expect(() => check({ a: [2, 3], extra: [1] })).not.toThrow();
  expect(() => check({ a: [3, 2], b: [1], c1: [1], c2: [1], c3: [1], c4: [1] })).toThrow(
    'does not fit tiny: it lacks b, c1, c2, c3 and 1 more, and has another shape for a (2,3 instead of 3,2), and has the unknown extra',
  );
});
