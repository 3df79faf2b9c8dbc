import { describe, expect, it } from 'vitest';
import { weighPixels } from '../../src/contours/importance.ts';
import { CONTOURS, type ContourInput, paintChains } from '../../src/contours/map.ts';
import type { Plane } from '../../src/raster/raster.ts';
import { mapContours } from '../helpers/map-contours.ts';
import {
  boundariesAlong,
  boundariesOf,
  constantPlane,
  drawPicture,
  fillCircle,
  noBoundaries,
  planeOf,
} from '../helpers/pictures.ts';

const SIZE = 128;
const none = constantPlane(SIZE, SIZE, 0);
const all = constantPlane(SIZE, SIZE, 1);
/** A disc with a stripe across it, and a post beside it that is no part of the subject. */
const image = drawPicture(SIZE, SIZE, (c) => {
  c.fillStyle = 'black';
  c.fillRect(104, 10, 6, 108);
  fillCircle(c, 48, 64, 34, '#a03020');
  c.fillStyle = 'white';
  c.fillRect(36, 40, 8, 48);
});
const disc = planeOf(SIZE, SIZE, (x, y) => (Math.hypot(x - 48, y - 64) < 34 ? 1 : 0));
const look: ContourInput = {
  ...{ image, mask: disc, attention: () => all, subject: all, landmarks: [], heads: none },
  boundaries: boundariesOf(image),
};

/** The largest value of a plane in a rectangle. */
function most({ width, data }: Plane, x0: number, y0: number, x1: number, y1: number): number {
  let found = 0;
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) found = Math.max(found, data[y * width + x]);
  return found;
}
const onPost = (plane: Plane) => most(plane, 95, 5, 120, 123);
const onStripe = (plane: Plane) => most(plane, 32, 45, 48, 83);
const onOutline = (plane: Plane) => most(plane, 74, 60, 90, 68);

describe('mapContours', () => {
  it('wants no ink outside the mask, whatever edges are there', () => {
    const { wanted } = mapContours(look);
    expect(onPost(wanted)).toBe(0);
    expect(onStripe(wanted)).toBeGreaterThan(0);
    expect(onOutline(wanted)).toBeGreaterThan(0);
    expect(onPost(mapContours({ ...look, mask: null }).wanted)).toBeGreaterThan(0);
  });

  it('wants the less ink, the further outside the mask it is', () => {
    const half = planeOf(SIZE, SIZE, (x) => (x < 64 ? 1 : 0));
    // an edge three pixels outside the mask, where less than half of it counts
    const beside = drawPicture(SIZE, SIZE, (c) => {
      c.fillStyle = 'black';
      c.fillRect(0, 0, 67, SIZE);
    });
    const { wanted } = mapContours({ ...look, boundaries: boundariesOf(beside), mask: half });
    const { inside, outline, sure } = weighPixels(all, half);
    expect(most(wanted, 66, 0, SIZE, SIZE)).toBeGreaterThan(0);
    wanted.data.forEach((v, i) => {
      // at most an edge or outline of full strength, and another afar
      const full = sure.data[i]! ** CONTOURS.wantedSureness + CONTOURS.wantedOutline * outline.data[i]!;
      expect(v).toBeLessThanOrEqual(2 * inside.data[i]! * full + 1e-6);
    });
  });

  it('wants none outside the mask either where the network is sure of the subject, or of a head', () => {
    const heads = planeOf(SIZE, SIZE, (x) => (x > 90 ? 1 : 0));
    const subject = planeOf(SIZE, SIZE, (x) => (x > 90 ? 1 : 0.2));
    const map = mapContours({ ...look, heads, subject });
    expect(onPost(map.wanted)).toBe(0);
    expect(onPost(map.importance)).toBe(0);
  });

  it('wants ink on the outline also where the photo shows no edge', () => {
    const blank = { ...look, boundaries: noBoundaries(image) };
    expect(onOutline(mapContours(blank).wanted)).toBeGreaterThan(0.5);
    const without = mapContours({ ...blank, mask: null });
    expect(onOutline(without.wanted)).toBe(0);
  });

  it('traces edges of the subject, and none of what stands beside it', () => {
    const onlyInside = mapContours(look).edges;
    const beyond = (x: number) => x > 95;
    const xs = (chains: typeof onlyInside) =>
      chains.flatMap(({ xy }) => [...xy.filter((_, i) => i % 2 === 0)]);
    expect(xs(onlyInside).length).toBeGreaterThan(100);
    expect(xs(onlyInside).some(beyond)).toBe(false);
    expect(xs(mapContours({ ...look, mask: null }).edges).some(beyond)).toBe(true);
  });

  it('counts a head for more, as much as it is likely one', () => {
    const heads = planeOf(SIZE, SIZE, (_, y) => (y < 64 ? 0.5 : 0));
    const [with1, without] = [heads, none].map((of) => mapContours({ ...look, heads: of }).importance);
    const difference = (i: number) => with1!.data[i]! - without!.data[i]!;
    expect(difference(50 * SIZE + 48)).toBeCloseTo(0.5 * CONTOURS.headGain, 5);
    expect(difference(80 * SIZE + 48)).toBe(0);
  });

  it('wants more of a line where the network is surer', () => {
    const heads = planeOf(SIZE, SIZE, (_, y) => (y < 64 ? 1 : 0));
    const subject = planeOf(SIZE, SIZE, (x) => (x < 8 ? 1 : 0));
    const unsure = { ...look, mask: all, subject };
    const stripe = (map: ContourInput, y0: number, y1: number) =>
      most(mapContours(map).wanted, 32, y0, 48, y1);
    const factor = stripe({ ...unsure, heads }, 48, 60) / stripe(unsure, 48, 60);
    // the stripe's edges lie within the mask; sureness counts by its root
    expect(factor).toBeGreaterThan(2);
    expect(stripe({ ...unsure, heads }, 70, 80)).toBeCloseTo(stripe(unsure, 70, 80), 5);
  });

  it('has outlines from exact to simpler and limbs only with a mask', () => {
    const masked = mapContours(look);
    expect(masked.outline.length).toBeGreaterThan(1);
    for (const chains of masked.outline) expect(chains.length).toBeGreaterThan(0);
    expect(masked.limbs).not.toBeNull();
    const whole = mapContours({ ...look, mask: null });
    expect(whole.outline).toEqual([]);
    expect(whole.limbs).toBeNull();
    expect(whole.portraits).toEqual([]);
  });
});

describe('lines within', () => {
  const size = { width: SIZE, height: SIZE };
  const upright = (x: number, from = 10, to = 118) =>
    boundariesAlong(size, [
      [
        [x + 0.5, from],
        [x + 0.5, to],
      ],
    ]).near;
  const near = upright(40);

  it('are those seen from near; those from afar are edges alone', () => {
    const boundaries = { near, afar: upright(80) };
    const { inner, edges, afar } = mapContours({ ...look, mask: null, boundaries });
    expect([inner, edges, afar].map((lines) => lines.map(({ xy }) => Math.round(xy[60]! - 0.5)))).toEqual([
      [40],
      [40],
      [80],
    ]);
  });

  it('are none along the outline, which is among the edges', () => {
    const map = mapContours({
      ...look,
      boundaries: boundariesAlong(size, [
        [
          [48, 20],
          [48, 110],
        ],
        circle(34),
      ]),
    });
    expect(map.edges.length).toBeGreaterThan(1);
    expect(map.inner).toHaveLength(1);
    for (let i = 0; i < map.inner[0]!.xy.length; i += 2) {
      expect(Math.abs(map.inner[0]!.xy[i]! - 48)).toBeLessThan(1.5);
      expect(Math.abs(map.inner[0]!.xy[i + 1]! - 64)).toBeLessThan(31);
    }
  });

  it('are the sides of arms and legs too, where there is a mask to lie within', () => {
    const arm = { from: { x: 20, y: 64 }, to: { x: 76, y: 64 }, radius: 20 };
    const sides = boundariesAlong(size, [
      ...[
        [
          [18, 54],
          [78, 54],
        ] as const,
        [
          [18, 76],
          [78, 76],
        ] as const,
      ],
    ]);
    const rows = (of: Partial<ContourInput>) =>
      mapContours({ ...look, mask: all, boundaries: sides, ...of }).inner.length;
    expect(rows({})).toBe(2);
    expect(rows({ limbParts: [arm] })).toBe(4);
    expect(rows({ limbParts: [arm], mask: null })).toBe(2);
  });
});

/** Around the disc's middle. */
function circle(radius: number): [number, number][] {
  return Array.from({ length: 101 }, (_, k) => [
    48 + radius * Math.cos((k * Math.PI) / 50),
    64 + radius * Math.sin((k * Math.PI) / 50),
  ]);
}

it('painted lines are as strong at each pixel as the strongest through it, also at the photo’s edge', () => {
  const chain = (strength: number, ...xy: number[]) => ({
    ...{ xy: Float64Array.from(xy), closed: false },
    strength: new Float64Array(xy.length / 2).fill(strength),
  });
  const small = { ...image, width: 3, height: 2 };
  const { width, height, data } = paintChains(
    [chain(0.5, 0.5, 0.5, 1.9, 1.9), chain(0.25, 1, 1, 3, 2)],
    small,
  );
  expect([width, height]).toEqual([3, 2]);
  expect([...data]).toEqual([0.5, 0, 0, 0, 0.5, 0.25]);
});
