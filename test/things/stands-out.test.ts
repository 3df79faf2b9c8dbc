import { describe, expect, it } from 'vitest';
import { plane } from '../../src/raster/raster.ts';
import { standsOut } from '../../src/things/stands-out.ts';
import type { Thing } from '../../src/things/thing.ts';
import { planeOf } from '../helpers/pictures.ts';

const SIZE = 64;
const disc = planeOf(SIZE, SIZE, (x, y) => (Math.hypot(x - 32, y - 32) < 16 ? 1 : 0));
const ground = planeOf(SIZE, SIZE, (_, y) => (y > 24 ? 1 : 0));

/** A subject map so much surer inside the mask. */
const seen = (mask: typeof disc, surer: number) => ({
  mask,
  subject: plane(
    mask,
    mask.data.map((v) => 0.3 + surer * v),
  ),
});

function thing(name: string | null, prominence: number, share = 0.1): Thing {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  return { number: 1, name, likelihood: 0.6, box, mask: plane(box, new Float32Array(1)), share, prominence };
}

describe('standsOut', () => {
  it.each([
    ['what the network is sure of', seen(disc, 0.5), [thing(null, 0.8)], true],
    ['what it is hardly surer of', seen(disc, 0.2), [thing(null, 0.8)], false],
    ['a thing with a name, whatever the network says', seen(disc, 0.1), [thing('dog', 0.3)], true],
    ['a bottle at the edge of a room', seen(disc, 0.2), [thing(null, 0.6), thing('bottle', 0.01)], false],
    ['ground from one side of the photo to the other', seen(ground, 0.5), [thing(null, 0.9)], false],
    ['a box of doughnuts', seen(disc, 0.6), Array.from({ length: 7 }, () => thing('donut', 0.12)), false],
    ['a couple', seen(disc, 0.6), [thing('person', 0.4), thing('person', 0.4)], true],
    [
      'one cow before a herd far away',
      seen(disc, 0.5),
      [thing('cow', 0.5), ...Array.from({ length: 7 }, () => thing('cow', 0.02, 0.01))],
      true,
    ],
  ])('of %s', (_, look, things, expected) => {
    expect(standsOut(look, things)).toBe(expected);
  });

  it('has nothing without a mask', () => {
    expect(standsOut({ mask: null, subject: disc }, [])).toBe(false);
  });
});
