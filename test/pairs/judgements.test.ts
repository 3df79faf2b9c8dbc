import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../bench/pairs/agreement.ts';
import { type Judgement, judge } from '../../bench/pairs/judgements.ts';

const key = [1, 2, 3].map((row) => ({
  row,
  photo: `photo-${row}`,
  left: `${row}a`.padEnd(64, '0'),
  right: `${row}b`.padEnd(64, '0'),
  versions: ['16-x', '16-y'] as const,
}));

describe('a reader’s answers', () => {
  it('become the drawing on the left or on the right, whatever else the file says', () => {
    const { judgements, missing } = judge('My answers:\n1: L\n 3 . r\n2: both\n', key, '01-a');
    expect(judgements.map(({ photo, choice }) => [photo, choice])).toEqual([
      ['photo-1', 'a'],
      ['photo-3', 'b'],
    ]);
    expect(judgements[0]).toMatchObject({ a: '1a'.padEnd(16, '0'), b: '1b'.padEnd(16, '0'), reader: '01-a' });
    expect(missing).toEqual([2]);
  });

  it('count once for a row that is answered again, the last time', () => {
    expect(judge('1: L\n1: R\n', key, '01-a').judgements.map(({ choice }) => choice)).toEqual(['b']);
  });
});

describe('agreement', () => {
  const said = (reader: string, a: string, b: string, choice: 'a' | 'b'): Judgement => ({
    ...{ photo: 'cat', reader, a, b, choice },
  });
  const judgements = [
    said('01-a', 'x', 'y', 'a'),
    said('01-b', 'x', 'y', 'b'),
    // the same pair with its sides changed: x again
    said('02-a', 'y', 'x', 'b'),
    said('02-a', 'y', 'z', 'b'),
  ];

  it('compares what was chosen, not the side', () => {
    expect(agreementOf(judgements, () => true)).toEqual({ pairs: 1, answers: 3, equal: 1 });
  });

  it('is asked of the readers that are named', () => {
    const ofSets = (one: string, other: string) => one.slice(0, 2) === other.slice(0, 2);
    expect(agreementOf(judgements, ofSets)).toEqual({ pairs: 1, answers: 1, equal: 0 });
  });
});
