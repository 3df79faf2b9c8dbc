import { expect, it } from 'vitest';
import { oklabPlanes } from '../../src/raster/colour.ts';

/** L, a, b of CSS colours as B. Ottosson's page and CSS Color 4 list them. */
it.each<[string, readonly number[], readonly number[]]>([
  ['white', [1, 1, 1], [1, 0, 0]],
  ['black', [0, 0, 0], [0, 0, 0]],
  ['red', [1, 0, 0], [0.628, 0.2249, 0.1258]],
  ['lime', [0, 1, 0], [0.8664, -0.2339, 0.1795]],
  ['blue', [0, 0, 1], [0.452, -0.0324, -0.3115]],
  ['nearly black', [0.02, 0.02, 0.02], [0.1157, 0, 0]],
])('%s has its OKLab values', (_, rgb, lab) => {
  const planes = oklabPlanes({
    width: 1,
    height: 2,
    channels: 3 as const,
    data: Float32Array.from([0.5, 0.5, 0.5, ...rgb]),
  });
  planes.forEach((plane, c) => {
    expect([plane.width, plane.height, plane.data.length]).toEqual([1, 2, 2]);
    expect(plane.data[1]).toBeCloseTo(lab[c], 3);
  });
});
