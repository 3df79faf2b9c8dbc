/** A picture that is mirrored or turned over has the same edges and regions, mirrored or turned over. */
import { describe, expect, it } from 'vitest';
import { findEdges, normaliseByQuantile, thin, withNormals } from '../../src/contours/edges.ts';
import { REGION_BORDERS, traceRegionBorders } from '../../src/contours/region-borders.ts';
import { spreadLabels, watershed } from '../../src/contours/watershed.ts';
import { pointsOf } from '../../src/lines/polyline.ts';
import { createRandom } from '../../src/random.ts';
import type { Size } from '../../src/raster/frame.ts';
import { type Plane, plane } from '../../src/raster/raster.ts';

interface Grid extends Size {
  readonly at: (x: number, y: number) => number;
}

interface Turn {
  /** Where each pixel of the other picture comes from. */
  readonly grid: (size: Size) => Grid;
  /** A direction in the other picture. */
  readonly direction: (x: number, y: number) => readonly [number, number];
}

const TURNS: [name: string, turn: Turn][] = [
  [
    'left and right',
    {
      grid: ({ width, height }) => ({ width, height, at: (x, y) => y * width + (width - 1 - x) }),
      direction: (x, y) => [-x, y],
    },
  ],
  [
    'above and below',
    {
      grid: ({ width, height }) => ({ width, height, at: (x, y) => (height - 1 - y) * width + x }),
      direction: (x, y) => [x, -y],
    },
  ],
  [
    'x and y',
    {
      grid: ({ width, height }) => ({ width: height, height: width, at: (x, y) => x * width + y }),
      direction: (x, y) => [y, x],
    },
  ],
];
const turned = <A extends Float32Array | Uint8Array | Int32Array>(data: A, { width, at }: Grid): A =>
  data.map((_, i) => data[at(i % width, Math.floor(i / width))]!) as A;

const WIDTH = 17;
const HEIGHT = 13;
const COUNT = WIDTH * HEIGHT;
const random = createRandom(5);

/** Values of 0 to 1, no two of them alike. */
const ranks = [...Array(COUNT).keys()].map((i) => ({ i, key: random.next() })).sort((a, b) => a.key - b.key);
const distinct = new Float32Array(COUNT);
ranks.forEach(({ i }, rank) => {
  distinct[i] = rank / 255;
});
const inside = Uint8Array.from(distinct, (v) => (v < 0.8 ? 1 : 0));

/** Labels by their first pixel, so that their order does not matter. */
const partition = (labels: Int32Array) => labels.map((label) => (label < 0 ? -1 : labels.indexOf(label)));

describe.each(TURNS)('with %s swapped', (_, turn) => {
  const grid = turn.grid({ width: WIDTH, height: HEIGHT });
  const over = (p: Plane): Plane => plane(grid, turned(p.data, grid));
  const picture = plane({ width: WIDTH, height: HEIGHT }, distinct);

  it('regions are the same', () => {
    const { labels, count } = watershed(picture, inside);
    const other = watershed(over(picture), turned(inside, grid));
    expect(count).toBeGreaterThan(4);
    expect(other.count).toBe(count);
    expect(partition(other.labels)).toEqual(partition(turned(labels, grid)));
  });

  it('labels spread as far', () => {
    const one = new Int32Array(COUNT).fill(-1);
    one[inside.indexOf(1)] = 3;
    const spread = spreadLabels(one, inside, WIDTH);
    expect(spread.filter((v) => v === 3).length).toBeGreaterThan(80);
    expect(turned(spread, grid)).toEqual(spreadLabels(turned(one, grid), turned(inside, grid), grid.width));
  });

  it('edges are as strong, and their normals turned with them', () => {
    const options = { scale: 1, integration: 1.2, texture: { inhibition: 0.6, surround: 4 } };
    const planes = [
      picture,
      plane(
        picture,
        distinct.map((v, i) => Math.sin(9 * v) + (i % WIDTH) / 20),
      ),
    ];
    const map = withNormals(findEdges(planes, [1, 0.5], options));
    const other = withNormals(findEdges(planes.map(over), [1, 0.5], options));
    expect(map.strength.filter((v) => v > 0).length).toBeGreaterThan(100);
    turned(map.strength, grid).forEach((v, i) => {
      expect(other.strength[i]!).toBeCloseTo(v, 5);
    });
    const [nx, ny] = [turned(map.normalX, grid), turned(map.normalY, grid)];
    other.normalX.forEach((x, i) => {
      const y = other.normalY[i]!;
      const [a, b] = turn.direction(nx[i]!, ny[i]!);
      // a normal has no sign
      if (other.strength[i]! > 1e-5) expect(Math.abs(a * x + b * y)).toBeCloseTo(1, 4);
    });
    const thinned = turned(thin(map), grid);
    const otherThinned = thin(other);
    const differing = thinned.filter((v, i) => v > 0 !== otherThinned[i]! > 0).length;
    expect(differing).toBe(0);
  });
});

it('each side of a pixel between two regions is in one border, with what lies on both sides', () => {
  const labels = Int32Array.from(distinct, (v) => (v > 0.78 ? -1 : Math.floor(4 * v)));
  const at = (x: number, y: number) => labels[y * WIDTH + x]!;
  let sides = 0;
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      for (const [u, v] of [
        [x + 1, y],
        [x, y + 1],
      ] as const)
        if (u < WIDTH && v < HEIGHT && at(x, y) >= 0 && at(u, v) >= 0 && at(x, y) !== at(u, v)) sides++;
  for (const turn of [0, 100]) {
    const lines = traceRegionBorders(labels, WIDTH, { ...REGION_BORDERS, smoothing: 0, turn });
    const seen = new Set<string>();
    for (const { xy, closed, between } of lines) {
      const points = pointsOf(xy);
      expect(between).toHaveLength(points.length);
      points.forEach(([x, y], k) => {
        if (!closed && k === points.length - 1) return;
        const [u, v] = points[(k + 1) % points.length]!;
        expect(Math.abs(u - x) + Math.abs(v - y)).toBe(1);
        const [left, top] = [Math.min(x, u), Math.min(y, v)];
        seen.add(`${left} ${top} ${x === u}`);
        const beside = x === u ? [at(x - 1, top), at(x, top)] : [at(left, y - 1), at(left, y)];
        expect([...between[k]!].sort()).toEqual(beside.sort());
      });
    }
    expect(seen.size).toBe(sides);
    const steps = lines.reduce((sum, { xy, closed }) => sum + xy.length / 2 - (closed ? 0 : 1), 0);
    expect(steps).toBe(sides);
  }
});

it('a map is scaled by its quantile of what is not 0, and clipped', () => {
  const values = Float32Array.from([0, 4, 0, 1, 2, 3, 0]);
  expect([...normaliseByQuantile(values, 0.5)]).toEqual([0, 1, 0, ...[1 / 3, 2 / 3].map(Math.fround), 1, 0]);
  expect([...normaliseByQuantile(values, 1)]).toEqual([0, 1, 0, 0.25, 0.5, 0.75, 0]);
  expect([...normaliseByQuantile(new Float32Array(3), 0.5)]).toEqual([0, 0, 0]);
});
