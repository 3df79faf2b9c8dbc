import { describe, expect, it } from 'vitest';
import { openHoles } from '../../src/photo/holes.ts';
import { mapValues, plane } from '../../src/raster/raster.ts';
import { constantPlane } from '../helpers/pictures.ts';

const SIZE = 60;
const DISC = 24;

/** Cells of a disc in the middle whose hole shows the ground, its lightness and tint, and what is known of it. */
interface Scene {
  /** Radius of the hole, and how far to the right of the middle it lies. */
  readonly hole?: number;
  readonly right?: number;
  /** Lightness of what the mask holds around the hole; the ground has 0.9. */
  readonly rim?: number;
  /** How likely the ground's colour is the subject's, and that of the rest. */
  readonly ground?: number;
  readonly own?: number;
  /** How likely the hole is the subject's to the network; the rest is with 0.9. */
  readonly opinion?: number;
  /** Lightness of the upper half of the hole, in the shade. */
  readonly shade?: number;
  readonly tint?: number;
  /** Radius of an island in the hole, of the rim's colour. */
  readonly island?: number;
}

/** Which part of the hole, and of the rest of the disc, the mask holds after holes are opened. */
function heldAfter({
  hole = 8,
  right = 0,
  rim = 0.4,
  ground = 0.2,
  own = 0.9,
  opinion = 0.9,
  shade = 0.9,
  tint = 0,
  island = 0,
}: Scene): { hole: number; rest: number } {
  const far = (i: number, x: number) =>
    Math.hypot((i % SIZE) - SIZE / 2 - x, Math.floor(i / SIZE) - SIZE / 2);
  const inDisc = (i: number) => far(i, 0) <= DISC;
  const isHole = (i: number) => inDisc(i) && far(i, right) <= hole && far(i, right) >= island;
  const isShade = (i: number) => isHole(i) && i < (SIZE * SIZE) / 2;
  const empty = constantPlane(SIZE, SIZE, 0);
  const mask = mapValues(empty, (_, i) => Number(inDisc(i)));
  const lightness = empty.data.map((_, i) => (isShade(i) ? shade : isHole(i) ? 0.9 : inDisc(i) ? rim : 0.9));
  const tints = empty.data.map((_, i) => (isShade(i) ? tint : 0));
  const evidence = {
    lab: [lightness, tints, empty.data],
    // nobody is sure of the shade
    colour: mapValues(empty, (_, i) => (isShade(i) && shade < 0.9 ? 0.6 : lightness[i] > 0.8 ? ground : own)),
    opinion: mapValues(empty, (_, i) => (isHole(i) ? opinion : 0.9)),
  };
  openHoles(mask, evidence);
  const share = (of: (i: number) => boolean) => {
    const cells = [...mask.data.keys()].filter(of);
    return cells.reduce((sum, i) => sum + mask.data[i], 0) / cells.length;
  };
  return { hole: share(isHole), rest: share((i) => inDisc(i) && !isHole(i)) };
}

describe('holes in a mask', () => {
  it('are opened where the ground shows in what has other colours', () => {
    expect(heldAfter({})).toEqual({ hole: 0, rest: 1 });
  });

  it('are none where the rest has the ground its colours as well, unless the network doubts them', () => {
    expect(heldAfter({ ground: 0.4, own: 0.55 })).toEqual({ hole: 1, rest: 1 });
    // pink ice before a pink ground: 2.8, where handles have 3.7
    expect(heldAfter({ ground: 0.35 })).toEqual({ hole: 1, rest: 1 });
    expect(heldAfter({ ground: 0.4, own: 0.55, opinion: 0.35 }).hole).toBeLessThan(0.05);
  });

  it('have a sharp border', () => {
    expect(heldAfter({ rim: 0.85 }).hole).toBe(1);
    expect(heldAfter({ rim: 0.78 }).hole).toBe(0);
  });

  it('hold no islands: a panel with buttons is none', () => {
    expect(heldAfter({ hole: 10, island: 4 }).hole).toBe(1);
    expect(heldAfter({ hole: 10, island: 1.5 }).hole).toBeLessThan(0.05);
  });

  it('do not open to the side, where a thing has the ground its colour, unless the network doubts them', () => {
    expect(heldAfter({ right: 14 }).hole).toBe(1);
    expect(heldAfter({ right: 14, opinion: 0.4 }).hole).toBe(0);
    expect(heldAfter({ right: 14, opinion: 0.7 }).hole).toBe(1);
    expect(heldAfter({ right: 22, opinion: 0.4 }).hole).toBe(1);
  });

  it('are no specks, and not most of the mask', () => {
    expect(heldAfter({ hole: 1 }).hole).toBe(1);
    expect(heldAfter({ hole: 3 }).hole).toBe(0);
    expect(heldAfter({ hole: 15 }).hole).toBe(1);
    expect(heldAfter({ hole: 12 }).hole).toBe(0);
  });

  it('go on in soft shadows of their own tint', () => {
    expect(heldAfter({ shade: 0.86, ground: 0.1 })).toEqual({ hole: 0, rest: 1 });
    expect(heldAfter({ shade: 0.8, ground: 0.1 }).hole).toBeGreaterThan(0.4);
    expect(heldAfter({ shade: 0.88, tint: 0.08, ground: 0.1 }).hole).toBeGreaterThan(0.4);
  });

  it('end where a shadow would run into the rest of the mask', () => {
    const { hole, rest } = heldAfter({ shade: 0.86, rim: 0.82, ground: 0.1 });
    expect(hole).toBeGreaterThan(0.4);
    expect(rest).toBe(1);
  });

  it('leave what is outside of the mask and its soft border as they are', () => {
    const mask = plane({ width: 8, height: 8 }, new Float32Array(64).fill(0.3));
    const flat = constantPlane(8, 8, 0.1);
    openHoles(mask, { lab: [flat.data, flat.data, flat.data], colour: flat, opinion: flat });
    expect([...new Set(mask.data)]).toEqual([Math.fround(0.3)]);
  });
});
