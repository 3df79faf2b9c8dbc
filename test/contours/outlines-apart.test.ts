import { describe, expect, it } from 'vitest';
import { outlineLines } from '../../src/contours/outline-lines.ts';
import { outlinesApart } from '../../src/contours/outlines-apart.ts';
import { lineLength, type Polyline, pointsOf } from '../../src/lines/polyline.ts';
import { planWholeOutline } from '../../src/sources/whole-outline.ts';
import { planeOf } from '../helpers/pictures.ts';

const SIZE = 200;
/** Two squares side by side, in one mask. */
const inBoth = (x: number, y: number) => x > 30 && x < 170 && y > 60 && y < 130;
const maskOf = (inside: (x: number, y: number) => boolean) =>
  planeOf(SIZE, SIZE, (x, y) => (inside(x, y) ? 1 : 0));
const MASK = maskOf(inBoth);
const halves = Int32Array.from({ length: SIZE * SIZE }, (_, i) => (i % SIZE < 100 ? 0 : 1));

const onSeam = ({ xy }: Polyline) =>
  pointsOf(xy).filter(([x, y]) => Math.abs(x - 100) < 4 && y > 70 && y < 120);
const total = (lines: readonly Polyline[]) => lines.reduce((sum, line) => sum + lineLength(line), 0);

describe('outlinesApart', () => {
  it('draws the border between two things once', () => {
    const lines = outlinesApart(MASK, halves);
    expect(lines).toHaveLength(2);
    expect(lines[0].closed).toBe(true);
    expect(onSeam(lines[0]).length).toBeGreaterThan(20);
    expect(lines[1].closed).toBe(false);
    expect(onSeam(lines[1])).toHaveLength(0);
    // the first thing's first
    const xs = (line: Polyline) => pointsOf(line.xy).map(([x]) => x);
    expect(Math.max(...xs(lines[0]))).toBeLessThan(103);
    expect(Math.min(...xs(lines[1]))).toBeGreaterThan(95);
    expect(total(lines)).toBeGreaterThan(total(outlineLines(MASK)) + 50);
    expect(total(lines)).toBeLessThan(total(outlineLines(MASK)) + 90);
  });

  it('gives what no thing has to the thing that is nearest in the mask', () => {
    const owners = halves.map((owner, i) => (i % SIZE > 90 && i % SIZE < 110 ? -1 : owner));
    const lines = outlinesApart(MASK, owners);
    expect(lines).toHaveLength(2);
    expect(onSeam(lines[0]).length).toBeGreaterThan(20);
  });

  it('outlines parts of the mask that no thing is in', () => {
    const more = maskOf((x, y) => inBoth(x, y) || (x > 60 && x < 120 && y > 150 && y < 185));
    const owners = halves.map((owner, i) => (Math.floor(i / SIZE) < 140 ? owner : -1));
    expect(outlinesApart(more, owners)).toHaveLength(3);
  });

  it('leaves things that do not touch as they are', () => {
    const apart = maskOf((x, y) => inBoth(x, y) && Math.abs(x - 100) > 15);
    const lines = outlinesApart(apart, halves);
    expect(lines).toHaveLength(2);
    expect(lines.every(({ closed }) => closed)).toBe(true);
  });
});

it('is what the whole outline of several things is made of', () => {
  const one = planWholeOutline(MASK, null)!;
  const two = planWholeOutline(MASK, null, undefined, undefined, halves)!;
  expect(two.length).toBeGreaterThan(one.length + 50);
});
