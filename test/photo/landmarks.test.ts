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

const LEFT = { x: 45.5, y: 50.5, value: 0.9 };
const RIGHT = { x: 75.5, y: 50.5, value: 0.8 };
const NOSE = { x: 60.5, y: 70.5, value: 0.8 };

describe('findLandmarks', () => {
  it('finds both eyes, the surer first, then the nose', () => {
    expect(find({ eyes: bumps(RIGHT, LEFT), noses: bumps(NOSE) })).toEqual([
      { kind: 'eye', likelihood: Math.fround(0.9), x: 45.5, y: 50.5, radius: 0 },
      { kind: 'eye', likelihood: Math.fround(0.8), x: 75.5, y: 50.5, radius: 0 },
      { kind: 'nose', likelihood: Math.fround(0.8), x: 60.5, y: 70.5, radius: 0 },
    ]);
  });

  it('believes in one eye sooner than in another, and in that sooner than in none', () => {
    const kinds = (first: number, second: number, nose: number) =>
      find({
        eyes: bumps({ ...LEFT, value: first }, { ...RIGHT, value: second }),
        noses: bumps({ ...NOSE, value: nose }),
      }).map(({ kind }) => kind);
    expect(kinds(0.8, 0.72, 0.4)).toEqual(['eye']);
    expect(kinds(0.9, 0.8, 0.6)).toEqual(['eye', 'eye', 'nose']);
    expect(kinds(0.72, 0, 0.4)).toEqual(['eye']);
    expect(kinds(0.6, 0, 0.6)).toEqual(['nose']);
  });

  it('takes ears for no eyes: what is further than 1.15 radii from a likely nose', () => {
    const ear = { x: 48.5, y: 20.5, value: 0.95 };
    const eye = { x: 48.5, y: 50.5, value: 0.9 };
    const at = (noses: FaceMaps['noses']) => find({ eyes: bumps(ear, eye), noses })[0].y;
    expect(at(bumps({ ...NOSE, value: 0.85 }))).toBe(50.5);
    expect(at(bumps({ ...NOSE, value: 0.75 }))).toBe(20.5);
  });

  it('takes four buttons for no face, but two eyes with two likely places each', () => {
    const square = (dx: number) =>
      [0, 1, 2, 3].map((k) => ({
        x: 45.5 + 28 * (k % 2) + (k > 1 ? dx : 0),
        y: k > 1 ? 72.5 : 50.5,
        value: 0.9,
      }));
    expect(find({ eyes: bumps(...square(0)) })).toEqual([]);
    expect(find({ eyes: bumps(...square(0).slice(0, 3)) }).length).toBeGreaterThan(0);
    const near = square(0).map(({ y, ...spot }) => ({ ...spot, y: y > 60 ? 62.5 : y }));
    expect(find({ eyes: bumps(...near) }).length).toBeGreaterThan(0);
  });

  it('takes no second eye beside the first or at the other side of the head, nor what lies outside it', () => {
    expect(find({ eyes: bumps(LEFT, { x: 90.5, y: 50.5, value: 0.8 }) })).toHaveLength(1);
    expect(find({ eyes: bumps(LEFT, { x: 56.5, y: 50.5, value: 0.8 }) })).toHaveLength(1);
    expect(find({ eyes: bumps(LEFT, { x: 3.5, y: 3.5, value: 0.8 }) })).toHaveLength(1);
  });

  it('beside a nose believes in the other eye sooner, but only as far from it as the first one', () => {
    const eyes = (other: Spot, noses = bumps(NOSE)) =>
      find({ eyes: bumps(LEFT, other), noses }).filter(({ kind }) => kind === 'eye').length;
    const unsure = { ...RIGHT, value: 0.6 };
    const forehead = { x: 68.5, y: 30.5, value: 0.85 };
    expect([eyes(unsure), eyes(unsure, NOTHING)]).toEqual([2, 1]);
    expect([eyes(forehead), eyes(forehead, NOTHING)]).toEqual([1, 2]);
  });

  it('of two places for the other eye takes the one at the usual distance', () => {
    const temple = { x: 80.5, y: 50.5, value: 0.86 };
    const eye = { x: 69.5, y: 50.5, value: 0.85 };
    expect(find({ eyes: bumps(LEFT, temple, eye) })[1].x).toBe(69.5);
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
    const eyes = bumps({ x: x0 + 0.5, y: y0 + 0.5, value: 0.9 });
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

  it('takes likelihoods that are just enough, and no lower ones', () => {
    const params = { ...LANDMARKS, eye: 0.75, otherEye: 0.5, otherEyeByNose: 0.25, nose: 0.625 };
    const kinds = (first: number, second: number, nose: number) =>
      findLandmarks(
        {
          eyes: bumps({ ...LEFT, value: first }, { ...RIGHT, value: second }),
          noses: bumps({ ...NOSE, value: nose }),
        },
        constantPlane(SIZE, SIZE, 0.8),
        HEAD,
        params,
      )
        .map(({ kind }) => kind)
        .join();
    expect(kinds(0.75, 0.5, 0)).toBe('eye,eye');
    expect(kinds(0.7499, 0.5, 0)).toBe('');
    expect(kinds(0.75, 0.4999, 0)).toBe('eye');
    expect(kinds(0.75, 0.25, 0.625)).toBe('eye,eye,nose');
    expect(kinds(0.75, 0.2499, 0.625)).toBe('eye,nose');
    expect(kinds(0.75, 0.25, 0.6249)).toBe('eye');
  });

  it('wants eyes apart by more than 0.35 and less than 0.95 radii', () => {
    const count = (apart: number) =>
      find({ eyes: bumps(LEFT, { ...LEFT, x: LEFT.x + apart, value: 0.87 }) }).length;
    // of a head with a radius of 40
    expect([14, 16, 37, 38].map(count)).toEqual([1, 2, 2, 1]);
  });

  it('belongs to the head within 1.3 radii of its middle', () => {
    const count = (x: number, y: number) => find({ eyes: bumps({ x, y, value: 0.9 }) }).length;
    // 52 pixels around (60, 60)
    expect([count(8.5, 60.5), count(7.5, 60.5), count(60.5, 111.5), count(60.5, 112.5)]).toEqual([
      1, 0, 1, 0,
    ]);
  });

  it('has one place where several pixels are as likely, the first, and none on the map’s border', () => {
    const map = (...pixels: readonly (readonly [number, number])[]) => {
      const plane = constantPlane(SIZE, SIZE, 0);
      for (const [x, y] of pixels) plane.data[y * SIZE + x] = 0.875;
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
