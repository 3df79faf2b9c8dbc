import { expect, it } from 'vitest';
import { createDrawnMap } from '../../src/sources/drawn-map.ts';

const SPACING = 10;
const size = { width: 60, height: 40 };
/** Points a pixel apart. */
const line = (fromX: number, fromY: number, toX: number, toY: number) => {
  const steps = Math.ceil(Math.hypot(toX - fromX, toY - fromY));
  return Float64Array.from({ length: 2 * steps + 2 }, (_, i) => {
    const t = Math.floor(i / 2) / steps;
    return i % 2 === 0 ? fromX + t * (toX - fromX) : fromY + t * (toY - fromY);
  });
};

/** What is drawn at each point of a line, as far as the nearest point of a parallel one is, in cells of two pixels. */
function byDefinition(drawn: Float64Array, asked: Float64Array): number[] {
  const cells = (xy: Float64Array) =>
    Array.from({ length: xy.length / 2 }, (_, k) => [
      Math.floor(xy[2 * k] / 2),
      Math.floor(xy[2 * k + 1] / 2),
    ]);
  return cells(asked).map(([x, y]) => {
    const nearest = Math.min(...cells(drawn).map(([u, v]) => 2 * Math.hypot(u - x, v - y)));
    return Math.fround(Math.max(0, Math.min(1, 2 * (1 - nearest / SPACING))));
  });
}

it.each([
  ['within the picture', line(5, 20, 55, 20)],
  ['out of the picture', line(-9, 3, 80, 3)],
  ['slanted', line(2.3, 4.4, 50.1, 37.7)],
])('a line %s counts where a parallel one is near', (_, drawn) => {
  const map = createDrawnMap(size, SPACING);
  map.add(drawn);
  const [dx, dy] = [drawn[drawn.length - 2] - drawn[0], drawn[drawn.length - 1] - drawn[1]];
  for (const shift of [0, 3, 6, 9, 14]) {
    const length = Math.hypot(dx, dy);
    const beside = drawn.map((v, i) => v + (i % 2 === 0 ? (-dy / length) * shift : (dx / length) * shift));
    const inside = beside.filter((_, i) => {
      const [x, y] = [beside[i - (i % 2)], beside[i - (i % 2) + 1]];
      return x >= 0 && y >= 0 && x < size.width && y < size.height;
    });
    const found = Array.from(map.placesOf(inside), (place) => map.drawn[place]);
    expect(found).toEqual(byDefinition(drawn, inside));
  }
});

it('a line across another counts as free', () => {
  const map = createDrawnMap(size, SPACING);
  map.add(line(5, 20, 55, 20));
  const across = map.placesOf(line(30, 5, 30, 35));
  expect(Math.max(...Array.from(across, (place) => map.drawn[place]))).toBe(0);
});
