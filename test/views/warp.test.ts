import { expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { createViewRenderer } from '../../src/rasterizer/views.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { createViewBank } from '../../src/views/bank.ts';
import { identityHomography } from '../../src/views/homography.ts';
import { warp } from '../../src/views/warp.ts';

function noise(width: number, height: number) {
  const random = createRandom(2);
  return {
    width,
    height,
    channels: 3 as const,
    data: Float32Array.from({ length: width * height * 3 }, () => random.next()),
  };
}

it('keeps an image under the identity, bit for bit', () => {
  const image = noise(9, 7);
  expect(warp(image, identityHomography(), image)).toEqual(image);
});

it('moves by whole pixels exactly and leaves paper behind', () => {
  const image = noise(4, 4);
  const moved = warp(image, Float64Array.of(1, 0, 1, 0, 1, 2, 0, 0, 1), { width: 4, height: 4 });
  for (let y = 0; y < 4; y++) {
    for (let x = 0; x < 4; x++) {
      const expected = x < 1 || y < 2 ? 1 : image.data[((y - 2) * 4 + x - 1) * 3];
      expect(moved.data[(y * 4 + x) * 3]).toBe(expected);
    }
  }
});

it('sees strokes where the renderer draws them in the view', () => {
  const size = 96;
  const views = createViewBank(createRandom(8), 4, size, size);
  const renderer = createViewRenderer({ width: size, height: size, views });
  const ink = new Float32Array(4 * size * size);
  renderer.render(uniformStrokes([20, 30, 40, 10, 60, 80, 80, 50, 15, 70, 30, 90, 50, 60, 70, 20], 6), ink);
  const plain = { width: size, height: size, channels: 3 as const, data: new Float32Array(size * size * 3) };
  for (let i = 0; i < plain.data.length; i++) plain.data[i] = 1 - ink[Math.floor(i / 3)];
  for (let v = 0; v < 4; v++) {
    const warped = warp(plain, views[v], plain);
    let difference = 0;
    for (let p = 0; p < size * size; p++)
      difference += Math.abs(1 - ink[v * size * size + p] - warped.data[3 * p]);
    expect(difference / (size * size)).toBeLessThan(0.01);
  }
});

it('sees a plane as it sees a channel of an image, bit for bit', () => {
  const image = noise(30, 22);
  for (const view of createViewBank(createRandom(5), 4, 30, 22)) {
    for (const [width, height, fill] of [
      [30, 22, 1],
      [17, 40, 0.25],
    ]) {
      const warped = warp(image, view, { width, height }, fill);
      for (let c = 0; c < 3; c++) {
        const channel = (data: Float32Array) => data.filter((_, i) => i % 3 === c);
        const plane = { ...image, channels: 1 as const, data: channel(image.data) };
        const expected = { width, height, channels: 1, data: channel(warped.data) };
        expect(warp(plane, view, { width, height }, fill)).toEqual(expected);
      }
    }
  }
});
