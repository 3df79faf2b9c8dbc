import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { formatOf } from '../../src/output/formats.ts';
import { encodeSketch } from '../../src/output/save.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

const sketch = { width: 40, height: 20, strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4) };

describe('formatOf', () => {
  it.each([
    ['a.svg', 'svg'],
    ['b.c/A.PNG', 'png'],
    ['x.jpeg', 'jpg'],
    ['%d.pdf', 'pdf'],
  ])('%s is %s', (path, format) => {
    expect(formatOf(path)).toBe(format);
  });

  it.each(['sketch', 'sketch.', 'sketch.bmp', '.svg'])('does not know %s', (path) => {
    expect(() => formatOf(path)).toThrow('its name must end with one of .svg, ');
  });
});

describe('encodeSketch', () => {
  it.each(['png', 'jpg', 'webp'] as const)('makes %s pictures that others read', async (format) => {
    const picture = sharp(Buffer.from(await encodeSketch(sketch, format, { size: 80 })));
    const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([80, 40]);
    expect(data[(20 * 80 + 40) * 3]).toBeLessThan(20);
    expect(data[0]).toBeGreaterThan(235);
  });

  it.each(['svg', 'png', 'jpg', 'webp', 'gif', 'json', 'pdf'] as const)(
    'gives the same %s twice',
    async (format) => {
      const options = { timing: { seconds: 0.3, hold: 0.1 } };
      const twice = [1, 2].map(() => encodeSketch(sketch, format, options, { seed: 1 }));
      expect(await twice[0]).toEqual(await twice[1]);
    },
  );

  it('makes PDF whose cross-reference table points at its objects', async () => {
    const text = Buffer.from(
      await encodeSketch(sketch, 'pdf', { title: 'Pferd (ü)', paper: 'white' }),
    ).toString('latin1');
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    expect(text.slice(start, start + 4)).toBe('xref');
    const offsets = [...text.slice(start).matchAll(/(\d{10}) 00000 n/g)].map((match) => Number(match[1]));
    expect(offsets).toHaveLength(5);
    offsets.forEach((offset, i) => {
      expect(text.slice(offset)).toMatch(new RegExp(`^${i + 1} 0 obj`));
    });
    const [, length, stream] = /Length (\d+) >>\nstream\n([\s\S]*)\nendstream/.exec(text)!;
    expect(stream).toHaveLength(Number(length));
    expect(stream).toContain('4 w 5 10 m 15 10 25 10 35 10 c S');
  });
});
