/** The sources that only cut lines into pieces: which lines, at which tolerances, and which are left to others. */
import { describe, expect, it } from 'vitest';
import type { ContourMap } from '../../src/contours/map.ts';
import { SPLIT } from '../../src/lines/pieces.ts';
import type { Chain } from '../../src/lines/polyline.ts';
import { createRandom } from '../../src/random.ts';
import type { Plane } from '../../src/raster/raster.ts';
import { background } from '../../src/sources/background.ts';
import { edges } from '../../src/sources/edges.ts';
import { limbs } from '../../src/sources/limbs.ts';
import { joinPieces, piecesOf } from '../../src/sources/pieces.ts';
import { saliency } from '../../src/sources/saliency.ts';
import { constantPlane, drawPicture, planeOf } from '../helpers/pictures.ts';

const SIZE = 200;
const image = drawPicture(SIZE, SIZE);
/** A straight line with a point at each pixel. */
function line(x0: number, y0: number, x1: number, y1: number): Chain {
  const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
  const xy = Array.from({ length: steps + 1 }, (_, k) => [
    x0 + ((x1 - x0) * k) / steps,
    y0 + ((y1 - y0) * k) / steps,
  ]);
  return { xy: Float64Array.from(xy.flat()), closed: false, strength: new Float64Array(steps + 1).fill(1) };
}
const HIGH = line(20, 40, 180, 40);
const LOW = line(20, 120, 180, 120);
/** Rows from 110 to 129 are a limb. */
const area = Uint8Array.from({ length: SIZE * SIZE }, (_, i) => (Math.abs(i / SIZE - 120) <= 10 ? 1 : 0));
const map = (of: Partial<ContourMap>) =>
  ({
    image,
    mask: null,
    limbs: null,
    portraits: [],
    landmarks: [],
    edges: [],
    afar: [],
    ...of,
  }) as unknown as ContourMap;
const heights = (levels: readonly (readonly { xy: Float64Array }[])[] | undefined) =>
  levels!.map((pieces) => pieces.map(({ xy }) => Math.round(xy[1]!)));

describe('pieces', () => {
  it('are those of all lines at each tolerance, finer to coarser', () => {
    const levels = piecesOf([HIGH, LOW], { ...SPLIT, tolerances: [1, 5] });
    expect(heights(levels)).toEqual([
      [40, 120],
      [40, 120],
    ]);
  });

  it('of several sources stand beside each other, though one has fewer tolerances', () => {
    const [a, b, c] = piecesOf([HIGH, LOW, HIGH], { ...SPLIT, tolerances: [1] })[0]!;
    expect(joinPieces([[[a!], [b!]], [[c!]]])).toEqual([[a, c], [b]]);
    expect(joinPieces([])).toEqual([]);
  });
});

describe('edges', () => {
  it('are offered from near and from afar, but for those along limbs', () => {
    const all = map({ edges: [HIGH], afar: [LOW] });
    expect(heights(edges.propose(all, edges.params).pieces?.())).toEqual(
      SPLIT.tolerances.map(() => [40, 120]),
    );
    const leg = { chains: [], area, width: SIZE };
    const beside = edges.propose({ ...all, limbs: leg }, edges.params).pieces?.();
    expect(heights(beside)).toEqual(SPLIT.tolerances.map(() => [40]));
  });

  it('between the eyes and the nose of an animal are left out', () => {
    const spot = { likelihood: 1, radius: 5 };
    const landmarks = [
      { ...spot, kind: 'eye', x: 50, y: 20 },
      { ...spot, kind: 'eye', x: 150, y: 20 },
      { ...spot, kind: 'nose', x: 100, y: 90 },
    ] as const;
    const fur = line(80, 40, 120, 40);
    const of = map({ edges: [fur, LOW], landmarks });
    expect(heights(edges.propose(of, edges.params).pieces?.())[0]).toEqual([120]);
  });
});

describe('limbs', () => {
  it('are offered by their middle lines, and nothing is without a mask', () => {
    const leg = { chains: [LOW], area, width: SIZE };
    expect(heights(limbs.propose(map({ limbs: leg }), limbs.params).pieces?.())[0]).toEqual([120]);
    expect(limbs.propose(map({}), limbs.params)).toEqual({});
  });
});

describe('a background', () => {
  it('is offered where there is one, its longest lines first, each once and beside what is drawn', () => {
    const short = line(90, 80, 120, 80);
    const offer = background.propose(map({ background: [short, HIGH, LOW] }), background.params).background!;
    const rows = (count: number, drawn: Float64Array[] = []) => {
      const { points, widths } = offer({ count, drawn });
      return Array.from(widths, (_, s) => Math.round(points[8 * s + 1]!));
    };
    expect(rows(9).sort((a, b) => a - b)).toEqual([40, 80, 120]);
    expect(rows(2)).toHaveLength(2);
    expect(rows(2)).not.toContain(80);
    expect(rows(9, [HIGH.xy]).sort((a, b) => a - b)).toEqual([80, 120]);
    expect(background.propose(map({}), background.params)).toEqual({});
  });

  it('is finer than things before it, and of the pen where there are none', () => {
    const widths = (mask: Plane | null) => [
      ...background.propose(map({ background: [HIGH], mask }), background.params).background!({
        count: 1,
        drawn: [],
      }).widths,
    ];
    expect(widths(null)).toEqual([1]);
    expect(widths(constantPlane(SIZE, SIZE, 1))).toEqual([background.params.fine]);
  });
});

describe('short strokes of the saliency map', () => {
  const half = planeOf(SIZE, SIZE, (x) => (x < SIZE / 2 ? 1 : 0));
  const picture = drawPicture(SIZE, SIZE, (c) => {
    c.fillStyle = 'black';
    for (let y = 10; y < SIZE; y += 20) c.fillRect(20, y, 160, 6);
  });
  const fill = (of: Partial<ContourMap>, count = 8) =>
    saliency.propose(map({ attention: () => constantPlane(SIZE, SIZE, 1), ...of }), saliency.params).fill!(
      count,
      createRandom(1),
    );

  it('begin on edges where the network looks and the mask is, in working pixels', () => {
    const starts = (points: Float64Array) => [...points].filter((_, i) => i % 8 === 0);
    const all = fill({ image: picture });
    expect(all.onEdges).toBe(8);
    expect(Math.max(...starts(all.points))).toBeGreaterThan(SIZE / 2);
    const masked = fill({ image: picture, mask: half });
    expect(masked.onEdges).toBe(8);
    expect(Math.max(...starts(masked.points))).toBeLessThan(SIZE / 2 + 2);
  });

  it('begin anywhere where there are no edges, which is said', () => {
    const { points, onEdges } = fill({ image }, 5);
    expect([points.length, onEdges]).toEqual([40, 0]);
  });

  it('are the same for the same seed', () => {
    expect(fill({ image: picture })).toEqual(fill({ image: picture }));
  });
});
