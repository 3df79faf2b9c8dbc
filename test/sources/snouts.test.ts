import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/lines/fit.ts';
import type { Piece } from '../../src/lines/pieces.ts';
import type { Landmark } from '../../src/photo/landmarks.ts';
import {
  drawMuzzle,
  drawMuzzles,
  outsideSnouts,
  SNOUTS,
  snoutsAt,
  snoutsOf,
} from '../../src/sources/snouts.ts';
import { constantPlane } from '../helpers/pictures.ts';

const spot = (kind: Landmark['kind'], x: number, y: number): Landmark => ({
  kind,
  x,
  y,
  radius: 5,
  likelihood: 0.9,
});
/** A light picture of 300 x 300 with dark places. */
function darkAt(places: readonly (readonly number[])[], radius: number, dark: number) {
  const picture = constantPlane(300, 300, 0.8);
  for (const [u, v] of places as [number, number][])
    for (let y = Math.floor(v - radius); y <= v + radius; y++)
      for (let x = Math.floor(u - radius); x <= u + radius; x++)
        if (Math.hypot(x + 0.5 - u, y + 0.5 - v) < radius) picture.data[y * 300 + x] = dark;
  return picture;
}

/** A cat that looks at us: eyes 100 apart, the nose 80 below. */
const cat = [spot('eye', 100, 100), spot('eye', 200, 100), spot('nose', 150, 180)];
const [snout] = snoutsOf(cat);

describe('snouts', () => {
  test('are two eyes and a nose of one head', () => {
    expect(snout).toMatchObject({ apart: 100, down: { x: 0, y: 1 }, nose: { x: 150, y: 180 } });
    expect(snoutsOf(cat.slice(0, 2))).toEqual([]);
    expect(snoutsOf([cat[0]!, cat[2]!, cat[1]!])).toEqual([]);
    expect(snoutsOf([...cat.slice(0, 2), spot('nose', 150, 400)])).toEqual([]);
    expect(snoutsOf([...cat, ...cat])).toHaveLength(2);
  });

  test('have no lines between eyes and nose; a brow and a cheek keep theirs', () => {
    const line = (x0: number, y0: number, x1: number, y1: number) => {
      const at = (t: number) => [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
      return { xy: Float64Array.from([0, 0.25, 0.5, 0.75, 1].flatMap(at)) } as unknown as Piece;
    };
    const [fur, brow, cheek] = [line(110, 110, 145, 170), line(90, 70, 130, 60), line(60, 140, 90, 200)];
    expect(outsideSnouts([[fur, brow, cheek]], cat)).toEqual([[brow, cheek]]);
    expect(outsideSnouts([[fur, brow]], cat.slice(0, 2))).toEqual([[fur, brow]]);
  });
});

describe('fur and whiskers', () => {
  const isFur = snoutsAt(cat);
  const { fur, mouth } = SNOUTS;

  test('lie around the eyes and the nose, as far as a part of the eyes’ distance', () => {
    expect(isFur(150, 140)).toBe(true);
    expect(isFur(150, 100 - 100 * fur + 1)).toBe(true);
    expect(isFur(150, 100 - 100 * fur - 1)).toBe(false);
    expect(isFur(100 - 100 * fur + 1, 100)).toBe(true);
    expect(isFur(100 - 100 * fur - 1, 100)).toBe(false);
    expect(isFur(200 + 100 * fur + 1, 100)).toBe(false);
  });

  test('do not lie below the nose, where the mouth is', () => {
    expect(isFur(150, 180 + 100 * mouth - 1)).toBe(true);
    expect(isFur(150, 180 + 100 * mouth + 1)).toBe(false);
    // nor beside it
    expect(isFur(190, 180 + 100 * mouth - 1)).toBe(true);
    expect(isFur(190, 180 + 100 * mouth + 1)).toBe(false);
  });

  test('of a head on its side lie beside the nose, likewise', () => {
    const lying = snoutsAt(cat.map((mark) => ({ ...mark, x: mark.y, y: mark.x })));
    expect(lying(180 + 100 * mouth - 1, 150)).toBe(true);
    expect(lying(180 + 100 * mouth + 1, 150)).toBe(false);
    expect(lying(100 - 100 * fur + 1, 150)).toBe(true);
  });

  test('are those of any of several heads, and of no head that is not seen from the front', () => {
    const other = cat.map((mark) => ({ ...mark, x: mark.x + 500 }));
    const isEither = snoutsAt([...cat, ...other]);
    expect([150, 650, 400].map((x) => isEither(x, 140))).toEqual([true, true, false]);
    expect(snoutsAt(cat.slice(0, 2))(150, 140)).toBe(false);
  });
});

describe('a muzzle', () => {
  const depth = 35;
  /** Dark along the line that begins below the nose and ends to both sides. */
  const line = Float64Array.of(120, 180 + depth, 180, 179, 120, 179, 180, 180 + depth);
  const lightness = darkAt(
    Array.from({ length: 200 }, (_, k) => evaluate(line, k / 199)),
    1.5,
    0.2,
  );

  test('goes from the nose to both sides of the mouth where the photo is dark', () => {
    const points = drawMuzzle(snout!, lightness)!;
    expect([...points.subarray(0, 2)]).toEqual([180, 180 + depth]);
    expect([...points.subarray(6)]).toEqual([120, 180 + depth]);
    const [x, y] = evaluate(points, 0.5);
    expect(x).toBeCloseTo(150);
    expect(y).toBeCloseTo(180 + SNOUTS.begins * 100);
  });

  test('is not drawn where none is seen, nor on a small face', () => {
    expect(drawMuzzle(snout!, constantPlane(300, 300, 0.5))).toBeNull();
    const small = cat.map((mark) => ({ ...mark, x: 100 + mark.x / 4, y: 100 + mark.y / 4 }));
    expect(drawMuzzle(snoutsOf(small)[0]!, lightness)).toBeNull();
    expect(drawMuzzles([...cat, ...small], lightness, null)).toHaveLength(8);
    expect(drawMuzzles(cat.slice(0, 2), lightness, null)).toHaveLength(0);
  });

  test('is not drawn beyond the chin: a dog that looks down ends at its nose', () => {
    const above = (y: number) => {
      const mask = constantPlane(300, 300, 1);
      mask.data.fill(0, 300 * y);
      return mask;
    };
    expect(drawMuzzles(cat, lightness, above(180 + depth + 10))).toHaveLength(8);
    expect(drawMuzzles(cat, lightness, above(180 + depth - 10))).toHaveLength(0);
  });

  test('is told from what is beside it by 0.03 of lightness, and chosen where it is darkest', () => {
    const drawn = (half: number, below: number, dark: number) => {
      const points = (() => {
        const top = below - (4 / 3) * (below - SNOUTS.begins);
        return Float64Array.from(
          [
            [half, below],
            [-half, top],
            [half, top],
            [-half, below],
          ].flatMap(([x, y]) => [150 + 100 * x!, 180 + 100 * y!]),
        );
      })();
      const places = Array.from({ length: 300 }, (_, k) => evaluate(points, k / 299));
      const map = darkAt(places, 2, 0.8 - dark);
      return { points, found: drawMuzzle(snout!, map) };
    };
    for (const half of [0.3, 0.4])
      for (const below of [0.35, 0.45]) {
        const { points, found } = drawn(half, below, 0.5);
        found!.forEach((v, k) => {
          // its neighbours in the list are nearly as dark
          expect(Math.abs(v - points[k]!)).toBeLessThan(14);
        });
      }
    expect(drawn(0.3, 0.35, 0.025).found).toBeNull();
    expect(drawn(0.3, 0.35, 0.06).found).not.toBeNull();
    expect(drawn(0.3, 0.35, -0.5).found).toBeNull();
  });
});

describe('a face that is turned', () => {
  const turn = ({ x, y }: { x: number; y: number }, angle: number) => ({
    x: 150 + (x - 150) * Math.cos(angle) - (y - 150) * Math.sin(angle),
    y: 150 + (x - 150) * Math.sin(angle) + (y - 150) * Math.cos(angle),
  });
  test.each([0.6, -1.2, Math.PI / 2, Math.PI])('by %d has its muzzle below the nose', (angle) => {
    const turned = cat.map((mark) => ({ ...mark, ...turn(mark, angle) }));
    const [face] = snoutsOf(turned);
    const line = Float64Array.of(120, 215, 180, 179, 120, 179, 180, 215);
    const places = Array.from({ length: 200 }, (_, k) => {
      const [x, y] = evaluate(line, k / 199);
      const place = turn({ x: x!, y: y! }, angle);
      return [place.x, place.y];
    });
    const map = darkAt(places, 1.5, 0.2);
    const points = drawMuzzle(face!, map)!;
    const [start, end] = [turn({ x: 180, y: 215 }, angle), turn({ x: 120, y: 215 }, angle)];
    [start.x, start.y].forEach((v, k) => {
      expect(points[k]!).toBeCloseTo(v, 6);
    });
    [end.x, end.y].forEach((v, k) => {
      expect(points[6 + k]!).toBeCloseTo(v, 6);
    });
  });
});

describe('fur', () => {
  const at = (x: number, y: number) => ({ xy: Float64Array.of(x, y, x, y) }) as unknown as Piece;
  const isFur = (x: number, y: number) => outsideSnouts([[at(x, y)]], cat)[0]!.length === 0;
  test('lies within the triangle, or no further from it than a tenth of the eyes’ distance', () => {
    for (const [x, y] of [
      [150, 120],
      [150, 91],
      [91, 100],
      [209, 100],
      [150, 189],
      [120, 142],
      [180, 142],
    ] as const)
      expect(isFur(x, y), `${x}, ${y}`).toBe(true);
    for (const [x, y] of [
      [150, 89],
      [89, 100],
      [211, 100],
      [150, 191],
      [112, 150],
      [188, 150],
      [100, 200],
    ] as const)
      expect(isFur(x, y), `${x}, ${y}`).toBe(false);
  });

  test('is between eyes and a nose that is neither too near nor too far', () => {
    const withNose = (y: number) => snoutsOf([...cat.slice(0, 2), spot('nose', 150, y)]).length;
    expect([134, 136, 279, 281].map(withNose)).toEqual([0, 1, 1, 0]);
    expect(outsideSnouts([[at(150, 120)], [at(20, 20)]], cat)).toEqual([[], [at(20, 20)]]);
  });
});
