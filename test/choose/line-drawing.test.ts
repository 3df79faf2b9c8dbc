import { describe, expect, it } from 'vitest';
import { lineDrawing } from '../../src/choose/line-drawing.ts';
import type { Offer, WantedOnCanvas } from '../../src/choose/strategy.ts';
import { FOLLOWED } from '../../src/lines/followed.ts';
import { concatStrokes, selectStrokes, uniformStrokes } from '../../src/strokes/stroke.ts';
import { always, criticOf, drawingOf, inkObjective, JUNK, near, TARGET } from '../helpers/ink-objective.ts';

const { params } = lineDrawing;
const many = concatStrokes(near(1, 1), near(1, 2), near(1, 3), near(1, 4));
const firstOf = (count: number) => selectStrokes(many, [...Array(count).keys()]);
const draw = (offer: Offer, count: number) => lineDrawing.draft!(offer, count, params);
/** A drawing of up to `most` strokes. */
const upTo = (most: number, says?: number) =>
  drawingOf((count) => firstOf(Math.min(count, most)), says === undefined ? undefined : () => says);
const nowhere = drawingOf(
  () => JUNK,
  () => Number.NEGATIVE_INFINITY,
);

describe('line-drawing', () => {
  it('draws what says most of the outlines', () => {
    const offer = always(JUNK, {
      drawings: [
        nowhere,
        upTo(3, 5),
        drawingOf(
          () => JUNK,
          () => 4,
        ),
      ],
    });
    expect(draw(offer, 3)).toEqual(firstOf(3));
    expect(
      draw(
        {
          ...offer,
          drawings: [
            drawingOf(
              () => JUNK,
              () => 4,
            ),
            upTo(3, 5),
          ],
        },
        3,
      ),
    ).toEqual(firstOf(3));
  });

  it('asks no loss: what it chooses is its draft', async () => {
    const objective = inkObjective();
    const offer = always(TARGET, { drawings: [upTo(3)] });
    const chosen = await lineDrawing.choose(criticOf(objective), offer, 4, params);
    expect(chosen).toEqual(draw(offer, 4));
    expect(objective.batches).toEqual([]);
  });

  it('keeps what is fixed first, and draws so many fewer strokes', () => {
    const offer = always(JUNK, { fixed: TARGET, drawings: [upTo(8)] });
    expect(draw(offer, 6)).toEqual(concatStrokes(TARGET, firstOf(4)));
    expect(draw(always(JUNK, { fixed: TARGET }), 2)).toEqual(TARGET);
  });

  it('fills up with what is proposed where lines are too few, unless fewer strokes will do', () => {
    const offer = always(JUNK, { drawings: [upTo(3)] });
    expect(draw(offer, 4)).toEqual(concatStrokes(firstOf(3), selectStrokes(JUNK, [0])));
    expect(draw({ ...offer, atMost: true }, 4)).toEqual(firstOf(3));
  });

  it('draws what is proposed where there is no outline, also where fewer strokes will do', () => {
    for (const drawings of [[], [nowhere]])
      expect(draw(always(JUNK, { drawings, atMost: true }), 2)).toEqual(JUNK);
  });

  it('suits photos with an outline that so many strokes can follow', () => {
    const suits = (offer: Partial<Offer>) => lineDrawing.suits(always(JUNK, offer), 4, params);
    expect(suits({ drawings: [nowhere, upTo(2, -3)] })).toBe(true);
    expect(suits({ drawings: [nowhere] })).toBe(false);
    expect(suits({})).toBe(false);
  });

  it('asks for an outline nearer than so many pixels: less far of more strokes, and where many show a face', () => {
    const wantedOf = (count: number, fixed: number) => {
      let wanted: WantedOnCanvas | null = null;
      const drawing = {
        says: () => 1,
        draw: (of: WantedOnCanvas) => {
          wanted = of;
          return firstOf(of.count);
        },
      };
      const line = [1, 1, 2, 2, 3, 3, 4, 4];
      draw(
        always(JUNK, { fixed: uniformStrokes(Array(fixed).fill(line).flat(), 3), drawings: [drawing] }),
        count,
      );
      return wanted;
    };
    const { farthest, strokes } = FOLLOWED;
    expect(wantedOf(strokes / 2, 0)).toEqual({
      count: strokes / 2,
      total: strokes / 2,
      farthest: 2 * farthest,
    });
    // a quarter of fixed strokes are eyes and noses, more are a face
    expect(wantedOf(8, 2)).toEqual({ count: 6, total: 8, farthest: 2 * farthest });
    expect(wantedOf(8, 3)).toEqual({ count: 5, total: 8, farthest: Math.SQRT2 * farthest });
  });
});
