import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/lines/fit.ts';
import type { Landmark } from '../../src/photo/landmarks.ts';
import { drawLandmarks, landmarks, roomForLandmarks } from '../../src/sources/landmarks.ts';
import { strokeCount } from '../../src/strokes/stroke.ts';
import { mapContours } from '../helpers/map-contours.ts';
import { constantPlane, drawPicture, noBoundaries } from '../helpers/pictures.ts';

const EYE: Landmark = { kind: 'eye', likelihood: 0.9, x: 50, y: 30, radius: 10 };
const OTHER: Landmark = { ...EYE, x: 90 };
const NOSE: Landmark = { kind: 'nose', likelihood: 0.9, x: 70, y: 60, radius: 4 };

const along = (cubic: Float64Array) => Array.from({ length: 101 }, (_, k) => evaluate(cubic, k / 100));

describe('drawLandmarks', () => {
  it('spends a quarter of twelve or more strokes at most, on the first ones', () => {
    const counts = [12, 15, 16, 40].map(
      (count) => drawLandmarks([EYE, OTHER, NOSE, OTHER], count).length / 8,
    );
    expect(counts).toEqual([3, 3, 4, 4]);
    expect(drawLandmarks([], 16)).toHaveLength(0);
  });

  it('with eight to eleven strokes draws two at most, and only what is nearly certain', () => {
    const sure = { ...OTHER, likelihood: 0.96 };
    const count = (...args: Parameters<typeof drawLandmarks>) => drawLandmarks(...args).length / 8;
    expect([1, 7, 8, 11].map((strokes) => count([sure, sure, sure], strokes))).toEqual([0, 0, 2, 2]);
    expect(drawLandmarks([EYE, sure, NOSE], 8)).toEqual(drawLandmarks([sure], 8));
    expect([11, 12].map((strokes) => count([{ ...sure, radius: 5.9 }], strokes))).toEqual([0, 1]);
  });

  it('goes round a spot, a little within its rim', () => {
    const points = along(drawLandmarks([EYE], 16));
    expect(points[0]).toEqual(points[100]);
    for (const c of [0, 1]) {
      const values = points.map((point) => point[c]);
      const [least, most] = [Math.min(...values), Math.max(...values)];
      expect(most - least).toBeCloseTo(14, 0);
      expect((most + least) / 2).toBeCloseTo(c === 0 ? 50 : 30, 0);
    }
  });

  it('makes a dot of what is tiny or of unknown size', () => {
    for (const radius of [0, 0.5]) {
      const distances = along(drawLandmarks([{ ...EYE, radius }], 16)).map(([x, y]) =>
        Math.hypot(x - 50, y - 30),
      );
      expect(Math.max(...distances)).toBeLessThan(2.5);
      expect(Math.max(...distances)).toBeGreaterThan(1.5);
    }
  });

  it('makes an almond of a large eye, its corner where the nose or the other eye is', () => {
    const corners = [
      { x: 1, y: 0 },
      { x: -0.6, y: 0.8 },
    ];
    for (const inwards of corners) {
      const points = along(drawLandmarks([{ ...EYE, inwards }], 16));
      const measure = (ux: number, uy: number) => {
        const values = points.map(([x, y]) => (x - EYE.x) * ux + (y - EYE.y) * uy);
        return { least: Math.min(...values), most: Math.max(...values) };
      };
      const length = measure(inwards.x, inwards.y);
      const height = measure(-inwards.y, inwards.x);
      expect((length.most - length.least) / (height.most - height.least)).toBeCloseTo(1.5, 1);
      const [x, y] = points[0];
      expect((x - EYE.x) * inwards.x + (y - EYE.y) * inwards.y).toBeCloseTo(length.most, 6);
    }
    const small = { ...EYE, radius: 5 };
    expect(drawLandmarks([{ ...small, inwards: corners[0] }], 16)).toEqual(drawLandmarks([small], 16));
  });

  it('makes a broad triangle of the nose between two eyes, upright as they are though it lies aside', () => {
    const turned = ({ x, y, ...mark }: Landmark) => ({ ...mark, x: -y, y: x });
    const face = [EYE, OTHER, { ...NOSE, x: NOSE.x + 6 }];
    const extent = (marks: Landmark[]) => {
      const points = along(drawLandmarks(marks, 16).subarray(16));
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      return { points, width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
    };
    const { points, width, height } = extent(face);
    expect(width).toBeCloseTo(0.34 * 40, 0);
    expect(width / height).toBeCloseTo(1.9, 1);
    expect(points[0][0]).toBeCloseTo(NOSE.x + 6);
    expect(points[0][1]).toBeGreaterThan(NOSE.y + 2);
    const lying = extent(face.map(turned));
    expect([lying.width, lying.height]).toEqual([expect.closeTo(height), expect.closeTo(width)]);
    expect(extent([EYE, { ...OTHER, x: 54 }, NOSE]).width).toBeCloseTo(2 * 0.7 * NOSE.radius, 0);
  });
});

describe('the source of landmarks', () => {
  /** Two animals seen from the front, each with a mouth of dark lines below its nose. */
  const found: Landmark[] = [90, 290].flatMap((x) => [
    { kind: 'eye', likelihood: 1, x: x - 50, y: 60, radius: 8 },
    { kind: 'eye', likelihood: 1, x: x + 50, y: 60, radius: 8 },
    { kind: 'nose', likelihood: 1, x, y: 130, radius: 8 },
  ]);
  const image = drawPicture(400, 220, (c) => {
    c.lineWidth = 4;
    for (const x of [90, 290]) {
      c.beginPath();
      c.moveTo(x - 30, 165);
      c.bezierCurveTo(x + 30, 129, x - 30, 129, x + 30, 165);
      c.stroke();
    }
  });
  const proposed = (marks: readonly Landmark[]) => {
    const plain = constantPlane(400, 220, 1);
    const map = mapContours({
      image,
      mask: null,
      attention: () => plain,
      subject: plain,
      heads: constantPlane(400, 220, 0),
      boundaries: noBoundaries(image),
      landmarks: marks,
    });
    return landmarks.propose(map, landmarks.params).fixed!;
  };
  const always = () => true;

  it('draws mouths with the strokes that eyes and noses leave, one stroke each', () => {
    const fixed = proposed(found);
    const strokes = (count: number) => strokeCount(fixed(count, always));
    expect([4, 8, 12, 24, 28, 32, 40].map(strokes)).toEqual([0, 2, 3, 6, 7, 8, 8]);
    expect(fixed(32, always).points.subarray(0, 48)).toEqual(drawLandmarks(found, 32));
    // the first mouth is that of the first head, and ends to both sides of its nose
    const [x0, y0] = fixed(28, always).points.subarray(48);
    const [x1, y1] = fixed(28, always).points.subarray(54);
    expect((x0 + x1) / 2).toBeCloseTo(90, 6);
    expect(Math.abs(x1 - x0)).toBeGreaterThan(30);
    expect([y0, y1].every((y) => y > 145 && y < 190)).toBe(true);
  });

  it('draws none of a head that is not seen from the front', () => {
    const { points, widths } = proposed(found.slice(0, 2))(32, always);
    expect(points).toEqual(drawLandmarks(found.slice(0, 2), 32));
    expect([...widths]).toEqual([1, 1]);
  });
});

it('there is room for a landmark in each four strokes, from eight on', () => {
  expect([0, 7, 8, 11, 12, 16].map((count) => roomForLandmarks(count))).toEqual([0, 0, 2, 2, 3, 4]);
});

it('a loop is as wide as it is high, to a hundredth', () => {
  const points = along(drawLandmarks([EYE], 16));
  const extent = (c: 0 | 1) => {
    const values = points.map((point) => point[c]);
    return Math.max(...values) - Math.min(...values);
  };
  expect(extent(0)).toBeCloseTo(14, 1);
  expect(extent(1)).toBeCloseTo(14, 1);
});
