import { describe, expect, it } from 'vitest';
import { writePdf } from '../../src/output/pdf.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

const sketch = { width: 200, height: 100, strokes: uniformStrokes([0, 0, 10, 0, 20, 0, 30, 40], 3) };
const pdf = (size?: number) => writePdf(sketch, size === undefined ? {} : { size }).toString('latin1');

describe('writePdf', () => {
  it('has a point for each unit of the drawing, unless told how long its longer side is', () => {
    expect(pdf()).toContain('/MediaBox [0 0 200 100]');
    expect(pdf()).toContain('1 0 0 -1 0 100 cm');
    expect(pdf(500)).toContain('/MediaBox [0 0 500 250]');
    expect(pdf(500)).toContain('2.5 0 0 -2.5 0 250 cm');
  });

  it('is the same every time', () => {
    expect(pdf(300)).toBe(pdf(300));
  });
});
