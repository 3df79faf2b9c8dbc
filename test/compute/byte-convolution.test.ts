/** Convolution of bytes against a loop over whole numbers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byteConvolution } from '../../src/compute/byte-convolution.ts';
import { createEngine } from '../../src/compute/engines.ts';
import { tf } from '../../src/compute/lazy-tf.ts';
import type { Engine } from '../../src/compute/program.ts';
import type { Tensor4D } from '../../src/compute/tf.ts';
import { createRandom } from '../../src/random.ts';
import '../helpers/patience.ts';

const [HEIGHT, WIDTH, INPUTS, OUTPUTS] = [5, 7, 20, 6];
const random = createRandom(3);
const whole = (low: number, high: number) => Math.round(low + (high - low) * random.next());

/** Every second output's filter is as large as it may be, and so is a part of the picture, so that sums of two products are the largest. */
const filter = Int8Array.from({ length: OUTPUTS * INPUTS * 9 }, (_, i) =>
  Math.floor(i / (INPUTS * 9)) % 2 === 0 ? 64 : whole(-64, 64),
);
const bias = Int32Array.from({ length: OUTPUTS }, () => whole(-9000, 9000));
const scale = Float32Array.from({ length: OUTPUTS }, (_, o) => (o % 2 === 0 ? 2 ** -15 : 2 ** -9));
const picture = Float32Array.from({ length: HEIGHT * WIDTH * INPUTS }, (_, i) =>
  i < 300 ? 255 : whole(-20, 270) + 0.25,
);

function expectedAt(y: number, x: number, out: number): number {
  let sum = bias[out]!;
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++)
      for (let c = 0; c < INPUTS; c++) {
        const [row, column] = [y + dy, x + dx];
        if (row < 0 || column < 0 || row >= HEIGHT || column >= WIDTH) continue;
        const value = picture[(row * WIDTH + column) * INPUTS + c]!;
        const byte = Math.min(255, Math.max(0, Math.round(value)));
        sum += byte * filter[((out * INPUTS + c) * 3 + dy + 1) * 3 + dx + 1]!;
      }
  return Math.min(255, Math.max(0, sum * scale[out]!));
}

describe.each(['onnx', 'wasm'] as const)('engine %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine(name, { threads: 1 });
  });
  afterAll(() => engine.dispose());

  it('takes bytes and gives bytes, whose sums are exact', async () => {
    const shape = [1, HEIGHT, WIDTH, INPUTS];
    const program = await engine.compile({
      key: 'byte convolution',
      inputs: { x: { shape } },
      weights: [
        {
          id: 'bytes',
          tensors: {
            filter: { shape: [OUTPUTS, INPUTS, 3, 3], dtype: 'int8', data: filter },
            bias: { shape: [OUTPUTS], dtype: 'int32', data: bias },
            scale: { shape: [OUTPUTS], data: scale },
          },
        },
      ],
      run: ({ x }, { filter, bias, scale }) => {
        const bytes = byteConvolution(x as Tensor4D, { filter: filter!, bias: bias!, scale: scale! });
        return { y: tf.cast(bytes, 'float32'), largest: tf.cast(tf.maxPool(bytes, 2, 2, 'same'), 'float32') };
      },
    });
    const { y, largest } = await program.run({ x: { shape, data: picture } });
    expect(y!.shape).toEqual([1, HEIGHT, WIDTH, OUTPUTS]);
    const seen = new Set<number>();
    for (let i = 0; i < y!.data.length; i++) {
      const [row, column, out] = [
        Math.floor(i / (WIDTH * OUTPUTS)),
        Math.floor(i / OUTPUTS) % WIDTH,
        i % OUTPUTS,
      ];
      expect(Math.abs(y!.data[i]! - expectedAt(row, column, out))).toBeLessThanOrEqual(0.5);
      expect(Number.isInteger(y!.data[i])).toBe(true);
      seen.add(y!.data[i]!);
    }
    expect(seen.size).toBeGreaterThan(30);
    const at = (row: number, column: number) => y!.data[(row * WIDTH + column) * OUTPUTS]!;
    expect(largest!.data[0]).toBe(Math.max(at(0, 0), at(0, 1), at(1, 0), at(1, 1)));
  });

  it.each([0, 2])('with a border of %i zeros has as many sums more or less', async (border) => {
    const shape = [1, HEIGHT, WIDTH, INPUTS];
    const tensors = {
      filter: { shape: [OUTPUTS, INPUTS, 3, 3], dtype: 'int8', data: filter },
      bias: { shape: [OUTPUTS], dtype: 'int32', data: bias },
      scale: { shape: [OUTPUTS], data: scale },
    } as const;
    const program = await engine.compile({
      key: `byte convolution ${border}`,
      inputs: { x: { shape } },
      weights: [{ id: 'bytes with a border', tensors }],
      run: ({ x }, { filter, bias, scale }) => {
        const own = { filter: filter!, bias: bias!, scale: scale! };
        return { y: tf.cast(byteConvolution(x as Tensor4D, own, border), 'float32') };
      },
    });
    const { y } = await program.run({ x: { shape, data: picture } });
    const [rows, columns] = [HEIGHT + 2 * border - 2, WIDTH + 2 * border - 2];
    expect(y!.shape).toEqual([1, rows, columns, OUTPUTS]);
    for (let i = 0; i < y!.data.length; i++) {
      const [row, column] = [Math.floor(i / (columns * OUTPUTS)), Math.floor(i / OUTPUTS) % columns];
      const wanted = expectedAt(row + 1 - border, column + 1 - border, i % OUTPUTS);
      expect(Math.abs(y!.data[i]! - wanted)).toBeLessThanOrEqual(0.5);
    }
  });
});
