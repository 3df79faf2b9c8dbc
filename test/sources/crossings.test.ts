import { describe, expect, it } from 'vitest';
import { createCrossings } from '../../src/sources/crossings.ts';

/** A straight line with a point at each pixel. */
const straight = (x0: number, y0: number, x1: number, y1: number) => {
  const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
  return Float64Array.from(
    Array.from({ length: steps + 1 }, (_, k) => [
      x0 + ((x1 - x0) * k) / steps,
      y0 + ((y1 - y0) * k) / steps,
    ]).flat(),
  );
};
const piece = (...ends: [number, number, number, number]) => {
  const xy = straight(...ends);
  return { points: new Float64Array(8), error: 0, xy, strength: new Float64Array(xy.length / 2) };
};

describe('createCrossings', () => {
  const across = piece(50, 10, 50, 90);
  const beside = piece(10, 60, 90, 60);
  const meeting = piece(30, 44, 30, 90);
  const short = piece(70, 37, 70, 43);
  const line = straight(10, 40, 90, 40);

  it('lowers what a line runs through, not what lies beside it or meets it at an end', () => {
    const crossings = createCrossings([across, beside, meeting, short], { crossing: 0.25, meeting: 8 });
    expect([...crossings.factor]).toEqual([1, 1, 1, 1]);
    crossings.add(line);
    expect([...crossings.factor]).toEqual([0.25, 1, 1, 1]);
  });

  it('lowers it once, by however many lines it is crossed', () => {
    const crossings = createCrossings([across], { crossing: 0.25, meeting: 8 });
    crossings.add(line);
    crossings.add(straight(10, 60, 90, 60));
    expect([...crossings.factor]).toEqual([0.25]);
  });

  it('sees a crossing in the last steps of a line, which are fewer than the others', () => {
    // 23 steps, looked at by fours: from the point of the 20th step to the last is the one that crosses
    const crossings = createCrossings([across], { crossing: 0.5, meeting: 2 });
    crossings.add(straight(28, 40, 51, 40));
    expect([...crossings.factor]).toEqual([1]);
    crossings.add(straight(29, 40, 52, 40));
    expect([...crossings.factor]).toEqual([0.5]);
  });

  it('looks for none where they cost nothing', () => {
    const crossings = createCrossings([across], { crossing: 1, meeting: 8 });
    crossings.add(line);
    expect([...crossings.factor]).toEqual([1]);
  });
});
