import { describe, expect, it } from 'vitest';
import { type CanvasRule, fitFrame } from '../../src/raster/frame.ts';

const PATCHES: CanvasRule = { kind: 'patches', patch: 14 };
const ASPECTS = [1, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 16 / 9, 9 / 16, 2.39, 1 / 2.39, 5, 0.2, 12, 1 / 12];

describe.each(ASPECTS)('a photo of aspect %f', (aspect) => {
  it.each<[string, CanvasRule]>([
    ['patches', PATCHES],
    ['square', { kind: 'square' }],
  ])('lies undistorted in the middle of a canvas of %s', (_, rule) => {
    const { width, height, photo } = fitFrame(aspect, rule, 224);
    expect(photo.width / photo.height).toBeCloseTo(aspect, 9);
    expect(photo.x + photo.width / 2).toBeCloseTo(width / 2, 9);
    expect(photo.y + photo.height / 2).toBeCloseTo(height / 2, 9);
    expect(photo.x).toBeGreaterThanOrEqual(0);
    expect(photo.y).toBeGreaterThanOrEqual(0);
    expect(Math.min(photo.x, photo.y)).toBeCloseTo(0, 9);
  });

  it('costs about as much as the square and loses little to margins', () => {
    const { width, height, photo } = fitFrame(aspect, PATCHES, 224);
    expect([width % 14, height % 14]).toEqual([0, 0]);
    const area = (width * height) / 224 ** 2;
    expect(area).toBeGreaterThanOrEqual(0.85);
    expect(area).toBeLessThanOrEqual(1.1);
    const margin = 1 - (photo.width * photo.height) / (width * height);
    expect(margin).toBeLessThan(aspect > 4 || aspect < 0.25 ? 0.25 : 0.05);
  });
});

describe('the best canvas', () => {
  it('of a square photo is the square without margin', () => {
    const frame = fitFrame(1, PATCHES, 224);
    expect(frame).toEqual({ width: 224, height: 224, photo: { x: 0, y: 0, width: 224, height: 224 } });
  });

  it('of an aspect that patches can meet exactly has no margin', () => {
    const { width, height, photo } = fitFrame(20 / 13, PATCHES, 224);
    expect([photo.width, photo.height]).toEqual([width, height]);
  });

  it('has no less margin than any other of its area', () => {
    for (const aspect of ASPECTS.filter((a) => a < 4 && a > 0.25)) {
      const frame = fitFrame(aspect, PATCHES, 224);
      const patches = (frame.width / 14) * (frame.height / 14);
      const covered = (frame.photo.width * frame.photo.height) / (frame.width * frame.height);
      for (let columns = 4; columns <= 64; columns++) {
        if (patches % columns !== 0) continue;
        const ratio = columns / (patches / columns) / aspect;
        expect(covered).toBeGreaterThanOrEqual(Math.min(ratio, 1 / ratio) - 1e-9);
      }
    }
  });

  it('is the mirror image of the turned photo’s', () => {
    for (const aspect of ASPECTS) {
      const frame = fitFrame(aspect, PATCHES, 224);
      const turned = fitFrame(1 / aspect, PATCHES, 224);
      const cover = (f: typeof frame) => (f.photo.width * f.photo.height) / (f.width * f.height);
      expect(Math.abs(cover(frame) - cover(turned))).toBeLessThan(0.05);
    }
  });
});
