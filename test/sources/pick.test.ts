import type { SKRSContext2D } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import type { ContourInput, ContourMap } from '../../src/contours/map.ts';
import { evaluate } from '../../src/lines/fit.ts';
import type { Piece } from '../../src/lines/pieces.ts';
import type { Plane } from '../../src/raster/raster.ts';
import { PICK, pickPieces } from '../../src/sources/pick.ts';
import { joinPieces } from '../../src/sources/pieces.ts';
import type { Source } from '../../src/sources/source.ts';
import { SOURCES } from '../../src/sources/sources.ts';
import { mapContours } from '../helpers/map-contours.ts';
import { boundariesOf, constantPlane, drawPicture, fillCircle, planeOf } from '../helpers/pictures.ts';

const SIZE = 256;

function inputOf(draw: (context: SKRSContext2D) => void, mask: Plane | null = null): ContourInput {
  const image = drawPicture(SIZE, SIZE, draw);
  const everywhere = constantPlane(SIZE, SIZE, 1);
  const heads = constantPlane(SIZE, SIZE, 0);
  return {
    ...{ image, mask, attention: () => everywhere, subject: everywhere, heads, landmarks: [] },
    boundaries: boundariesOf(image),
  };
}

const NO_SPARE = { ...PICK, spare: 1, coarser: 0 };
const ALL: readonly Source[] = SOURCES.contour;

/** The best `count` pieces of all sources. */
function pick(map: ContourMap, count: number, drawn: readonly Float64Array[] = [], more = NO_SPARE): Piece[] {
  const levels = joinPieces(ALL.map((source) => source.propose(map, source.params).pieces?.() ?? []));
  return pickPieces(levels, map.importance, { count, drawn }, more);
}

const contours = (input: ContourInput, count: number) => pick(mapContours(input), count);

function samples(pieces: readonly Piece[]): [number, number][] {
  return pieces.flatMap(({ points }) => Array.from({ length: 41 }, (_, k) => evaluate(points, k / 40)));
}

/** Largest distance from the outline's points to the strokes; infinite if there are none. */
function uncovered(outline: readonly (readonly [number, number])[], pieces: readonly Piece[]): number {
  const drawn = samples(pieces);
  return Math.max(...outline.map(([x, y]) => Math.min(...drawn.map(([u, v]) => Math.hypot(u - x, v - y)))));
}

const circle = (x: number, y: number, r: number) =>
  Array.from({ length: 72 }, (_, k): [number, number] => {
    const angle = (2 * Math.PI * k) / 72;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });

describe('contours of drawn shapes', () => {
  it.each([4, 8])('a disc in %i strokes: all lie on its outline and go all around', (count) => {
    const pieces = contours(
      inputOf((c) => fillCircle(c, 128, 128, 80, 'black')),
      count,
    );
    expect(pieces.length).toBeGreaterThan(0);
    expect(pieces.length).toBeLessThanOrEqual(count);
    for (const [x, y] of samples(pieces)) {
      expect(Math.abs(Math.hypot(x - 128, y - 128) - 80)).toBeLessThan(6);
    }
    expect(uncovered(circle(128, 128, 80), pieces)).toBeLessThan(8);
  });

  it('a square in four strokes: one to a side', () => {
    const pieces = contours(
      inputOf((c) => {
        c.fillStyle = '#204080';
        c.fillRect(60, 60, 140, 140);
      }),
      4,
    );
    expect(pieces).toHaveLength(4);
    for (const { points } of pieces) {
      const length = Math.hypot(points[6] - points[0], points[7] - points[1]);
      expect(length).toBeGreaterThan(110);
      expect(length).toBeLessThan(150);
    }
    const border = circle(130, 130, 1).map(([u, v]): [number, number] => {
      const reach = 70 / Math.max(Math.abs(u - 130), Math.abs(v - 130));
      return [130 + (u - 130) * reach, 130 + (v - 130) * reach];
    });
    expect(uncovered(border, pieces)).toBeLessThan(10);
  });

  it('draws nothing outside the mask', () => {
    const mask = planeOf(SIZE, SIZE, (x) => (x < 128 ? 1 : 0));
    const pieces = contours(
      inputOf((c) => {
        fillCircle(c, 64, 128, 40, 'black');
        fillCircle(c, 192, 128, 40, 'black');
      }, mask),
      12,
    );
    expect(uncovered(circle(64, 128, 40), pieces)).toBeLessThan(8);
    for (const [x] of samples(pieces)) expect(x).toBeLessThan(140);
  });

  it('never draws the frame of the photo', () => {
    const dark = inputOf((c) => {
      c.fillStyle = '#101010';
      c.fillRect(0, 0, SIZE, SIZE);
      fillCircle(c, 128, 128, 50, 'white');
    });
    for (const [x, y] of samples(contours(dark, 16))) {
      expect(Math.min(x, y, SIZE - x, SIZE - y)).toBeGreaterThan(20);
    }
  });

  it('finds nothing in a photo of one colour', () => {
    expect(
      contours(
        inputOf(() => {}),
        16,
      ),
    ).toEqual([]);
  });

  it('does not repeat what is drawn already', () => {
    const map = mapContours(
      inputOf((c) => {
        fillCircle(c, 70, 128, 45, 'black');
        fillCircle(c, 195, 128, 15, 'black');
      }),
    );
    const first = pick(map, 2);
    for (const [x, y] of samples(first)) expect(Math.abs(Math.hypot(x - 70, y - 128) - 45)).toBeLessThan(8);
    const drawn = first.map((piece) => piece.xy);
    for (const [x, y] of samples(pick(map, 1, drawn))) {
      expect(Math.abs(Math.hypot(x - 195, y - 128) - 15)).toBeLessThan(8);
    }
  });
});

describe('the outline', () => {
  const disc = planeOf(SIZE, SIZE, (x, y) => (Math.hypot(x - 128, y - 128) < 80 ? 1 : 0));
  const outline = circle(128, 128, 80);
  /** Stripes of a few pixels everywhere, on which the subject does not stand out. */
  const stripes = (c: SKRSContext2D) => {
    for (let x = 0; x < SIZE; x += 8) {
      c.fillStyle = '#303030';
      c.fillRect(x, 0, 4, SIZE);
    }
  };
  const grey = (c: SKRSContext2D) => {
    c.fillStyle = '#808080';
    c.fillRect(0, 0, SIZE, SIZE);
  };

  it.each([
    ['of a subject as striped as its ground', stripes],
    ['of a subject of its ground’s colour', grey],
  ])('%s is among the pieces, and is wanted', (_, draw) => {
    const map = mapContours(inputOf(draw, disc));
    expect(uncovered(outline, pick(map, 12))).toBeLessThan(8);
    const nearby = (x: number, y: number) => {
      let most = 0;
      for (let v = -2; v <= 2; v++)
        for (let u = -2; u <= 2; u++)
          most = Math.max(most, map.wanted.data[(Math.floor(y) + v) * SIZE + Math.floor(x) + u]);
      return most;
    };
    for (const [x, y] of outline) expect(nearby(x, y)).toBeGreaterThan(0.3);
    const without = mapContours(inputOf(draw));
    expect(uncovered(outline, pick(without, 12))).toBeGreaterThan(12);
  });

  it('wants no ink outside it', () => {
    const { wanted, importance } = mapContours(inputOf(stripes, disc));
    for (let y = 0; y < SIZE; y++) {
      for (let x = 0; x < SIZE; x++) {
        if (Math.hypot(x + 0.5 - 128, y + 0.5 - 128) < 95) continue;
        expect(wanted.data[y * SIZE + x]).toBe(0);
        expect(importance.data[y * SIZE + x]).toBe(0);
      }
    }
  });

  it('ends where the photo ends', () => {
    const left = planeOf(SIZE, SIZE, (x) => (x < 128 ? 1 : 0));
    const pieces = contours(inputOf(grey, left), 8);
    expect(pieces.length).toBeGreaterThan(0);
    for (const [x] of samples(pieces)) expect(Math.abs(x - 128)).toBeLessThan(4);
  });

  it('is not drawn twice where the photo has an edge as well', () => {
    const pieces = contours(
      inputOf((c) => fillCircle(c, 128, 128, 80, 'black'), disc),
      24,
    );
    const length = samples(pieces).reduce((sum, [x, y], k, all) => {
      if (k % 41 === 0) return sum;
      return sum + Math.hypot(x - all[k - 1][0], y - all[k - 1][1]);
    }, 0);
    expect(uncovered(outline, pieces)).toBeLessThan(8);
    expect(length).toBeLessThan(1.25 * 2 * Math.PI * 80);
  });
});

describe('spare contours', () => {
  const map = mapContours(
    inputOf((c) => {
      fillCircle(c, 70, 80, 45, 'black');
      fillCircle(c, 190, 80, 30, '#a03030');
      c.fillStyle = '#204080';
      c.fillRect(40, 160, 60, 60);
      c.fillRect(150, 150, 80, 50);
    }),
  );

  it.each([2, 4, 8])('come after the %i that are chosen without', (count) => {
    const chosen = pick(map, count);
    const spare = pick(map, count, [], PICK);
    expect(chosen).toHaveLength(count);
    expect(spare.length).toBeGreaterThan(1.5 * count);
    expect(spare.slice(0, count)).toEqual(chosen);
    expect(new Set(spare.map(({ points }) => points.join())).size).toBe(spare.length);
  });
});
