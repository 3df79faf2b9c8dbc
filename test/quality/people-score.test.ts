import { expect, test } from 'vitest';
import { scoreAnswers } from '../../bench/people/score.ts';

test('right answers are counted by number of photos and strokes, and what is missed is named', () => {
  const entry = { strokes: 16, choices: 12, right: 3 };
  const key = { a: { ...entry, name: 'hopper' }, b: { ...entry, name: 'beard', right: 5 } };
  expect(scoreAnswers(key, [{ a: 3, b: 5 }, { a: 3, b: 1 }, { a: 3 }])).toEqual([
    ['12', '16', '5', '0.80', 'beard'],
  ]);
});
