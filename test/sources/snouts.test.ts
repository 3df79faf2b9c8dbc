import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/lines/fit.ts';
import type { Piece } from '../../src/lines/pieces.ts';
import type { Landmark } from '../../src/photo/landmarks.ts';
import { drawMuzzle, drawMuzzles, outsideSnouts, SNOUTS, snoutsOf } from '../../src/sources/snouts.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

const spot = (kind: Landmark['kind'], x: number, y: number): Landmark => ({
  kind,
  x,
  y,
  radius: 5,
  likelihood: 0.9,
});
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

describe('a muzzle', () => {
  const depth = 35;
  /** Dark along the line that begins below the nose and ends to both sides. */
  const lightness = planeOf(300, 300, (x, y) => {
    const points = Float64Array.of(120, 180 + depth, 180, 179, 120, 179, 180, 180 + depth);
    const nearest = Math.min(
      ...Array.from({ length: 200 }, (_, k) => {
        const [u, v] = evaluate(points, k / 199);
        return Math.hypot(u - x, v - y);
      }),
    );
    return nearest < 1.5 ? 0.2 : 0.8;
  });

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
    expect(drawMuzzles([...cat, ...small], lightness)).toHaveLength(8);
    expect(drawMuzzles(cat.slice(0, 2), lightness)).toHaveLength(0);
  });
});
