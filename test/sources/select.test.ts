import { describe, expect, it } from 'vitest';
import type { Piece } from '../../src/lines/pieces.ts';
import { createSelection, SELECTION, selectPieces } from '../../src/sources/select.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

const SIZE = 200;
const PARAMS = { ...SELECTION, crowding: 0 };
const EVEN = constantPlane(SIZE, SIZE, 1);

function segment(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  { strength = 1, error = 0 }: { strength?: number; error?: number } = {},
): Piece {
  const count = Math.round(Math.hypot(x1 - x0, y1 - y0)) + 1;
  const at = (t: number) => [x0 + (x1 - x0) * t, y0 + (y1 - y0) * t];
  return {
    points: Float64Array.from([0, 1 / 3, 2 / 3, 1].flatMap(at)),
    error,
    xy: Float64Array.from(Array.from({ length: count }, (_, k) => at(k / (count - 1))).flat()),
    strength: new Float64Array(count).fill(strength),
  };
}

const choose = (pieces: readonly Piece[], count: number, importance = EVEN) =>
  selectPieces(pieces, importance, { count, drawn: [] }, PARAMS);

describe('selectPieces', () => {
  it('takes the most valuable first: long, strong and well fitted', () => {
    const pieces = [
      segment(10, 20, 60, 20),
      segment(10, 60, 190, 60),
      segment(10, 100, 190, 100, { strength: 0.4 }),
      segment(10, 140, 190, 140, { error: 4 }),
    ];
    expect(choose(pieces, 4).chosen).toEqual([1, 3, 2, 0]);
  });

  it('does not draw the same line twice', () => {
    const pieces = [
      segment(10, 50, 190, 50),
      segment(10, 53, 189, 53),
      segment(10, 120, 100, 120),
      segment(50, 10, 50, 40),
    ];
    expect(choose(pieces, 3).chosen).toEqual([0, 2, 3]);
  });

  it('counts only the free part of a piece that runs into another', () => {
    const pieces = [segment(10, 50, 150, 50), segment(90, 52, 190, 52), segment(10, 100, 60, 100)];
    expect(choose(pieces, 2).chosen).toEqual([0, 2]);
  });

  it('goes elsewhere when there is ink around already, the more of it the sooner', () => {
    // one across a bundle of drawn lines, a shorter one where there are none
    const drawn = [60, 68, 76, 84].map((y) => segment(20, y, 90, y).xy);
    const pieces = [segment(54, 40, 54, 104), segment(150, 120, 150, 164)];
    const first = (crowding: number) =>
      selectPieces(pieces, EVEN, { count: 1, drawn }, { ...SELECTION, crowding }).chosen[0];
    expect(first(0)).toBe(0);
    expect(first(3)).toBe(1);
    // as far up and down the picture
    const moved = (dy: number) =>
      selectPieces(
        [segment(54, 40 + dy, 54, 104 + dy), segment(150, 120, 150, 164)],
        EVEN,
        { count: 1, drawn: [60, 68, 76, 84].map((y) => segment(20, y + dy, 90, y + dy).xy) },
        { ...SELECTION, crowding: 3 },
      ).chosen[0];
    expect([-30, 20, 70].map(moved)).toEqual([1, 1, 1]);
  });

  it('draws lines that cross', () => {
    const { chosen } = choose([segment(10, 100, 190, 100), segment(100, 20, 100, 180)], 2);
    expect(chosen).toEqual([0, 1]);
  });

  it('follows what is important', () => {
    const lower = planeOf(SIZE, SIZE, (_, y) => (y > 100 ? 3 : 1));
    const pieces = [segment(10, 50, 110, 50), segment(10, 150, 70, 150)];
    expect(choose(pieces, 1).chosen).toEqual([0]);
    expect(choose(pieces, 1, lower).chosen).toEqual([1]);
  });

  it('gains the value of the pixels that are drawn', () => {
    const { gains } = choose([segment(10, 50, 109, 50), segment(10, 150, 59, 150)], 2);
    expect(gains).toHaveLength(2);
    expect(gains[0]).toBeCloseTo(100, 6);
    expect(gains[1]).toBeCloseTo(50, 6);
  });

  it('gains less and less, and only what is new', () => {
    const pieces = [segment(10, 50, 150, 50), segment(90, 52, 190, 52), segment(10, 100, 60, 100)];
    const { chosen, gains } = choose(pieces, 3);
    expect(chosen).toEqual([0, 2, 1]);
    expect(gains[0]).toBeCloseTo(141, 6);
    expect(gains[1]).toBeCloseTo(51, 6);
    expect(gains[2]).toBeGreaterThan(25);
    expect(gains[2]).toBeLessThan(51);
  });

  it('chooses the same first, however many are asked for', () => {
    const pieces = Array.from({ length: 9 }, (_, k) =>
      segment(10, 20 * k + 10, 40 + ((37 * k) % 90), 20 * k + 14),
    );
    const all = choose(pieces, 9);
    for (const count of [1, 4, 8]) {
      const { chosen, gains } = choose(pieces, count);
      expect(chosen).toEqual(all.chosen.slice(0, count));
      expect(gains).toEqual(all.gains.slice(0, count));
    }
  });

  it('stops when nothing is left to gain', () => {
    const pieces = [
      segment(10, 50, 100, 50),
      segment(10, 50, 100, 50),
      segment(10, 90, 50, 90, { strength: 0 }),
    ];
    expect(choose(pieces, 10).chosen).toEqual([0]);
    expect(choose([], 5)).toEqual({ chosen: [], gains: [] });
  });

  it('counts a line in full from `spacing` pixels on, beside one at half of that not at all, and in part between', () => {
    const beside = (distance: number) =>
      selectPieces(
        [segment(20, 50 + distance, 180, 50 + distance)],
        EVEN,
        {
          count: 1,
          drawn: [segment(10, 50, 190, 50).xy],
        },
        PARAMS,
      ).gains[0] ?? 0;
    for (const sign of [1, -1]) {
      expect(beside(sign * 10)).toBeCloseTo(161, 6);
      expect(beside(sign * 12)).toBeCloseTo(161, 6);
      expect(beside(sign * 6)).toBeCloseTo(0.2 * 161, 4);
      expect(beside(sign * 8)).toBeCloseTo(0.6 * 161, 4);
      expect(beside(sign * 4)).toBe(0);
    }
    // to the left and the right of an upright one
    const upright = (distance: number) =>
      selectPieces(
        [segment(50 + distance, 20, 50 + distance, 180)],
        EVEN,
        {
          count: 1,
          drawn: [segment(50, 10, 50, 190).xy],
        },
        PARAMS,
      ).gains[0] ?? 0;
    expect([6, -6, 8, -8, 4, 10].map((d) => Number((upright(d) / 161).toFixed(3)))).toEqual([
      0.2, 0.2, 0.6, 0.6, 0, 1,
    ]);
  });

  it('takes lines for repeated that turn by less than a sixteenth of a turn, not those that turn by more', () => {
    const drawn = Array.from({ length: 50 }, (_, k) => segment(1, 4 * k, 199, 4 * k).xy);
    const free = (degrees: number) => {
      const [dx, dy] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      const piece = segment(100 - 40 * dx, 100 - 40 * dy, 100 + 40 * dx, 100 + 40 * dy);
      return (selectPieces([piece], EVEN, { count: 1, drawn }, PARAMS).gains[0] ?? 0) / 81;
    };
    for (const degrees of [0, 20, -20, 160, 180, -160]) expect(free(degrees)).toBe(0);
    for (const degrees of [45, -45, 90, 135, -90, 225]) expect(free(degrees)).toBeCloseTo(1, 6);
  });

  it('divides what a place says by the ink around it, in sides of the squares in which it is counted', () => {
    // squares of 16 pixels: the middle one from (80, 80) on, around which a line of 48 pixels runs across the piece
    const drawn = [segment(64.5, 88, 111.5, 88).xy];
    const piece = segment(88, 81, 88, 95);
    const gain = (crowding: number) =>
      selectPieces([piece], EVEN, { count: 1, drawn }, { ...PARAMS, crowding }).gains[0]!;
    expect(gain(0)).toBeCloseTo(15, 6);
    expect(gain(1)).toBeCloseTo(15 / (1 + 48 / 48), 6);
    expect(gain(0.5)).toBeCloseTo(15 / 1.5, 6);
    // two squares further there is none
    const beside = [segment(88, 130, 88, 144), segment(132, 81, 132, 95), segment(88, 33, 88, 47)];
    for (const free of beside)
      expect(
        selectPieces([free], EVEN, { count: 1, drawn }, { ...PARAMS, crowding: 1 }).gains[0],
      ).toBeCloseTo(15, 6);
  });

  it('of pieces that gain the same takes the first', () => {
    expect(
      choose([segment(10, 20, 60, 20), segment(10, 120, 60, 120), segment(110, 60, 160, 60)], 3).chosen,
    ).toEqual([0, 1, 2]);
  });

  it('is worth e^(-1/2) of a perfect fit when it is as far off as `softness`', () => {
    const gain = (error: number) => choose([segment(10, 50, 109, 50, { error })], 1).gains[0]!;
    expect(gain(SELECTION.softness) / gain(0)).toBeCloseTo(Math.exp(-0.5), 6);
    expect(gain(2 * SELECTION.softness) / gain(0)).toBeCloseTo(Math.exp(-2), 6);
  });

  it('takes pieces that reach out of the plane', () => {
    expect(choose([segment(-30, 199, 250, 205)], 1).chosen).toEqual([0]);
  });
});

it('a selection that is asked for more goes on as if it had been asked for all at once', () => {
  const pieces = Array.from({ length: 40 }, (_, k) =>
    segment(5 + ((37 * k) % 150), 5 + ((53 * k) % 180), 20 + ((71 * k) % 170), 5 + ((29 * k) % 190)),
  );
  const offered = { pieces, importance: EVEN, drawn: [segment(10, 100, 190, 100).xy] };
  const select = createSelection(offered);
  for (const count of [3, 1, 10, 11, 40, 8]) {
    expect(select(count)).toEqual(selectPieces(pieces, EVEN, { count, drawn: offered.drawn }));
  }
});
