import { describe, expect, it } from 'vitest';
import { findLandmarks, LANDMARKS } from '../../src/photo/landmarks.ts';
import type { FaceMaps } from '../../src/photo/reader.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

const SIZE = 120;
const HEAD = { x: 60, y: 60, radius: 40 };

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

const bumps = (...spots: readonly Spot[]) =>
  planeOf(SIZE, SIZE, (x, y) =>
    Math.max(0, ...spots.map((spot) => spot.value * Math.exp(-((x - spot.x) ** 2 + (y - spot.y) ** 2) / 50))),
  );
const NOTHING = bumps();
const find = (maps: Partial<FaceMaps>, lightness = constantPlane(SIZE, SIZE, 0.8)) =>
  findLandmarks({ eyes: NOTHING, noses: NOTHING, ...maps }, lightness, HEAD);

const LEFT = { x: 45.5, y: 50.5, value: 0.99 };
const RIGHT = { x: 75.5, y: 50.5, value: 0.98 };
const NOSE = { x: 60.5, y: 70.5, value: 0.8 };

describe('findLandmarks', () => {
  it('finds both eyes, the surer first, then the nose', () => {
    const found = find({ eyes: bumps(RIGHT, LEFT), noses: bumps(NOSE) });
    expect(found).toMatchObject([
      { kind: 'eye', likelihood: Math.fround(0.99), x: 45.5, y: 50.5, radius: 0 },
      { kind: 'eye', likelihood: Math.fround(0.98), x: 75.5, y: 50.5, radius: 0 },
      { kind: 'nose', likelihood: Math.fround(0.8), x: 60.5, y: 70.5, radius: 0 },
    ]);
  });

  it('says where inner corners point: to the other eye and somewhat down to the nose; of an eye alone not', () => {
    const inwards = (maps: Partial<FaceMaps>) => find(maps).map((landmark) => landmark.inwards);
    const [left, right, nose] = inwards({ eyes: bumps(LEFT, RIGHT), noses: bumps(NOSE) });
    expect(left!.x).toBeCloseTo(-right!.x, 6);
    expect(left!.x).toBeGreaterThan(0.9);
    expect(left!.y).toBeGreaterThan(0.2);
    expect(Math.hypot(left!.x, left!.y)).toBeCloseTo(1, 6);
    expect(nose).toBeUndefined();
    expect(inwards({ eyes: bumps(LEFT, RIGHT) })).toEqual([
      { x: 1, y: 0 },
      { x: -1, y: 0 },
    ]);
    expect(inwards({ eyes: bumps(LEFT) })).toEqual([undefined]);
    const [alone] = inwards({ eyes: bumps(LEFT), noses: bumps(NOSE) });
    expect([alone!.x, alone!.y]).toEqual([0.6, 0.8]);
  });

  it('finds a nose where there is no eye, but no nose that is less likely than that', () => {
    const least = LANDMARKS.face.nose;
    const kinds = (value: number) => find({ noses: bumps({ ...NOSE, value }) }).map(({ kind }) => kind);
    expect([kinds(least + 0.01), kinds(least - 0.01)]).toEqual([['nose'], []]);
  });

  it('takes four buttons for no face, but two eyes with two likely places each', () => {
    const square = (dx: number) =>
      [0, 1, 2, 3].map((k) => ({
        x: 45.5 + 28 * (k % 2) + (k > 1 ? dx : 0),
        y: k > 1 ? 72.5 : 50.5,
        value: 0.99,
      }));
    expect(find({ eyes: bumps(...square(0)) })).toEqual([]);
    const [sure, ...others] = square(0);
    const least = LANDMARKS.buttons.likelihood;
    const count = (value: number) =>
      find({ eyes: bumps(sure, ...others.map((spot) => ({ ...spot, value }))) }).length;
    expect([count(least + 0.01), count(least - 0.01)]).toEqual([0, 1]);
    expect(find({ eyes: bumps(...square(0).slice(0, 3)) }).length).toBeGreaterThan(0);
    const near = square(0).map(({ y, ...spot }) => ({ ...spot, y: y > 60 ? 58.5 : y }));
    expect(find({ eyes: bumps(...near) }).length).toBeGreaterThan(0);
  });

  it('takes no second eye that is too near, nor what lies outside the head', () => {
    const count = (x: number, y: number) => find({ eyes: bumps(LEFT, { x, y, value: 0.985 }) }).length;
    expect([count(53.5, 50.5), count(75.5, 50.5), count(3.5, 3.5)]).toEqual([1, 2, 1]);
  });

  it('makes an eye of which the pupil alone is seen as large as eyes are, but no nose', () => {
    const pupil = planeOf(SIZE, SIZE, (x, y) =>
      Math.min(Math.hypot(x - 45, y - 50), Math.hypot(x - 60, y - 70)) < 2 ? 0.1 : 0.8,
    );
    const [eye, nose] = find({ eyes: bumps(LEFT), noses: bumps(NOSE) }, pupil);
    expect(eye.radius).toBe(LANDMARKS.leastEye * HEAD.radius);
    expect(nose.radius).toBeLessThan(3);
  });

  it('settles on the dark spot nearby and tells its radius', () => {
    for (const radius of [5, 6]) {
      const dark = planeOf(SIZE, SIZE, (x, y) => (Math.hypot(x - 48, y - 48) < radius ? 0.1 : 0.8));
      const [eye] = find({ eyes: bumps(LEFT) }, dark);
      expect(Math.hypot(eye.x - 48, eye.y - 48)).toBeLessThan(1);
      expect(Math.abs(eye.radius - radius)).toBeLessThan(0.25 * radius);
    }
  });

  it.each([
    ['left', 4, 60],
    ['right', 116, 60],
    ['top', 60, 4],
    ['bottom', 60, 116],
  ])('settles on a spot at the %s edge of the picture', (_, x0, y0) => {
    const head = { x: (x0 + 60) / 2, y: (y0 + 60) / 2, radius: 40 };
    const dark = planeOf(SIZE, SIZE, (x, y) => (Math.hypot(x - x0, y - y0) < 3 ? 0.1 : 0.8));
    const eyes = bumps({ x: x0 + 0.5, y: y0 + 0.5, value: 0.99 });
    const [eye] = findLandmarks({ eyes, noses: NOTHING }, dark, head);
    expect(Math.hypot(eye.x - x0, eye.y - y0)).toBeLessThan(1.5);
    expect(eye.radius).toBeGreaterThan(2);
  });

  it('settles in the middle of a slanting spot', () => {
    for (const sign of [-1, 1]) {
      const dark = planeOf(SIZE, SIZE, (x, y) => {
        const [u, v] = [x - 47, y - 49];
        return ((u + sign * v) / 4) ** 2 + ((u - sign * v) / 6) ** 2 < 1 ? 0.1 : 0.8;
      });
      const [eye] = find({ eyes: bumps(LEFT) }, dark);
      expect(Math.hypot(eye.x - 47, eye.y - 49)).toBeLessThan(1);
    }
  });

  it('prefers a spot to a darker line, such as the rim of glasses', () => {
    const glasses = planeOf(SIZE, SIZE, (x, y) =>
      Math.abs(y - 47) < 1.5 ? 0 : Math.hypot(x - 46, y - 53) < 3 ? 0.3 : 0.8,
    );
    const [eye] = find({ eyes: bumps(LEFT) }, glasses);
    expect(Math.hypot(eye.x - 46, eye.y - 53)).toBeLessThan(1.5);
  });

  it('is not drawn to spots further away, bright ones or those larger than an eye', () => {
    const spots: [number, number, number][] = [
      [62, 50, 0.1],
      [46, 50, 1],
    ];
    for (const [spotX, spotY, value] of spots) {
      const other = planeOf(SIZE, SIZE, (x, y) => (Math.hypot(x - spotX, y - spotY) < 4 ? value : 0.8));
      const [eye] = find({ eyes: bumps(LEFT) }, other);
      expect(Math.hypot(eye.x - LEFT.x, eye.y - LEFT.y)).toBeLessThan(6);
      expect(eye.radius).toBeLessThan(6);
    }
    const shadow = planeOf(SIZE, SIZE, (x, y) => (Math.hypot(x - 45, y - 50) < 25 ? 0.1 : 0.8));
    expect(find({ eyes: bumps(LEFT) }, shadow)[0].radius).toBeLessThanOrEqual(6);
  });

  it('belongs to the head within 1.3 radii of its middle', () => {
    const count = (x: number, y: number) => find({ eyes: bumps({ x, y, value: 0.99 }) }).length;
    // 52 pixels around (60, 60)
    expect([count(8.5, 60.5), count(7.5, 60.5), count(60.5, 111.5), count(60.5, 112.5)]).toEqual([
      1, 0, 1, 0,
    ]);
  });

  it('has one place where several pixels are as likely, the first, and none on the map’s border', () => {
    const map = (...pixels: readonly (readonly [number, number])[]) => {
      const plane = constantPlane(SIZE, SIZE, 0);
      for (const [x, y] of pixels) plane.data[y * SIZE + x] = 0.984375;
      return plane;
    };
    const places = (eyes: ReturnType<typeof map>) => find({ eyes }).map(({ x, y }) => [x, y]);
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const)
      expect(places(map([50, 50], [50 + dx, 50 + dy]))).toEqual([[50.5, 50.5]]);
    expect(places(map([50, 50], [49, 51]))).toEqual([[50.5, 50.5]]);
    const near = { x: 30, y: 30, radius: 60 };
    for (const [x, y] of [
      [0, 30],
      [30, 0],
    ] as const)
      expect(
        findLandmarks({ eyes: map([x, y]), noses: NOTHING }, constantPlane(SIZE, SIZE, 0.8), near),
      ).toEqual([]);
    const far = { x: 90, y: 90, radius: 60 };
    for (const [x, y] of [
      [119, 90],
      [90, 119],
    ] as const)
      expect(
        findLandmarks({ eyes: map([x, y]), noses: NOTHING }, constantPlane(SIZE, SIZE, 0.8), far),
      ).toEqual([]);
    expect(
      findLandmarks({ eyes: map([118, 90]), noses: NOTHING }, constantPlane(SIZE, SIZE, 0.8), far),
    ).toHaveLength(1);
  });
});
