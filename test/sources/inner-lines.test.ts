import { describe, expect, it } from 'vitest';
import type { ContourMap } from '../../src/contours/map.ts';
import { evaluate } from '../../src/lines/fit.ts';
import { type Chain, lineLength, STEP } from '../../src/lines/polyline.ts';
import type { Landmark } from '../../src/photo/landmarks.ts';
import { valueAt } from '../../src/raster/raster.ts';
import { nearFaces } from '../../src/seeing/near-faces.ts';
import type { Portrait } from '../../src/seeing/portraits.ts';
import { divideInnerLines, findInnerLines, INNER_LINES } from '../../src/sources/inner-lines.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

const SIZE = 200;
type Seen = Parameters<typeof findInnerLines>[0];
const nothing: Seen = {
  ...{ inner: [], outline: [], mask: null },
  heights: constantPlane(SIZE, SIZE, 0),
  boundaries: { near: constantPlane(SIZE, SIZE, 0), afar: constantPlane(SIZE, SIZE, 0) },
  ...{ heads: constantPlane(SIZE, SIZE, 0), landmarks: [], portraits: [], limbParts: [] },
};
/** Points a pixel apart of a line that is as strong everywhere. */
function chain(at: (t: number) => readonly number[], pixels: number, strength = 1, closed = false): Chain {
  const points = Array.from({ length: pixels + (closed ? 0 : 1) }, (_, k) => at(k / pixels));
  return {
    xy: Float64Array.from(points.flat()),
    strength: new Float64Array(points.length).fill(strength),
    closed,
  };
}
function straight(x0: number, y0: number, x1: number, y1: number, strength = 1): Chain {
  const at = (t: number) => [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
  return chain(at, Math.round(Math.hypot(x1 - x0, y1 - y0)), strength);
}
const ellipse = (a: number, b: number, pixels: number, x = 100, y = 100) =>
  chain((t) => [x + a * Math.cos(2 * Math.PI * t), y + b * Math.sin(2 * Math.PI * t)], pixels, 1, true);
const lying = straight(10, 100, 190, 100);
/** First and last column of each line, from left to right. */
const spans = (lines: readonly Chain[]) =>
  lines
    .map(({ xy }) => [xy[0]!, xy[xy.length - 2]!].sort((a, b) => a - b).map(Math.round))
    .sort(([a], [b]) => a! - b!);
const find = (of: Partial<ContourMap>) => findInnerLines({ ...nothing, ...of });
const spot = (kind: Landmark['kind'], x: number, y: number, radius = 2): Landmark => ({
  ...{ kind, x, y, radius, likelihood: 1 },
});
function face(x: number, y: number, width: number, height: number): Portrait {
  const outline = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
  return { heightOnPaper: height, drawing: { outline, height, angle: 0, lines: [] } } as unknown as Portrait;
}

describe('what other sources draw is cut out of lines:', () => {
  const { clear, clearRadii } = INNER_LINES;

  it('room around eyes and noses, more around large ones', () => {
    const spansBeside = (radius: number) =>
      spans(find({ inner: [lying], landmarks: [spot('nose', 100, 100, radius)] }));
    expect(spansBeside(2)).toEqual([
      [10, 100 - clear],
      [100 + clear, 190],
    ]);
    expect(spansBeside(15)).toEqual([
      [10, 100 - 15 * clearRadii],
      [100 + 15 * clearRadii, 190],
    ]);
  });

  it('human faces', () => {
    const [left, right, ...others] = spans(find({ inner: [lying], portraits: [face(80, 60, 40, 80)] }));
    expect(others).toEqual([]);
    expect([left, right]).toEqual([
      [10, 79],
      [120, 190],
    ]);
  });

  it('the fur of an animal’s face', () => {
    const eyes = [spot('eye', 70, 60), spot('eye', 130, 60)];
    const inner = [straight(45, 0, 45, 199)];
    const rows = (landmarks: readonly Landmark[]) =>
      find({ inner, landmarks }).map(({ xy }) => Math.round(Math.abs(xy.at(-1)! - xy[1]!)));
    const whole = rows([...eyes, spot('nose', 160, 110)]);
    expect(whole[0]).toBeLessThan(150);
    expect(rows(eyes)[0]).toBeGreaterThan(whole[0]! + 10);
  });
});

describe('lines within an outline', () => {
  const reach = INNER_LINES.continuation.reach * SIZE;
  const halves = (gap: number, y = 100) => [
    straight(20, 100, 80, 100, 0.9),
    straight(80 + gap, y, 150, y, 0.6),
  ];

  it('are one where they go on across a small gap, as strong at each place as before', () => {
    const [line, ...others] = find({ inner: halves(reach - 1) });
    expect(others).toEqual([]);
    expect(spans([line!])).toEqual([[20, 150]]);
    line!.strength.forEach((v, k) => {
      const x = line!.xy[2 * k]!;
      if (x < 80) expect(v).toBe(0.9);
      if (x > 80 + reach) expect(v).toBe(0.6);
    });
    expect(find({ inner: halves(reach + 1) })).toHaveLength(2);
  });

  it('are two where there is a corner between them, or something else than the subject', () => {
    const turned = straight(84, 104, 84, 180);
    expect(find({ inner: [halves(4)[0]!, turned] })).toHaveLength(2);
    const split = planeOf(SIZE, SIZE, (x) => (x > 80 && x < 84 ? 0 : 1));
    expect(find({ inner: halves(4), mask: split })).toHaveLength(2);
    expect(find({ inner: halves(4), mask: constantPlane(SIZE, SIZE, 1) })).toHaveLength(1);
  });

  it('keep their strength where others are near', () => {
    const inner = [straight(20, 100, 180, 100, 0.9), straight(20, 100.4, 180, 100.4, 0.5)];
    expect(find({ inner }).map(({ strength }) => [Math.min(...strength), Math.max(...strength)])).toEqual([
      [0.9, 0.9],
      [0.5, 0.5],
    ]);
  });

  it('are long for how strong they are, and those that say most come first', () => {
    const { shortest } = INNER_LINES;
    const [long, short] = [Math.ceil(shortest) + 1, Math.floor(shortest) - 1];
    const inner = [
      straight(10, 20, 10 + short, 20),
      straight(10, 60, 10 + long, 60),
      straight(10, 100, 10 + 2 * short, 100, 0.5),
      straight(10, 140, 10 + 2 * long + 4, 140, 0.6),
      straight(10, 180, 190, 180, 0.4),
    ];
    expect(find({ inner }).map(({ xy }) => xy[1])).toEqual([180, 140, 60]);
  });
});

it('most of a ring is joined to nothing, the same arc of a wave is', () => {
  const arc = (degrees: number) =>
    chain(
      (t) => {
        const angle = ((degrees * t - 90) * Math.PI) / 180;
        return [100 + 40 * Math.cos(angle), 80 + 40 * Math.sin(angle)];
      },
      Math.round((40 * degrees * Math.PI) / 180),
    );
  // both begin at the top, to the right; a line comes from the left up to 6 pixels before that
  const before = straight(20, 40, 94, 40);
  expect(find({ inner: [arc(270), before] })).toHaveLength(2);
  expect(find({ inner: [arc(100), before] })).toHaveLength(1);
});

/** What leaving all of each line out costs, the crowd around it not counted. */
const PLAIN = { ...INNER_LINES, crowding: 0, power: 2 };
const CROWDED = { ...PLAIN, crowding: 0.5 };
const divide = (of: Partial<ContourMap>, params = PLAIN) => divideInnerLines({ ...nothing, ...of }, params);
const costsOf = (of: Partial<ContourMap>, params = PLAIN) => divide(of, params).map(({ costs }) => costs[0]!);

describe('a line that is left out costs', () => {
  it('one for each of its pixels, less where the network is unsure', () => {
    expect(costsOf({ inner: [lying] })[0]).toBeCloseTo(180, 3);
    const faint = straight(10, 100, 190, 100, 0.5);
    const costs = [1, 2, 3].map((power) => costsOf({ inner: [faint] }, { ...PLAIN, power })[0]);
    expect(costs).toEqual([90, 45, 22.5].map((cost) => expect.closeTo(cost, 3)));
  });

  it('less beside a stronger one, or the outline, that it would repeat', () => {
    const { spacing } = PLAIN;
    const beside = (distance: number) =>
      costsOf({ inner: [lying, straight(40, 100 + distance, 160, 100 + distance, 0.9)] })[1]! /
      (120 * 0.9 ** 2);
    expect(costsOf({ inner: [lying, straight(40, 110, 160, 110, 0.9)] })[0]).toBeCloseTo(180, 3);
    expect(beside(4)).toBeLessThan(0.01);
    expect(beside(0.75 * spacing)).toBeGreaterThan(0.3);
    expect(beside(0.75 * spacing)).toBeLessThan(0.7);
    expect(beside(spacing + 2)).toBeCloseTo(1, 3);
    expect(costsOf({ inner: [straight(40, 104, 160, 104)], outline: [[lying]] })[0]).toBeLessThan(1);
    // an outline that is simpler is none
    expect(costsOf({ inner: [straight(40, 104, 160, 104)], outline: [[], [lying]] })[0]).toBeCloseTo(120, 3);
  });

  it('all of it, where it is a small ring within another: a button, a pupil', () => {
    const ring = ellipse(14, 14, 88);
    const around = ellipse(18, 18, 113);
    expect(costsOf({ inner: [ring], outline: [[around]] })[0]).toBeCloseTo(lineLength(ring), 0);
    // a faint one too
    const faint = { ...ring, strength: ring.strength.map(() => 0.5) };
    expect(costsOf({ inner: [faint] })[0]).toBeCloseTo(0.5 * lineLength(ring), 0);
    const large = ellipse(30, 30, 188);
    expect(costsOf({ inner: [large], outline: [[ellipse(33, 33, 207)]] })[0]).toBeLessThan(20);
  });

  it('a part of it where it runs through a stronger one, but not where they meet', () => {
    const { crossing, meeting } = PLAIN;
    const across = (y: number) =>
      costsOf({ inner: [lying, straight(100, y, 100, y + 80, 0.9)] })[1]! / (80 * 0.9 ** 2);
    const along = (of: number) => ({ ...PLAIN, spacing: of });
    const through = divide({ inner: [lying, straight(100, 60, 100, 140, 0.9)] }, along(2))[1]!.costs[0]!;
    expect(through / (80 * 0.9 ** 2)).toBeCloseTo(crossing, 3);
    expect(across(60) / across(100 - meeting + 2)).toBeCloseTo(crossing, 1);
    expect(across(101)).toBeGreaterThan(0.9);
    // the stronger one is not changed by what runs through it
    expect(costsOf({ inner: [lying, straight(100, 60, 100, 140, 0.9)] })[0]).toBeCloseTo(180, 3);
  });

  it('less where there are stronger ones around already', () => {
    const cell = INNER_LINES.crowdCell * SIZE;
    const y = 100 + 1.5 * cell;
    const inner = [lying, straight(60, y, 140, y, 0.9)];
    const [first, second] = costsOf({ inner }, CROWDED);
    expect(first).toBeCloseTo(180, 3);
    // the stronger one runs through all three squares in each row; a point of it is two pixels
    expect(second).toBeCloseTo((80 * 0.9 ** 2) / (1 + CROWDED.crowding / STEP), 0);
    expect(costsOf({ inner: [lying, straight(60, 160, 140, 160, 0.9)] }, CROWDED)[1]).toBeCloseTo(64.8, 1);
    // the outline does not crowd
    expect(costsOf({ inner: [inner[1]!], outline: [[lying]] }, CROWDED)[0]).toBeCloseTo(64.8, 1);
  });

  it('more in a head, along a limb, and near a face', () => {
    const { head, limb, face: nearFace } = INNER_LINES;
    expect(costsOf({ inner: [lying], heads: constantPlane(SIZE, SIZE, 1) })[0]).toBeCloseTo(
      180 * (1 + head),
      1,
    );
    const arm = { from: { x: 0, y: 100 }, to: { x: 199, y: 100 }, radius: 40 };
    expect(costsOf({ inner: [lying], limbParts: [arm] })[0]! / 180).toBeCloseTo(1 + limb, 2);
    const portrait = face(80, 20, 40, 50);
    const near = nearFaces([portrait.drawing], nothing.heads);
    const mean =
      Array.from({ length: 180 }, (_, k) => valueAt(near, 10.5 + k, 100)).reduce((a, b) => a + b) / 180;
    expect(mean).toBeGreaterThan(0.1);
    expect(costsOf({ inner: [lying], portraits: [portrait] })[0]! / 180).toBeCloseTo(1 + nearFace * mean, 1);
  });
});

describe('a stroke shows', () => {
  /** The part of a line that its best stroke shows. */
  const shown = (line: Chain, of: Partial<ContourMap> = {}) => {
    const [division] = divide({ inner: [line], ...of });
    return 1 - division!.costs[1]! / division!.costs[0]!;
  };
  const bent = (height: number) => {
    const cubic = Float64Array.of(40, 100, 80, 100 - height, 120, 100 + height, 160, 100);
    return chain((t) => [...evaluate(cubic, t)], 120);
  };
  /** Half the length of an arc of so many degrees with a radius of 35. */
  const arc = (degrees: number) =>
    chain(
      (t) => {
        const angle = (degrees * t * Math.PI) / 180;
        return [100 + 35 * Math.cos(angle), 100 + 35 * Math.sin(angle)];
      },
      Math.round((35 * degrees * Math.PI) / 180),
    );

  it('all of a line that is straight, or bends one way', () => {
    expect(shown(lying)).toBeGreaterThan(0.99);
    expect(shown(arc(150))).toBeGreaterThan(0.97);
  });

  it('less of one that wiggles', () => {
    // it turns by 0.37 to either side: exp(-(0.37 / 0.6)²) = 0.68
    expect(shown(bent(10))).toBeGreaterThan(0.62);
    expect(shown(bent(10))).toBeLessThan(0.8);
    expect(shown(bent(-10))).toBeCloseTo(shown(bent(10)), 2);
    expect(shown(bent(3))).toBeGreaterThan(0.93);
    // half of it bends one way
    expect(shown(bent(60))).toBeLessThan(0.6);
  });

  it('less of a short one, and nothing of a stray mark', () => {
    const { longStroke } = INNER_LINES.worth;
    const level = (length: number) => shown(straight(40, 100, 40 + length, 100));
    expect(level(longStroke)).toBeGreaterThan(0.99);
    expect(level(0.75 * longStroke)).toBeCloseTo(0.5, 1);
    expect(level(longStroke / 2)).toBeLessThan(0.02);
  });

  it('nothing of what is on both sides of a streak', () => {
    const hairpin = chain((t) => {
      const along = Math.min(t, 1 - t) / 0.5;
      return [60 + 80 * along, t < 0.5 ? 96 : 104];
    }, 168);
    const [division] = divide({ inner: [hairpin] }, { ...PLAIN, spacing: 1 });
    const points = division!.strokes(1)[0]!;
    const chord = Math.hypot(points[6]! - points[0]!, points[7]! - points[1]!);
    // one side is drawn, rather than both badly
    expect(chord).toBeGreaterThan(60);
    expect(Math.abs(points[7]! - points[1]!)).toBeLessThan(6);
    // an open round form is none
    expect(shown(arc(270))).toBeGreaterThan(0.85);
  });

  it('a small ring, but no small patch', () => {
    expect(shown(ellipse(13, 13, 82))).toBeGreaterThan(0.8);
    // a stroke may go round a part of it
    expect(shown(ellipse(17, 7, 79))).toBeLessThan(0.5);
  });

  it('no badge beside a human face', () => {
    const ring = ellipse(14, 14, 88, 100, 150);
    expect(shown(ring)).toBeGreaterThan(0.8);
    expect(shown(ring, { portraits: [face(150, 10, 40, 70)] })).toBeLessThan(0.5);
  });
});

describe('a line is cut', () => {
  it('every few pixels, and at four places at least', () => {
    const mostStrokes = (length: number) =>
      divide({ inner: [straight(20, 100, 20 + length, 100)] })[0]!.costs.length;
    const { knotSpacing, leastKnots } = INNER_LINES;
    expect(mostStrokes(160)).toBe(Math.round(160 / knotSpacing));
    expect(mostStrokes(26)).toBe(leastKnots);
  });

  it('into strokes that lie on it', () => {
    const strokes = divide({ inner: [lying] })[0]!.strokes(2);
    expect(strokes).toHaveLength(2);
    for (const points of strokes) for (let i = 1; i < 8; i += 2) expect(points[i]).toBeCloseTo(100, 3);
  });
});
