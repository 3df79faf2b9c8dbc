/** Which drawing answers the slider. */
import { describe, expect, it } from 'vitest';
import { drawingFor, levelIds, levelsOf } from '../../../src/serve/page/model/levels.ts';
import type { DrawingInfo } from '../../../src/serve/protocol.ts';
import { drawingInfo, photoInfo } from './infos.ts';

const all = (...drawings: readonly DrawingInfo[]) => new Map(drawings.map((each) => [each.id, each]));

describe('a number of strokes', () => {
  const [eight, four] = [drawingInfo('eight', 8), drawingInfo('four', 4, { kind: 'level', of: 'eight' })];
  const photo = photoInfo({ drawing: 'eight', drawings: [eight, four] });
  const levels = levelsOf(photo, all(eight, four));

  it('shows the drawing of its own', () => {
    const shown = drawingFor(levels, 4)!;
    expect([shown.id, shown.whole, shown.own]).toEqual(['four', true, true]);
    expect(shown.drawing.strokes).toHaveLength(4);
  });

  it('shows the most important strokes of the next larger one meanwhile, in drawing order', () => {
    const shown = drawingFor(levels, 6)!;
    expect([shown.id, shown.whole, shown.own]).toEqual(['eight', false, false]);
    expect(shown.drawing.strokes.map((stroke) => stroke.id)).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('shows all there is beyond the largest', () => {
    const shown = drawingFor(levels, 64)!;
    expect([shown.id, shown.whole, shown.own]).toEqual(['eight', true, false]);
  });

  it('shows nothing without a drawing', () => {
    expect(drawingFor(levelsOf(photoInfo(), new Map()), 5)).toBeNull();
  });
});

describe('the drawings of a slider', () => {
  const level = (id: string, asked: number, of: string) => drawingInfo(id, asked, { kind: 'level', of });
  const [first, second] = [drawingInfo('first', 8), drawingInfo('second', 8)];
  const variant = drawingInfo('variant', 8, { kind: 'variant', of: 'second' });
  const [old, two, sixteen] = [
    level('old', 2, 'first'),
    level('two', 2, 'second'),
    level('sixteen', 16, 'second'),
  ];
  const drawings = [first, second, variant, two, old, sixteen];
  const known = all(...drawings);

  it('are those of its own', () => {
    expect(levelIds(photoInfo({ drawing: 'first', drawings }), first)).toEqual(['old']);
    expect(levelIds(photoInfo({ drawing: 'second', drawings }), second)).toEqual(['two', 'sixteen']);
  });

  it('are the same when one of its levels is the photo’s drawing', () => {
    expect([...levelsOf(photoInfo({ drawing: 'two', drawings }), known).keys()].sort()).toEqual([16, 2, 8]);
  });

  it('are a variant alone, as long as it has none', () => {
    expect([...levelsOf(photoInfo({ drawing: 'variant', drawings }), known).keys()]).toEqual([8]);
  });

  it('are what was edited alone, with the strokes that it has now, in their own order', () => {
    const sketch = { ...second.sketch, strokes: second.sketch.strokes.slice(0, 5) };
    const edited = { ...second, edited: true, sketch, original: second.sketch };
    const levels = levelsOf(photoInfo({ drawing: 'second', drawings }), all(first, edited, two, sixteen));
    expect([...levels.keys()]).toEqual([5]);
    expect(drawingFor(levels, 2)!.drawing.strokes.map((stroke) => stroke.id)).toEqual([0, 1]);
  });

  it('that were edited are not taken for levels', () => {
    const levels = levelsOf(
      photoInfo({ drawing: 'second', drawings }),
      all(second, { ...two, edited: true }),
    );
    expect([...levels.keys()]).toEqual([8]);
  });
});
