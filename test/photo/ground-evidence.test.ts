import { describe, expect, it } from 'vitest';
import { GROUND_EVIDENCE, weighGround } from '../../src/photo/ground-evidence.ts';
import { GROUND, type PlainGround, SHADE, THING } from '../../src/photo/plain-ground.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

const SIZE = 20;
const size = { width: SIZE, height: SIZE };
const cell = (x: number, y: number) => y * SIZE + x;

/** A ground, on which a thing stands in columns and rows 6 to 11; what is in `change` differs. */
function groundWith(
  change: (x: number, y: number) => Partial<Record<'kind' | 'difference' | 'shade', number>> = () => ({}),
) {
  const [kinds, likeShade] = [new Uint8Array(SIZE * SIZE), new Uint8Array(SIZE * SIZE)];
  const difference = new Float32Array(SIZE * SIZE);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const isThing = x >= 6 && x < 12 && y >= 6 && y < 12;
      const own = change(x, y);
      kinds[cell(x, y)] = own.kind ?? (isThing ? THING : GROUND);
      difference[cell(x, y)] = own.difference ?? (isThing ? 2 : 0.25);
      likeShade[cell(x, y)] = own.shade ?? 0;
    }
  }
  return { kinds, difference, likeShade } as unknown as PlainGround;
}
const sure = planeOf(SIZE, SIZE, (x, y) => (x > 6 && x < 12 && y > 6 && y < 12 ? 0.9 : 0));

describe('weighGround', () => {
  it('counts the ground’s colours against the subject: the less, the more they differ and the surer the network is', () => {
    const map = planeOf(SIZE, SIZE, (x, y) => (x > 6 && x < 12 && y > 6 && y < 12 ? 0.9 : x < 3 ? 0.6 : 0));
    const { odds } = weighGround(groundWith(), map, size)!;
    const { ground } = GROUND_EVIDENCE;
    expect(odds.data[cell(16, 3)]).toBeCloseTo(-ground * 0.75, 5);
    expect(odds.data[cell(1, 3)]).toBeCloseTo(-ground * 0.75 * 0.4 ** 2, 5);
  });

  it('is certain of a thing that differs by as much as `sure`, and half as much where it differs half as much more', () => {
    const half = groundWith((x, y) => (x >= 6 && x < 12 && y >= 6 && y < 12 ? { difference: 1.5 } : {}));
    const [full, less] = [groundWith(), half].map((ground) => weighGround(ground, sure, size)!);
    expect(full!.odds.data[cell(9, 9)]).toBeCloseTo(GROUND_EVIDENCE.thing, 5);
    expect(full!.map.data[cell(9, 9)]).toBe(1);
    expect(less!.odds.data[cell(9, 9)]).toBeCloseTo(GROUND_EVIDENCE.thing / 2, 5);
    // the network is surer of it than that
    expect(less!.map.data[cell(9, 9)]).toBeCloseTo(0.9, 5);
  });

  it('is a quarter as certain of what may be a shadow, and says nothing about shades', () => {
    const ground = groundWith((x, y) =>
      x === 8 && y === 8 ? { shade: 1 } : x === 15 ? { kind: SHADE } : {},
    );
    const { odds } = weighGround(ground, sure, size)!;
    expect(odds.data[cell(8, 8)]).toBeCloseTo(GROUND_EVIDENCE.thing * GROUND_EVIDENCE.likeShade, 5);
    expect(odds.data[cell(9, 9)]).toBeCloseTo(GROUND_EVIDENCE.thing, 5);
    expect(odds.data[cell(15, 4)]).toBe(0);
  });

  it('is less certain at a border, where a cell shows the thing in part', () => {
    const soft = groundWith((x, y) => (x === 6 && y >= 6 && y < 12 ? { difference: 1.5 } : {}));
    const { odds } = weighGround(soft, sure, size)!;
    // half of it by its difference, and of that 2 * 1.5 / 2 - 1
    expect(odds.data[cell(6, 9)]).toBeCloseTo(GROUND_EVIDENCE.thing * 0.5 * 0.5, 5);
    // as strong as all around it: the whole cell is the thing's
    expect(odds.data[cell(11, 9)]).toBeCloseTo(GROUND_EVIDENCE.thing, 5);
  });

  it('leaves things alone that the network denies, and what the photo cuts off of those it does not', () => {
    const beside = groundWith((x, y) => (x >= 15 && x < 18 && y < 4 ? { kind: THING, difference: 2 } : {}));
    expect(weighGround(beside, sure, size)!.odds.data[cell(16, 1)]).toBe(0);
    expect(weighGround(beside, constantPlane(SIZE, SIZE, 0), size)).toBeNull();
    const arm = groundWith((x, y) => (x >= 12 && (y === 8 || y === 9) ? { kind: THING, difference: 2 } : {}));
    const { odds } = weighGround(arm, sure, size)!;
    expect(odds.data[cell(16, 8)]).toBe(0);
    expect(odds.data[cell(9, 9)]).toBeCloseTo(GROUND_EVIDENCE.thing, 5);
  });

  it('takes the largest thing where the network finds none, if it is no speck', () => {
    const two = groundWith((x, y) => (x === 17 && y === 3 ? { kind: THING, difference: 2 } : {}));
    const found = weighGround(two, null, size)!;
    expect(found.map.data[cell(9, 9)]).toBe(1);
    expect(found.map.data[cell(17, 3)]).toBe(0);
    expect(weighGround(two, null, size, { ...GROUND_EVIDENCE, leastArea: 0.1 })).toBeNull();
  });
});
