import { describe, expect, it } from 'vitest';
import { fitFrame } from '../../src/raster/frame.ts';
import { rgbImage } from '../../src/raster/raster.ts';
import { placeOnCanvas, resample, takeFromCanvas } from '../../src/raster/resample.ts';
import { meanAbsoluteDifference } from '../helpers/compare-images.ts';
import { constantPlane, drawPicture, planeOf } from '../helpers/pictures.ts';

const mean = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / values.length;

describe('resample', () => {
  it('keeps a constant whatever the sizes and the window', () => {
    for (const [w, h, to, window] of [
      [7, 5, [20, 3], undefined],
      [64, 64, [9, 31], { x: -20, y: 10, width: 130, height: 12 }],
      [1, 1, [8, 8], undefined],
    ] as const) {
      const from = constantPlane(w, h, 0.7);
      const out = resample(from, { width: to[0], height: to[1] }, window).data;
      expect(out).toHaveLength(to[0] * to[1]);
      for (const v of out) expect(v).toBeCloseTo(0.7, 6);
    }
  });

  it('is the identity at the same size', () => {
    const waves = planeOf(13, 9, (x, y) => Math.sin(x * y));
    expect(resample(waves, waves)).toEqual(waves);
  });

  it('keeps linear ramps in place, away from the border', () => {
    const ramp = planeOf(40, 30, (x, y) => 0.02 * x + 0.01 * y);
    for (const [width, height] of [
      [80, 45],
      [20, 15],
    ]) {
      const out = resample(ramp, { width, height }).data;
      for (let y = 3; y < height - 3; y++) {
        for (let x = 3; x < width - 3; x++) {
          const expected = (0.02 * (x + 0.5) * 40) / width + (0.01 * (y + 0.5) * 30) / height;
          expect(out[y * width + x]).toBeCloseTo(expected, 5);
        }
      }
    }
  });

  it('keeps the mean when shrinking', () => {
    const checks = planeOf(96, 72, (x, y) => ((Math.floor(x) * 31 + Math.floor(y) * 17) % 11) / 10);
    const small = resample(checks, { width: 24, height: 18 });
    expect(mean(small.data)).toBeCloseTo(mean(checks.data), 2);
  });

  it('does not alias: stripes of one pixel become grey', () => {
    const stripes = planeOf(64, 64, (x) => Math.floor(x) % 2);
    const small = resample(stripes, { width: 8, height: 8 });
    for (const v of small.data) expect(Math.abs(v - 0.5)).toBeLessThan(0.05);
  });

  it('of a part is what is inside of it, whatever lies above and below', () => {
    const waves = planeOf(30, 40, (x, y) => Math.sin(x * y));
    const changed = { ...waves, data: waves.data.map((v, i) => (i < 30 * 10 || i >= 30 * 28 ? 9 : v)) };
    const window = { x: 3, y: 12, width: 20, height: 14 };
    for (const size of [
      { width: 40, height: 28 },
      { width: 10, height: 7 },
    ]) {
      expect(resample(changed, size, window)).toEqual(resample(waves, size, window));
    }
  });

  it('treats channels alike', () => {
    const planes = [0, 1, 2].map((c) => planeOf(12, 10, (x, y) => Math.cos(x * (c + 1)) + y));
    const joined = Float32Array.from({ length: 360 }, (_, i) => planes[i % 3].data[Math.floor(i / 3)]);
    const [size, smaller] = [
      { width: 12, height: 10 },
      { width: 5, height: 7 },
    ];
    const { data } = resample(rgbImage(size, joined), smaller);
    planes.forEach((values, c) => {
      const alone = resample(values, smaller).data;
      expect(data.filter((_, i) => i % 3 === c)).toEqual(alone);
    });
  });
});

describe('the canvas', () => {
  const photo = { width: 90, height: 60 };

  it('repeats the photo’s border in the margin', () => {
    const frame = fitFrame(1.5, { kind: 'square' }, 56);
    const image = drawPicture(90, 60, (c) => {
      c.fillStyle = 'rgb(255, 0, 0)';
      c.fillRect(0, 0, 90, 30);
    });
    const { data } = placeOnCanvas(image, frame);
    expect(frame.photo.y).toBeGreaterThan(5);
    for (let x = 0; x < 56; x++) {
      expect([...data.subarray(3 * x, 3 * x + 3)]).toEqual([1, 0, 0]);
      const below = 3 * (55 * 56 + x);
      expect([...data.subarray(below, below + 3)]).toEqual([1, 1, 1]);
    }
  });

  it.each([
    ['square', { kind: 'square' } as const],
    ['patches', { kind: 'patches', patch: 14 } as const],
  ])('of %s: takeFromCanvas takes back what placeOnCanvas put there', (_, rule) => {
    const frame = fitFrame(1.5, rule, 224);
    const smooth = planeOf(90, 60, (x, y) => 0.5 + 0.25 * Math.sin(x / 9) + 0.25 * Math.cos(y / 7));
    const back = takeFromCanvas(placeOnCanvas(smooth, frame), frame, photo);
    expect(meanAbsoluteDifference(back.data, smooth.data)).toBeLessThan(0.003);
  });

  it('puts a spot where the frame says', () => {
    const frame = fitFrame(1.5, { kind: 'square' }, 224);
    const spot = planeOf(90, 60, (x, y) => (Math.hypot(x - 60, y - 20) < 4 ? 1 : 0));
    const canvas = placeOnCanvas(spot, frame).data;
    let [sum, sx, sy] = [0, 0, 0];
    canvas.forEach((v, i) => {
      sum += v;
      sx += v * ((i % 224) + 0.5);
      sy += v * (Math.floor(i / 224) + 0.5);
    });
    expect(sx / sum).toBeCloseTo(frame.photo.x + (60 / 90) * frame.photo.width, 1);
    expect(sy / sum).toBeCloseTo(frame.photo.y + (20 / 60) * frame.photo.height, 1);
  });
});
