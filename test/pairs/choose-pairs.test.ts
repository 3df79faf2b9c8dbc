import { describe, expect, it } from 'vitest';
import { alike, candidatePairs, pairKey, pickWeighted } from '../../bench/pairs/choose-pairs.ts';
import { createRandom } from '../../src/random.ts';

const inked = (version: string, strokes: number, ink: readonly number[]) => ({
  drawing: { photo: 'cat', strokes, version, path: `${version}.svg`, hash: version },
  ink: Float32Array.from(ink),
});

const names = (pairs: ReturnType<typeof candidatePairs>) =>
  pairs.map(({ pair }) => `${pair.a.version} ${pair.b.version}`);

describe('pairs of drawings', () => {
  const all = [
    inked('plain', 16, [1, 1, 0, 0]),
    inked('other', 16, [0, 0, 1, 1]),
    inked('nearly-plain', 16, [1, 0.9, 0, 0]),
    inked('fewer', 8, [1, 0, 0, 1]),
    inked('fewest', 4, [0, 1, 1, 0]),
    inked('human-1', 0, [0, 1, 0, 1]),
    inked('human-2', 0, [1, 0, 1, 0]),
  ];

  it('are of drawings that can be told apart and have about as many strokes', () => {
    const found = names(candidatePairs(all, new Set()));
    expect(found).toContain('plain other');
    expect(found).toContain('fewer fewest');
    expect(found).not.toContain('plain nearly-plain');
    expect(found).not.toContain('plain fewest');
  });

  it('put a human sketch beside ours, but not two of them', () => {
    const found = names(candidatePairs(all, new Set()));
    expect(found).toContain('plain human-1');
    expect(found).not.toContain('human-1 human-2');
  });

  it('leave out what was shown, whichever side it was on', () => {
    const found = names(candidatePairs(all, new Set([pairKey('other', 'plain')])));
    expect(found).not.toContain('plain other');
  });

  it('show a drawing that two versions share once', () => {
    const [first] = all;
    const again = { ...first!, drawing: { ...first!.drawing, version: 'again' } };
    expect(names(candidatePairs([...all, again], new Set())).join()).not.toContain('again');
  });

  it('are more often of the same number of strokes', () => {
    const weightOf = (wanted: string) =>
      candidatePairs(all, new Set()).find(({ pair }) => `${pair.a.version} ${pair.b.version}` === wanted)!
        .weight;
    expect(weightOf('plain other')).toBeGreaterThan(weightOf('plain fewer'));
  });
});

it('two drawings have that part of their ink in common', () => {
  expect(alike(Float32Array.of(1, 1, 0), Float32Array.of(0, 1, 1))).toBeCloseTo(1 / 3);
});

it('items are picked as often as they weigh', () => {
  const random = createRandom(3);
  const items = [{ weight: 1 }, { weight: 3 }];
  const second = Array.from({ length: 2000 }, () => pickWeighted(items, random)).filter(
    (item) => item === items[1],
  );
  expect(second.length / 2000).toBeCloseTo(0.75, 1);
});
