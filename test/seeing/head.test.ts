import { describe, expect, it } from 'vitest';
import { plane } from '../../src/raster/raster.ts';
import { eyeWidth, valueAt, viewHead } from '../../src/seeing/head.ts';
import { CHIN, EYES, FOREHEAD } from '../../src/seeing/mesh-points.ts';
import { skinOf } from '../../src/seeing/skin.ts';
import { paintFace, SHAPE, schematicFace, schematicHead } from '../helpers/schematic-face.ts';

describe('valueAt', () => {
  // a plane of values that bilinear samples reproduce: 1 + 2 x + 10 y + x y at the middles of pixels
  const [width, height] = [4, 3];
  const f = (x: number, y: number) => 1 + 2 * x + 10 * y + x * y;
  const values = plane(
    { width, height },
    Float32Array.from({ length: 12 }, (_, i) => f((i % width) + 0.5, Math.floor(i / width) + 0.5)),
  );

  it('is bilinear between the middles of pixels', () => {
    for (const [x, y] of [
      [0.5, 0.5],
      [1.25, 0.75],
      [2.9, 2.1],
      [3.5, 2.5],
    ] as const)
      expect(valueAt(values, { x, y })).toBeCloseTo(f(x, y), 4);
  });

  it('goes on outside as at the border', () => {
    expect(valueAt(values, { x: -3, y: 1.25 })).toBeCloseTo(f(0.5, 1.25), 4);
    expect(valueAt(values, { x: 9, y: 1.25 })).toBeCloseTo(f(3.5, 1.25), 4);
    expect(valueAt(values, { x: 1.75, y: -1 })).toBeCloseTo(f(1.75, 0.5), 4);
    expect(valueAt(values, { x: 1.75, y: 8 })).toBeCloseTo(f(1.75, 2.5), 4);
  });
});

describe('viewHead', () => {
  const size = { width: 300, height: 260 };

  it.each([
    [0, 90],
    [0.4, 90],
    [-1.2, 60],
  ])('shows a head turned by %s upright and at one size', (angle, height) => {
    const at = { x: 140, y: 120, height, angle };
    const face = schematicFace(at);
    // darker downwards along the face, with a bright spot on its left cheek
    const cheek = (x: number, y: number) => Math.hypot(x - 0.2, y - 0.05) < 0.08;
    const head = viewHead(
      paintFace(at, size, (x, y) => (cheek(x, y) ? 1 : 0.5 - 0.3 * y)),
      face,
    );
    const [top, chin] = [head.points[FOREHEAD]!, head.points[CHIN]!];
    expect(top.x).toBeCloseTo(chin.x, 4);
    expect(chin.y - top.y).toBeCloseTo(head.unit, 4);
    head.points.forEach((point, i) => {
      const back = head.toPhoto(point);
      expect(back.x).toBeCloseTo(face.points[i]!.x, 3);
      expect(back.y).toBeCloseTo(face.points[i]!.y, 3);
    });
    const at2 = (x: number, y: number) =>
      valueAt(head.lightness, {
        x: (top.x + chin.x) / 2 + x * head.unit,
        y: (top.y + chin.y) / 2 + y * head.unit,
      });
    expect(at2(0.2, 0.05)).toBeGreaterThan(at2(-0.2, 0.05) + 0.2);
    expect(at2(-0.2, -0.3)).toBeGreaterThan(at2(-0.2, 0.3) + 0.1);
    expect(eyeWidth(head, 'left') / head.unit).toBeCloseTo(2 * SHAPE.eye.halfWidth, 2);
    expect(head.points[EYES.left.inner]!.x).toBeLessThan(head.points[EYES.left.outer]!.x);
  });

  it('has the same size in its view whatever its size in the photo', () => {
    const unit = (height: number) =>
      viewHead(
        paintFace({ x: 140, y: 120, height }, size, () => 0.5),
        schematicFace({ x: 140, y: 120, height }),
      ).unit;
    expect(unit(40)).toBeCloseTo(unit(100), 3);
    // 320 pixels are 2.6 sides of a square about the face
    expect(unit(100)).toBeGreaterThan(60);
    expect(unit(100)).toBeLessThan(125);
  });
});

describe('skinOf', () => {
  const params = { leastLightness: 0.05, leastColour: 0.01, border: 2 };
  const forehead = { x: 160, y: 108 };
  const elsewhere = { x: 20, y: 20 };

  it('is sure of the colour of cheeks and forehead, and falls off by its distance', () => {
    for (const [off, likely] of [
      [0, 1],
      // two least deviations away is the border, where it is as likely as not
      [0.1, 0.5],
      [-0.1, 0.5],
      [0.2, 1 / 17],
    ] as const) {
      const head = schematicHead((x, y) => (x < -0.7 && y < -0.7 ? 0.6 + off : 0.6));
      const skin = skinOf(head, params);
      expect(skin(forehead)).toBeCloseTo(1, 5);
      expect(skin(elsewhere)).toBeCloseTo(likely, 4);
    }
  });

  it.each(['redness', 'yellowness'] as const)('looks at %s as well', (name) => {
    const head = schematicHead(() => 0.6);
    const data = new Float32Array(320 * 320).map((_, i) => (i < 320 * 40 ? 0.02 : 0));
    const skin = skinOf({ ...head, [name]: plane({ width: 320, height: 320 }, data) }, params);
    expect(skin(elsewhere)).toBeCloseTo(0.5, 4);
    expect(skin(forehead)).toBeCloseTo(1, 5);
  });

  it('allows for skin that is lit unevenly', () => {
    // 6 of the 17 places are 0.2 darker than the middle one
    const uneven = skinOf(
      schematicHead((x) => (x < -0.01 ? 0.4 : 0.6)),
      params,
    );
    const deviation = (1.25 * 6 * 0.2) / 17;
    const square = (0.2 / deviation) ** 2;
    expect(uneven({ x: 100, y: 160 })).toBeCloseTo(1 / (1 + (square / params.border ** 2) ** 2), 4);
    const even = skinOf(
      schematicHead((x, y) => (x < -0.7 && y < -0.7 ? 0.4 : 0.6)),
      params,
    );
    expect(even(elsewhere)).toBeLessThan(0.1);
  });
});
