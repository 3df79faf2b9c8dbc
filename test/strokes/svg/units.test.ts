import { expect, it } from 'vitest';
import { parseLength } from '../../../src/strokes/svg/units.ts';

it.each([
  ['10', 10],
  [' 1.5px ', 1.5],
  ['-.5e1', -5],
  ['1in', 96],
  ['2.54cm', 96],
  ['25.4MM', 96],
  ['101.6Q', 96],
  ['72pt', 96],
  ['6pc', 96],
  ['2em', 32],
  ['50%', 20],
  ['1e', null],
  ['', null],
  ['1 2', null],
  ['10vw', null],
  ['calc(1px)', null],
  ['1__proto__', null],
])('%j is %d user units', (text, length) => {
  expect(parseLength(text, 40)).toEqual(length === null ? null : expect.closeTo(length, 9));
});

it('has no percentages of nothing and no numbers that are not finite', () => {
  expect(parseLength('50%')).toBeNull();
  expect(() => parseLength('1e999')).toThrow("'1e999' is not a finite number");
});
