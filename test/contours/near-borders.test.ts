import { expect, it } from 'vitest';
import { CONTOURS } from '../../src/contours/map.ts';
import { bordersFromNear } from '../../src/contours/near-borders.ts';
import { drawPicture, planeOf } from '../helpers/pictures.ts';

const SIZE = 192;
/** Two parts that meet at x = 96 of the picture, which shows a square of 48 pixels at (10, 20). */
const view = {
  place: { x: 10, y: 20, width: 48, height: 48 },
  image: drawPicture(SIZE, SIZE, (c) => {
    c.fillStyle = '#806040';
    c.fillRect(96, 0, 96, SIZE);
  }),
  mask: null,
  parts: [planeOf(SIZE, SIZE, (x) => (x < 96 ? -1 : 1))],
};

it('borders lie where they are in the whole, with points a pixel apart', () => {
  const [{ xy, strength, closed }, ...others] = bordersFromNear(view, CONTOURS);
  expect(others).toEqual([]);
  expect(closed).toBe(false);
  expect(strength).toHaveLength(xy.length / 2);
  expect(Math.min(...strength)).toBeGreaterThan(0.5);
  for (let k = 0; k < strength.length; k++) {
    expect(Math.abs(xy[2 * k] - (10 + 24))).toBeLessThan(0.6);
    if (k === 0) continue;
    const step = Math.hypot(xy[2 * k] - xy[2 * k - 2], xy[2 * k + 1] - xy[2 * k - 1]);
    if (k < strength.length - 1) expect(step).toBeGreaterThanOrEqual(1);
    expect(step).toBeLessThan(1.6);
  }
  const rows = [xy[1], xy[xy.length - 1]].sort((a, b) => a - b);
  expect(rows[0]).toBeCloseTo(20, 0);
  expect(rows[1]).toBeCloseTo(20 + 48, 0);
});
