import { describe, expect, it } from 'vitest';
import { writeNumber } from '../../src/things/digits.ts';
import { drawThings } from '../../src/things/picture.ts';
import { tellThings } from '../../src/things/tell.ts';
import { lookAtDiscs, ONE_OPINION } from '../helpers/whole-look.ts';

describe('writeNumber', () => {
  it('writes every digit within its height and width', () => {
    for (let digit = 0; digit < 10; digit++) {
      const { lines, width } = writeNumber(digit);
      const points = lines.flat();
      expect(Math.min(...points.map(([x]) => x))).toBeGreaterThanOrEqual(0);
      expect(Math.max(...points.map(([x]) => x))).toBeLessThanOrEqual(width + 1e-9);
      expect(Math.max(...points.map(([, y]) => y))).toBe(1);
      expect(Math.min(...points.map(([, y]) => y))).toBe(0);
    }
  });

  it('sets digits beside one another', () => {
    const [one, twelve] = [writeNumber(1), writeNumber(12)];
    expect(twelve.width).toBeGreaterThan(2 * one.width);
    expect(twelve.lines.slice(0, one.lines.length)).toEqual(one.lines);
  });
});

describe('drawThings', () => {
  it('tints things and leaves the rest of the photo as it is', async () => {
    const look = lookAtDiscs([{ x: 100, y: 110, radius: 60, colour: [0.2, 0.2, 0.2] }]);
    const canvas = drawThings(look.image, await tellThings(look.image, look, [], ONE_OPINION));
    const at = (x: number, y: number) => [...canvas.getContext('2d').getImageData(x, y, 1, 1).data];
    expect([canvas.width, canvas.height]).toEqual([256, 256]);
    expect(at(220, 220)).toEqual([128, 128, 128, 255]);
    const [red, , blue] = at(100, 110);
    expect(red).toBeGreaterThan(blue + 40);
  });
});
