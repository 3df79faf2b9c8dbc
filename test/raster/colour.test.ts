import { expect, it } from 'vitest';
import { linear, oklabPlanes } from '../../src/raster/colour.ts';

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

it('light is decoded as the power function does, to a bit or two', () => {
  for (let k = 0; k <= 5000; k++) {
    const v = 1.2 * (k / 5000);
    const expected = v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    expect(Math.abs(linear(v) - expected)).toBeLessThanOrEqual(1e-15 * expected);
  }
});
