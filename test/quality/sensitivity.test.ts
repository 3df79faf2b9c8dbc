import { expect, it } from 'vitest';
import { type Change, scaled, sensitivityTable } from '../../bench/quality/sensitivity-table.ts';

const change = (photo: string, path: string, rest: Partial<Change> = {}): Change => ({
  photo,
  path,
  value: 2,
  set: [2.4],
  moved: 0,
  likeness: 0,
  loss: 0,
  ...rest,
});

it('numbers that move strokes furthest come first, with means over the photos on which they were tried', () => {
  const { rows } = sensitivityTable([
    change('hopper', 'a', { moved: 0.5, likeness: -0.02, loss: 0.01 }),
    change('dog', 'a'),
    change('hopper', 'b', { moved: 1, likeness: 0.04, loss: 0.02 }),
    change('hopper', 'c', { error: 'no' }),
  ]);
  expect(rows).toEqual([
    ['b', '2', '1 of 1', 1, 0.04, 2, ''],
    ['a', '2', '1 of 2', 0.5, -0.01, 0.5, ''],
    ['c', '2', '0 of 1', 0, 0, 0, 'some values fail'],
  ]);
});

it('whole numbers stay whole and change by one at least', () => {
  expect([scaled(10, 1.2), scaled(2, 1.2), scaled(2, 0.8), scaled(0.5, 1.2), scaled(0, 1.2)]).toEqual([
    12, 3, 1, 0.6, 1,
  ]);
});
