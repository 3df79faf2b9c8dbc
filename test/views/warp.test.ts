import { expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { createViewRenderer } from '../../src/rasterizer/views.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { createViewBank } from '../../src/views/bank.ts';
import { identityHomography, invertHomography } from '../../src/views/homography.ts';
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

/** The inverse of [1, 0, u; 0, 1, v; p, q, 1] takes a place of the view to a place of the source. */
const fromInverse = (u: number, v: number, p: number, q: number) =>
  invertHomography(Float64Array.of(1, 0, u, 0, 1, v, p, q, 1));

it('takes a mean of neighbours between pixels, of paper too where the picture ends', () => {
  const source = { width: 2, height: 2, channels: 1 as const, data: Float32Array.of(0.8, 0.4, 0.2, 0) };
  const shifted = (x: number, y: number, fill = 1) =>
    [...warp(source, fromInverse(x, y, 0, 0), source, fill).data].map(
      (value) => Math.round(1e4 * value) / 1e4,
    );
  expect(shifted(0.25, 0)).toEqual([0.7, 0.55, 0.15, 0.25]);
  expect(shifted(0, 0.25)).toEqual([0.65, 0.3, 0.4, 0.25]);
  expect(shifted(-0.5, 0)).toEqual([0.9, 0.6, 0.6, 0.1]);
  expect(shifted(0.5, 0.5, 0)).toEqual([0.35, 0.1, 0.05, 0]);
  expect(shifted(-1, -2, 0.5)).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect(shifted(1.75, 0, 0)).toEqual([0.1, 0, 0, 0]);
  expect(shifted(0, -1.75, 0)).toEqual([0, 0, 0.2, 0.1]);
});

/** Grows by `along` from column to column, and by 0.01 from row to row. */
function ramp(width: number, height: number, along: number) {
  const at = (_: unknown, i: number) => along * (i % width) + 0.01 * Math.floor(i / width);
  return { width, height, channels: 1 as const, data: Float32Array.from({ length: width * height }, at) };
}

it('follows perspective: of a ramp it shows the value at the place seen, within the picture', () => {
  const [width, height] = [30, 20];
  const source = ramp(width, height, 0.02);
  const [u, v, p, q] = [2, 1, 0.01, -0.005];
  const { data: seen } = warp(source, fromInverse(u, v, p, q), source);
  let inside = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const w = p * (x + 0.5) + q * (y + 0.5) + 1;
      const [sx, sy] = [(x + 0.5 + u) / w - 0.5, (y + 0.5 + v) / w - 0.5];
      if (sx < 0 || sy < 0 || sx > width - 1 || sy > height - 1) continue;
      inside++;
      expect(seen[y * width + x]).toBeCloseTo(0.02 * sx + 0.01 * sy, 5);
    }
  expect(inside).toBeGreaterThan(300);
});

it('shows nothing of what is behind the viewer', () => {
  const dark = { width: 40, height: 40, channels: 1 as const, data: new Float32Array(1600) };
  const { data } = warp(dark, fromInverse(-30, -30, -0.05, 0), dark);
  // right of column 20 is behind; there the way back would lead into the picture, mirrored
  for (let y = 0; y < 40; y++) for (let x = 20; x < 29; x++) expect(data[y * 40 + x]).toBe(1);
  expect(warp(dark, fromInverse(0, 0, 0.001, 0), dark).data[410]).toBe(0);
});

it('turns and shears: each place of the view shows where its way back leads', () => {
  const [width, height] = [24, 24];
  const source = ramp(width, height, 0.03);
  const [a, b, u, c, d, v] = [0.8, -0.3, 4, 0.4, 0.9, -2];
  const seen = warp(source, invertHomography(Float64Array.of(a, b, u, c, d, v, 0, 0, 1)), source).data;
  let inside = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [px, py] = [x + 0.5, y + 0.5];
      const [sx, sy] = [a * px + b * py + u - 0.5, c * px + d * py + v - 0.5];
      if (sx < 0 || sy < 0 || sx > width - 1 || sy > height - 1) continue;
      inside++;
      expect(seen[y * width + x]).toBeCloseTo(0.03 * sx + 0.01 * sy, 5);
    }
  expect(inside).toBeGreaterThan(200);
});
