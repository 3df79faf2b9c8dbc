import { describe, expect, it } from 'vitest';
import { boxesMeet, boxOf, crosses } from '../../src/lines/crossing.ts';

const line = (...xy: number[]) => Float64Array.from(xy);
const ACROSS = line(0, 50, 40, 50, 100, 50);

describe('crosses', () => {
  it('tells lines that run through each other from those that meet or pass by', () => {
    expect(crosses(ACROSS, line(50, 0, 60, 100), 8)).toBe(true);
    expect(crosses(line(50, 0, 60, 100), ACROSS, 8)).toBe(true);
    expect(crosses(ACROSS, line(50, 0, 60, 40), 8)).toBe(false);
    expect(crosses(ACROSS, line(0, 60, 100, 60), 8)).toBe(false);
  });

  it('takes a crossing near an end of either line for a meeting', () => {
    expect(crosses(ACROSS, line(50, 0, 50, 57), 8)).toBe(false);
    expect(crosses(ACROSS, line(50, 0, 50, 59), 8)).toBe(true);
    expect(crosses(ACROSS, line(95, 0, 95, 100), 8)).toBe(false);
  });
});

describe('boxOf', () => {
  it('is the least and the largest of each coordinate', () => {
    expect(boxOf(line(3, 9, 1, 2, 7, 4))).toEqual([1, 2, 7, 9]);
  });
  it('meets what it touches', () => {
    expect(boxesMeet([0, 0, 2, 2], [2, 2, 3, 3])).toBe(true);
    expect(boxesMeet([0, 0, 2, 2], [0, 2.1, 3, 3])).toBe(false);
    expect(boxesMeet([0, 0, 2, 2], [2.1, 0, 3, 3])).toBe(false);
  });
});

it('lines cross where one only just reaches the other, unless it is to stay clear of ends', () => {
  const upright = line(50, 0, 50, 50);
  for (const other of [line(0, 50, 100, 50), line(50, 50, 100, 50), line(0, 50, 50, 50)]) {
    expect(crosses(upright, other, 0)).toBe(true);
    expect(crosses(other, upright, 0)).toBe(true);
    expect(crosses(other, line(50, 50, 50, 90), 0)).toBe(true);
    expect(crosses(upright, other, 1)).toBe(false);
  }
  expect(crosses(upright, line(0, 50.001, 100, 50.001), 0)).toBe(false);
  expect(crosses(upright, line(50.001, 20, 100, 20), 0)).toBe(false);
  // parallel ones never do
  expect(crosses(upright, line(50, 10, 50, 40), 0)).toBe(false);
});
