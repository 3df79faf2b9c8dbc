import { describe, expect, it } from 'vitest';
import {
  chooseOutlineAndDetails,
  chooseOutlineAndParts,
  outlineAndDetails,
  outlineAndParts,
} from '../../src/choose/outline-and-parts.ts';
import type { Offer } from '../../src/choose/strategy.ts';
import {
  concatStrokes,
  type Strokes,
  selectStrokes,
  strokeCount,
  uniformStrokes,
} from '../../src/strokes/stroke.ts';
import { always, criticOf, inkObjective, JUNK, near, TARGET, wholeOf } from '../helpers/ink-objective.ts';

const many = concatStrokes(near(1, 1), near(1, 2), near(1, 3), near(1, 4));
const firstOf = (count: number) => selectStrokes(many, [...Array(count).keys()]);
/** Two lines that each say as much as a tenth of the outline. */
const within = (count: number) => linesOf(selectStrokes(TARGET, [...Array(Math.min(2, count)).keys()]));
const linesOf = (strokes: Strokes) => ({ strokes, says: Array(strokeCount(strokes)).fill(5) });
const choose = (offer: Offer, count: number) =>
  chooseOutlineAndParts(criticOf(inkObjective()), offer, count, outlineAndParts.params);
/** Two strokes leave it 8 px off, four 1 px, more gain next to nothing. */
const outline = wholeOf(firstOf, {
  distance: (count) => (count < 2 ? 40 : count < 4 ? 8 : 1 - 0.01 * count),
});

describe('outline-and-parts', () => {
  it('spends strokes on the outline while they say more there than within it', async () => {
    const drawing = await choose(always(TARGET, { wholes: [outline], within }), 6);
    expect(drawing).toEqual(concatStrokes(firstOf(4), TARGET));
  });

  it('leaves an outline coarser for lines that say more', async () => {
    const loud = (count: number) => ({ ...within(count), says: within(count).says.map(() => 1000) });
    const drawing = await choose(always(TARGET, { wholes: [outline], within: loud }), 4);
    expect(drawing).toEqual(concatStrokes(firstOf(2), TARGET));
  });

  it('of few strokes gives the outline more than of many', async () => {
    const says = (count: number) => ({ ...within(count), says: within(count).says.map(() => 40) });
    const drawing = async (fewer: number) =>
      chooseOutlineAndParts(
        criticOf(inkObjective()),
        always(TARGET, { wholes: [outline], within: says }),
        4,
        {
          ...outlineAndParts.params,
          fewer,
        },
      );
    expect(await drawing(0)).toEqual(concatStrokes(firstOf(2), TARGET));
    expect(await drawing(4)).toEqual(firstOf(4));
  });

  it('takes the outline that is nearest for its strokes, but none of single lines', async () => {
    const simple = wholeOf(() => selectStrokes(TARGET, [0]), { distance: () => 0, simplified: true });
    const offer = always(TARGET, { wholes: [simple, outline], within });
    expect(await choose(offer, 6)).toEqual(concatStrokes(firstOf(4), TARGET));
  });

  it('keeps what is fixed first, and fills up with what is proposed where lines within are too few', async () => {
    const fixed = uniformStrokes([1, 1, 2, 2, 3, 3, 4, 4], 3);
    const drawing = await choose(always(near(2, 9), { fixed, wholes: [outline], within }), 8);
    expect(strokeCount(drawing)).toBe(8);
    expect(selectStrokes(drawing, [0])).toEqual(fixed);
    expect(selectStrokes(drawing, [7])).toEqual(selectStrokes(near(2, 9), [0]));
  });

  it('draws fewer strokes than asked for where more would say nothing', async () => {
    const drawing = await choose(always(near(2, 9), { wholes: [outline], within, atMost: true }), 12);
    expect(drawing).toEqual(concatStrokes(firstOf(4), TARGET));
  });

  it('suits photos with an outline that so many strokes can follow', () => {
    const { params } = outlineAndParts;
    const suits = (offer: Offer, count: number, own = params) => outlineAndParts.suits(offer, count, own);
    expect(suits(always(TARGET, { wholes: [outline] }), 6)).toBe(true);
    expect(suits(always(TARGET, { wholes: [outline] }), 6, { ...params, farthest: 0.3 })).toBe(false);
    expect(suits(always(TARGET), 6)).toBe(false);
    expect(suits(always(TARGET, { wholes: [outline] }), 6, { ...params, farthest: 0.1 })).toBe(false);
  });
});

describe('outline-and-details', () => {
  const first = selectStrokes(TARGET, [0]);
  const second = selectStrokes(TARGET, [1]);
  const one = wholeOf(() => first, { distance: () => 1 });

  it('draws the outline, and within it what the critic misses most, of parts and of all else', async () => {
    for (const [proposed, lines] of [
      [JUNK, second],
      [concatStrokes(JUNK, second), JUNK],
    ]) {
      const offer = always(proposed, { wholes: [one], within: () => linesOf(lines) });
      const drawing = await chooseOutlineAndDetails(
        criticOf(inkObjective()),
        offer,
        2,
        outlineAndDetails.params,
      );
      expect(drawing).toEqual(TARGET);
    }
  });

  it('suits subjects without a face', () => {
    expect(outlineAndDetails.suits(always(JUNK, { wholes: [one] }), 4, outlineAndDetails.params)).toBe(true);
    expect(
      outlineAndDetails.suits(always(JUNK, { wholes: [one], fixed: second }), 4, outlineAndDetails.params),
    ).toBe(false);
  });
});
