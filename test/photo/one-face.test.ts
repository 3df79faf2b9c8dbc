import { describe, expect, it } from 'vitest';
import { chooseFace, type ONE_FACE } from '../../src/photo/one-face.ts';
import type { Peak } from '../../src/photo/peaks.ts';

/** Numbers that are easily reckoned with. */
const PARAMS: typeof ONE_FACE = {
  eye: 0.8,
  eyeByNose: 0.3,
  otherEye: 0.9,
  otherEyeByNose: 0.5,
  nose: 0.6,
  doubt: 0,
  apart: { least: 0.3, most: 1.4 },
  leastSymmetry: 0.5,
  evenSymmetry: 0.8,
  symmetryWeight: 5,
  noseBelow: { least: 0.3, most: 2 },
  noseReach: 1.1,
  mostNoses: 3,
};
const RADIUS = 40;
const at = (x: number, y: number, value: number): Peak => ({ x, y, value });
const choose = (eyes: readonly Peak[], noses: readonly Peak[] = [], params = PARAMS) =>
  chooseFace(
    [...eyes].sort((a, b) => b.value - a.value),
    noses,
    RADIUS,
    params,
  );
const LEFT = at(45, 50, 0.95);
const NOSE = at(60, 70, 0.8);

describe('chooseFace', () => {
  it('finds an eye alone that is likely enough, and none else', () => {
    expect(choose([at(45, 50, 0.81)])).toEqual({ eyes: [at(45, 50, 0.81)], nose: undefined });
    expect(choose([at(45, 50, 0.79)])).toBeNull();
    expect(choose([], [NOSE])).toBeNull();
  });

  it('believes in an eye beside a nose sooner, but only within reach of it', () => {
    const unsure = at(45, 50, 0.35);
    expect(choose([unsure], [NOSE])).toEqual({ eyes: [unsure], nose: NOSE });
    expect(choose([unsure], [at(60, 91, 0.8)])).not.toBeNull();
    expect(choose([unsure], [at(60, 93, 0.8)])).toBeNull();
    expect(choose([unsure], [at(60, 70, 0.59)])).toBeNull();
  });

  it('believes in a second eye beside a nose sooner than without', () => {
    const count = (value: number, noses: readonly Peak[]) =>
      choose([LEFT, at(75, 50, value)], noses)!.eyes.length;
    expect([count(0.91, []), count(0.89, [])]).toEqual([2, 1]);
    // as far from the nose as the first, which is worth one in log odds
    expect([count(0.28, [NOSE]), count(0.26, [NOSE])]).toEqual([2, 1]);
  });

  it('a second eye needs more the less alike both are in distance from the nose, and below half is none', () => {
    const nose = at(45, 70, 0.8);
    const count = (x: number, value: number) => choose([LEFT, at(x, 70, value)], [nose])!.eyes.length;
    // 20 and 25 from the nose: 0.8
    expect([count(70, 0.51), count(70, 0.49)]).toEqual([2, 1]);
    // 20 and 32: 0.625, which asks for 0.7 in log odds more
    expect([count(77, 0.72), count(77, 0.69)]).toEqual([2, 1]);
    expect(count(86, 0.99)).toBe(1);
  });

  it('wants eyes apart by more than 0.3 and less than 1.4 radii', () => {
    const count = (apart: number) => choose([LEFT, at(LEFT.x + apart, 50, 0.94)])!.eyes.length;
    expect([11, 13, 55, 57].map(count)).toEqual([1, 2, 2, 1]);
  });

  it('wants the nose off the line of both eyes, but not far off', () => {
    const nose = (y: number) => {
      const face = choose([LEFT, at(75, 50, 0.94)], [at(60, y, 0.999)]);
      return face!.nose === undefined ? 0 : face!.eyes.length;
    };
    // the eyes are 30 apart; where the nose does not fit both it has one
    expect([nose(57), nose(61), nose(88)]).toEqual([1, 2, 2]);
    const far = (y: number) =>
      choose([LEFT, at(75, 50, 0.94)], [at(60, y, 0.7)], { ...PARAMS, noseReach: 3 })!.eyes.length;
    expect([far(109), far(111)]).toEqual([2, 1]);
  });

  it('takes the face that is likeliest as a whole, not the likeliest eye', () => {
    const spot = at(60, 20, 0.97);
    const pair = [at(45, 50, 0.93), at(75, 50, 0.92)];
    expect(choose([spot, ...pair], [NOSE])!.eyes).toEqual(pair);
    expect(choose([spot, ...pair.slice(0, 1)])!.eyes).toEqual([spot, pair[0]]);
  });

  it('tries as many noses as it may', () => {
    const eyes = [at(45, 50, 0.5), at(75, 50, 0.5)];
    const noses = [at(60, 200, 0.9), at(200, 70, 0.85), NOSE];
    expect(choose(eyes, noses)?.nose).toEqual(NOSE);
    expect(choose(eyes, noses, { ...PARAMS, mostNoses: 2 })).toBeNull();
  });

  it('asks for more in a head that is not sure, of the first eye alone', () => {
    const doubt = { ...PARAMS, doubt: 1 };
    // log odds of 0.8 and 1 more are those of 0.916
    expect(choose([at(45, 50, 0.92)], [], doubt)).not.toBeNull();
    expect(choose([at(45, 50, 0.91)], [], doubt)).toBeNull();
    expect(choose([LEFT, at(75, 50, 0.91)], [], doubt)!.eyes).toHaveLength(2);
  });

  it('takes a likelihood of 1 for a finite one', () => {
    expect(choose([at(45, 50, 1), at(75, 50, 1)], [at(60, 70, 1)])!.eyes).toHaveLength(2);
  });
});
