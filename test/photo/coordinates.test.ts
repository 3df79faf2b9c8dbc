import { describe, expect, it } from 'vitest';
import { createPlacement, paperSize } from '../../src/photo/coordinates.ts';
import { fitFrame } from '../../src/raster/frame.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

const photo = { width: 900, height: 600 };
const paper = paperSize(photo, 224);

describe('the paper', () => {
  it('has the photo’s shape and the area of the square', () => {
    for (const [width, height] of [
      [900, 600],
      [50, 50],
      [30, 1900],
    ]) {
      const size = paperSize({ width, height }, 224);
      expect(size.width / size.height / (width / height)).toBeCloseTo(1, 2);
      expect((size.width * size.height) / 224 ** 2).toBeCloseTo(1, 2);
    }
  });
});

describe.each([
  ['the whole photo', { x: 0, y: 0, width: 900, height: 600 }],
  ['a window', { x: 300, y: 90, width: 300, height: 400 }],
] as const)('%s', (_, window) => {
  const frame = fitFrame(window.width / window.height, { kind: 'patches', patch: 14 }, 224);
  const image = { width: 512, height: 400, channels: 3 as const, data: new Float32Array(0) };
  const placement = createPlacement({ window, frame, image }, photo, paper);

  /** A place in photo pixels, by way of working pixels and canvas, on the paper. */
  const onPaper = (x: number, y: number) => {
    const at = [
      ((x - window.x) / window.width) * image.width,
      ((y - window.y) / window.height) * image.height,
    ];
    const working = Float64Array.from([at, at, at, at].flat());
    const strokes = uniformStrokes(placement.workingToCanvas(working), 3);
    return placement.canvasToPaper(strokes).points;
  };

  it('puts every place of the photo at the same place of the paper', () => {
    for (const [x, y] of [
      [window.x, window.y],
      [window.x + 120, window.y + 200],
      [window.x + window.width, window.y + window.height],
    ]) {
      const points = onPaper(x, y);
      expect(points[0]).toBeCloseTo((x / photo.width) * paper.width, 1);
      expect(points[1]).toBeCloseTo((y / photo.height) * paper.height, 1);
    }
  });

  it('goes there and back', () => {
    const working = Float64Array.of(51, 80, 150, 360, 256, 240, 560, -80);
    const canvas = placement.workingToCanvas(working);
    placement.canvasToWorking(canvas).forEach((v, i) => {
      expect(v).toBeCloseTo(working[i], 9);
    });
    const strokes = uniformStrokes(canvas, 3 * placement.zoom);
    const there = placement.canvasToPaper(strokes);
    expect(there.widths[0]).toBeCloseTo(3, 9);
    const back = placement.paperToCanvas(there);
    expect(back.widths[0]).toBeCloseTo(strokes.widths[0], 9);
    back.points.forEach((v, i) => {
      expect(v).toBeCloseTo(canvas[i], 9);
    });
  });
});
