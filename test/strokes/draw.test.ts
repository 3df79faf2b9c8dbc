import { expect, it } from 'vitest';
import { drawSketch } from '../../src/strokes/draw.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

const sketch = { width: 40, height: 20, strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4) };

function pixel(style: object, x: number, y: number): number[] {
  return [...drawSketch(sketch, style).getContext('2d').getImageData(x, y, 1, 1).data];
}

it('draws at any size in the shape of the sketch', () => {
  const canvas = drawSketch(sketch, { size: 400 });
  expect([canvas.width, canvas.height]).toEqual([400, 200]);
  expect(pixel({ size: 400 }, 200, 100)).toEqual([0, 0, 0, 255]);
  expect(pixel({ size: 400 }, 200, 125)).toEqual([255, 255, 255, 255]);
  expect(drawSketch(sketch, { size: 1 }).height).toBe(1);
});

it('draws in colours, on coloured or no paper', () => {
  expect(pixel({ size: 40, color: '#f00', paper: 'navy' }, 20, 10)).toEqual([255, 0, 0, 255]);
  expect(pixel({ size: 40, color: '#f00', paper: 'navy' }, 20, 2)).toEqual([0, 0, 128, 255]);
  expect(pixel({ size: 40, paper: 'transparent' }, 20, 2)).toEqual([0, 0, 0, 0]);
  expect(() => drawSketch(sketch, { paper: 'plaid' })).toThrow("for paper but received 'plaid'");
});
