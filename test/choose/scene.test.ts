import { describe, expect, it } from 'vitest';
import { thingsAndBackground } from '../../src/choose/scene.ts';
import type { Offer } from '../../src/choose/strategy.ts';
import {
  concatStrokes,
  type Strokes,
  selectStrokes,
  strokeCount,
  uniformStrokes,
} from '../../src/strokes/stroke.ts';
import { drawingOf } from '../helpers/ink-objective.ts';

/** `count` strokes at a height by which they are known. */
const at = (y: number, count: number): Strokes =>
  uniformStrokes(Array.from({ length: count }, (_, k) => [k, y, k, y, k, y, k, y]).flat(), 3);
const [OUTLINE, WITHIN, BEHIND] = [10, 20, 30];
const heights = ({ points }: Strokes) =>
  Array.from({ length: points.length / 8 }, (_, s) => points[8 * s + 1]);
const countOf = (strokes: Strokes, y: number) => heights(strokes).filter((v) => v === y).length;

/** A thing of up to `most` strokes before so many lines. */
function offer(share: number, { things = 40, details = 40, lines = 40, hasThings = true } = {}): Offer {
  /** The outline in half the strokes, and what is within it. */
  const drawing = drawingOf((count) => {
    const outline = Math.min(Math.ceil(count / 2), things);
    return concatStrokes(at(OUTLINE, outline), at(WITHIN, Math.min(count - outline, details)));
  });
  return {
    fixed: at(0, 0),
    wholes: [],
    drawings: hasThings ? [drawing] : [],
    propose: (count, drawn) =>
      selectStrokes(
        drawn,
        Array.from({ length: Math.min(count, strokeCount(drawn)) }, (_, s) => s),
      ),
    background: { share, hasThings, draw: (count) => at(BEHIND, Math.min(count, lines)) },
  };
}

const draw = (of: Offer, count: number) => thingsAndBackground.draft!(of, count, {});

describe('thingsAndBackground', () => {
  it.each([
    [0, 0],
    [0.25, 8],
    [1, 32],
  ])('gives the background %d of 32 strokes: %d', (share, expected) => {
    const drawn = draw(offer(share), 32);
    expect(strokeCount(drawn)).toBe(32);
    expect(countOf(drawn, BEHIND)).toBe(expected);
  });

  it('gives the background what the things have no lines for', () => {
    const drawn = draw(offer(0.25, { things: 4, details: 2 }), 32);
    expect([countOf(drawn, OUTLINE), countOf(drawn, WITHIN)]).toEqual([4, 2]);
    expect(strokeCount(drawn)).toBe(32);
  });

  it('gives the things what the background has no lines for', () => {
    const drawn = draw(offer(0.5, { lines: 3 }), 16);
    expect(countOf(drawn, BEHIND)).toBe(3);
    expect(strokeCount(drawn)).toBe(16);
  });

  it('draws the background alone where there is nothing before it', () => {
    expect(heights(draw(offer(0.25, { hasThings: false }), 12))).toEqual(Array(12).fill(BEHIND));
  });

  it('repeats lines only where all strokes are asked for', () => {
    const few = { things: 4, details: 0, lines: 3 };
    expect(strokeCount(draw({ ...offer(0.5, few), atMost: true }, 16))).toBe(7);
    const propose = (count: number) => at(40, count);
    expect(strokeCount(draw({ ...offer(0.5, few), propose }, 16))).toBe(16);
  });

  it('suits only where the background is drawn', () => {
    const { background: _, ...without } = offer(0.5);
    expect(thingsAndBackground.suits(offer(0.5), 16, {})).toBe(true);
    expect(thingsAndBackground.suits(without, 16, {})).toBe(false);
  });
});
