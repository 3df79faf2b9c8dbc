import { describe, expect, it } from 'vitest';
import { plane, rgbImage } from '../../src/raster/raster.ts';
import { standsOut } from '../../src/things/stands-out.ts';
import { likelyOnes } from '../../src/things/tell.ts';
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
  image: rgbImage(mask, new Float32Array(3 * SIZE * SIZE)),
  content: { x: 0, y: 0, width: SIZE, height: SIZE },
});

/** In a square box at the middle of the photo. */
function thing(name: string, side: number, [x, y] = [32, 32]) {
  return { name, score: 0.6, box: { x: x - side / 2, y: y - side / 2, width: side, height: side } };
}
const row = (name: string, side: number) =>
  Array.from({ length: 7 }, (_, k) => thing(name, side, [9 * k + 5, 32]));

describe('standsOut', () => {
  it.each([
    ['what the network is sure of', seen(disc, 0.5), [], true],
    ['what it is hardly surer of', seen(disc, 0.2), [], false],
    ['a thing with a name, whatever the network says', seen(disc, 0.1), [thing('dog', 30)], true],
    ['a bottle at the edge of a room', seen(disc, 0.2), [thing('bottle', 4, [60, 30])], false],
    ['what may be a dog', seen(disc, 0.1), [{ ...thing('dog', 30), score: 0.42 }], false],
    ['ground from one side of the photo to the other', seen(ground, 0.5), [], false],
    ['a box of doughnuts', seen(disc, 0.6), row('donut', 9), false],
    ['a couple', seen(disc, 0.6), row('person', 9).slice(0, 2), true],
    ['one cow before a herd far away', seen(disc, 0.5), [thing('cow', 30), ...row('cow', 5)], true],
  ])('of %s', (_, look, detections, expected) => {
    expect(standsOut(look, likelyOnes(detections))).toBe(expected);
  });

  it('has nothing without a mask', () => {
    expect(standsOut({ ...seen(disc, 0.5), mask: null }, [])).toBe(false);
  });
});
