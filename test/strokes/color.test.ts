import { describe, expect, it } from 'vitest';
import { hexColor, parseColor, readCssColor } from '../../src/strokes/color.ts';

describe('colours', () => {
  it.each<[string, readonly number[]]>([
    ['#0180fe', [1, 128, 254, 1]],
    ['#ABC', [170, 187, 204, 1]],
    ['black', [0, 0, 0, 1]],
    ['ivory', [255, 255, 240, 1]],
    ['rgb(1 2 3 / 50%)', [1, 2, 3, 0.5]],
    ['rgba(10, 20, 30, 0.25)', [10, 20, 30, 0.25]],
    ['transparent', [0, 0, 0, 0]],
    ['hsl(120 100% 50%)', [0, 255, 0, 1]],
    ['color(srgb 1 0 0)', [255, 0, 0, 1]],
    ['oklch(0.628 0.2577 29.23)', [255, 0, 0, 1]],
  ])('%s is read', (text, [r, g, b, alpha]) => {
    const color = readCssColor(text);
    expect(color?.slice(0, 3)).toEqual([r, g, b]);
    expect(color?.[3]).toBeCloseTo(alpha, 2);
  });

  it.each(['', 'blackish', '#12', 'rgb(1 2)', 'none', '"/><script>', `${' '.repeat(101)}red`])(
    '%j is none',
    (text) => {
      expect(readCssColor(text)).toBeNull();
      expect(() => parseColor('--color', text)).toThrow(/--color/);
    },
  );

  it('are written with two digits for each part, and alpha only where it is not opaque', () => {
    expect(hexColor([1, 128, 254, 1])).toBe('#0180fe');
    expect(hexColor([0, 15, 16, 0.5])).toBe('#000f1080');
    expect(hexColor([255, 255, 255, 0])).toBe('#ffffff00');
  });
});
