import { describe, expect, it } from 'vitest';
import { outlineOf, subjectEdges } from '../../bench/quality/judge/outline.ts';
import type { Plane } from '../../src/raster/raster.ts';

const SIDE = 32;

function plane(value: (x: number, y: number) => number): Plane {
  const data = Float32Array.from({ length: SIDE * SIDE }, (_, i) => value(i % SIDE, Math.floor(i / SIDE)));
  return { width: SIDE, height: SIDE, channels: 1 as const, data };
}

const at = ({ data }: Plane, x: number, y: number) => data[y * SIDE + x];

describe('outlineOf', () => {
  it('is the inner rim of the mask', () => {
    const outline = outlineOf(plane((x, y) => (x >= 8 && x < 20 && y >= 10 && y < 25 ? 1 : 0)));
    expect(outline.data.reduce((sum, v) => sum + v, 0)).toBe(2 * (12 + 15) - 4);
    expect([at(outline, 8, 10), at(outline, 9, 11), at(outline, 7, 10)]).toEqual([1, 0, 0]);
  });

  it('leaves out where the frame cuts the subject', () => {
    const outline = outlineOf(plane((x) => (x < 10 ? 1 : 0)));
    expect([at(outline, 0, 5), at(outline, 5, 0), at(outline, 9, 5)]).toEqual([0, 0, 1]);
  });
});

describe('subjectEdges', () => {
  it('shows edges inside the subject and none outside', () => {
    const mask = plane((x) => (x < 20 ? 1 : 0));
    const photo = plane((x) => (x < 10 ? 0 : x < 26 ? 0.5 : 1));
    const edges = subjectEdges([photo], mask);
    expect(at(edges, 9, 16)).toBeGreaterThan(0.9);
    expect(at(edges, 26, 16)).toBe(0);
    expect(at(edges, 19, 16)).toBe(1);
  });

  it('is the outline alone on a flat subject', () => {
    const mask = plane((x) => (x < 20 ? 1 : 0));
    expect(subjectEdges([plane(() => 0.3)], mask).data).toEqual(outlineOf(mask).data);
  });
});
