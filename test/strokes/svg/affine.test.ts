import { expect, it } from 'vitest';
import { affineScale, applyAffine, parseTransform } from '../../../src/strokes/svg/affine.ts';

it.each([
  ['', [3, 4]],
  ['translate(10)', [13, 4]],
  ['translate(1, 2) scale(2 3)', [7, 14]],
  ['matrix(1 2 3 4 5 6)', [20, 28]],
  ['rotate(90)', [-4, 3]],
  ['rotate(180 3 4)', [3, 4]],
  ['skewX(45)', [7, 4]],
  ['skewY(45)', [3, 7]],
])('%s moves (3, 4)', (text, expected) => {
  applyAffine(parseTransform(text), [3, 4]).forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i], 12);
  });
});

it('measures how lengths grow', () => {
  expect(affineScale(parseTransform('rotate(30) scale(2 8)'))).toBeCloseTo(4, 12);
});
