import { describe, expect, it } from 'vitest';
import { CHEAPEST_WAY, cheapestWay } from '../../src/contours/cheapest-way.ts';
import { type Plane, plane } from '../../src/raster/raster.ts';

const SIZE = { width: 80, height: 60 };
const east = { at: [20.5, 30.5], direction: [1, 0] } as const;

/** 1 on the pixels (x, y) that hold, 0 elsewhere. */
function ridge(holds: (x: number, y: number) => boolean): Plane {
  const data = new Float32Array(SIZE.width * SIZE.height).map((_, i) =>
    holds(i % SIZE.width, Math.floor(i / SIZE.width)) ? 1 : 0,
  );
  return plane(SIZE, data);
}

const toColumn = (column: number) => (pixel: number) => pixel % SIZE.width === column;
const everywhere = () => true;

describe('the cheapest way', () => {
  it('follows a ridge that bends, to the goal', () => {
    const bend = (x: number) => Math.round(30 + 8 * Math.sin((x - 20) / 12));
    const map = ridge((x, y) => y === bend(x));
    const way = cheapestWay(east, { map, isGoal: toColumn(45), isOpen: everywhere });
    expect(way.at(-1)).toEqual([45.5, bend(45) + 0.5]);
    for (const [x, y] of way) expect(Math.abs(y - 0.5 - bend(Math.floor(x)))).toBeLessThanOrEqual(1);
    expect(way[0]![0]).toBe(21.5);
  });

  it('crosses a short gap, but not where there is no ridge', () => {
    const over = (map: Plane) => ({ map, isGoal: toColumn(45), isOpen: everywhere });
    const broken = ridge((x, y) => y === 30 && Math.abs(x - 32) > 2);
    expect(cheapestWay(east, over(broken)).length).toBe(25);
    expect(cheapestWay(east, over(ridge(() => false)))).toEqual([]);
  });

  it('does not turn back, look further than it may, or wind', () => {
    const over = (map: Plane, column: number) => ({ map, isGoal: toColumn(column), isOpen: everywhere });
    const straight = ridge((_, y) => y === 30);
    expect(cheapestWay(east, over(straight, 10))).toEqual([]);
    expect(cheapestWay(east, over(straight, 20 + CHEAPEST_WAY.reach)).length).toBe(CHEAPEST_WAY.reach);
    expect(cheapestWay(east, over(straight, 21 + CHEAPEST_WAY.reach))).toEqual([]);
    const teeth = (x: number) => 30 + Math.abs(((x - 20) % 16) - 8) - 8;
    const winding = ridge(
      (x, y) => y === 30 + 3 * (teeth(x) - 30) || (y < 30 && y > 6 && (x - 20) % 16 === 8),
    );
    expect(cheapestWay(east, over(winding, 50))).toEqual([]);
  });

  it('leads through open pixels only', () => {
    const map = ridge((_, y) => y === 30);
    const isOpen = (pixel: number) => pixel % SIZE.width !== 30;
    expect(cheapestWay(east, { map, isGoal: toColumn(45), isOpen })).toEqual([]);
  });
});
