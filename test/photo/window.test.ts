import { describe, expect, it } from 'vitest';
import { subjectWindow } from '../../src/photo/window.ts';
import { planeOf } from '../helpers/pictures.ts';

const WIDTH = 400;
const HEIGHT = 300;
const PHOTO = { width: WIDTH, height: HEIGHT };
const EVERYTHING = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
const box = (x0: number, y0: number, x1: number, y1: number) =>
  planeOf(WIDTH, HEIGHT, (x, y) => (x > x0 && x < x1 && y > y0 && y < y1 ? 1 : 0));

describe('the window on the subject', () => {
  it('is the whole photo without a mask, or with an empty one', () => {
    expect(subjectWindow(PHOTO, null)).toEqual(EVERYTHING);
    expect(subjectWindow(PHOTO, box(0, 0, 0, 0))).toEqual(EVERYTHING);
  });

  it('is the whole photo when the subject fills most of it', () => {
    expect(subjectWindow(PHOTO, box(20, 20, 380, 280))).toEqual(EVERYTHING);
  });

  it.each<[string, [number, number, number, number]]>([
    ['in the middle', [150, 100, 290, 220]],
    ['in a corner', [0, 0, 90, 90]],
    ['at the right border', [330, 60, 400, 200]],
    ['thin and tall', [200, 20, 210, 250]],
    ['flat', [60, 200, 330, 206]],
    ['tiny', [300, 200, 304, 204]],
  ])('holds a subject %s, with integer sides inside the photo', (_, [x0, y0, x1, y1]) => {
    const { x, y, width, height } = subjectWindow(PHOTO, box(x0, y0, x1, y1));
    for (const side of [x, y, width, height]) expect(Number.isInteger(side)).toBe(true);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(WIDTH);
    expect(y + height).toBeLessThanOrEqual(HEIGHT);
    expect(x).toBeLessThanOrEqual(x0);
    expect(y).toBeLessThanOrEqual(y0);
    expect(x + width).toBeGreaterThanOrEqual(x1);
    expect(y + height).toBeGreaterThanOrEqual(y1);
    expect(width * height).toBeLessThan(WIDTH * HEIGHT);
  });

  it('does not enlarge a tiny subject without end', () => {
    const { width, height } = subjectWindow(PHOTO, box(300, 200, 304, 204));
    // three times the length, a ninth of the area
    expect((width * height) / (WIDTH * HEIGHT)).toBeCloseTo(1 / 9, 2);
  });

  it('is at most three times as long as the subject is wide', () => {
    const { height, y } = subjectWindow(PHOTO, box(10, 140, 390, 146));
    expect(height).toBe(Math.round(380 / 3));
    expect(y).toBe(Math.round(143 - height / 2));
  });

  it('leaves room on all sides of the subject', () => {
    const { x, y, width, height } = subjectWindow(PHOTO, box(100, 80, 260, 220));
    expect([x, x + width, y, y + height]).toEqual([87, 273, 67, 233]);
  });
});
