import { expect, it } from 'vitest';
import { commandLine } from '../../src/serve/command-line.ts';
import type { DrawingState, Making } from '../../src/serve/state.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { drawingState, linesSketch } from './states.ts';

const sketch = linesSketch(3);
const points = sketch.strokes.points;
const making = {} as Making;
const lineOf = (own: Partial<DrawingState>, taken?: typeof sketch) =>
  commandLine({
    ...{
      drawing: drawingState({ sketch, making, ...own }),
      photo: 'my cat.jpg',
      title: 'my cat',
      engine: {},
    },
    ...{ maskId: null, order: { drawing: 'd1', format: 'svg', ...(taken && { sketch: taken }) } },
  });

it('is exact for a drawing as it was drawn', () => {
  expect(lineOf({ options: { strokes: 3, preset: 'standard' } })).toMatchObject({
    command: "clipasso sketch 'my cat.jpg' -n 3 -o 'my cat.svg'",
    exact: true,
    note: null,
  });
});

it.each([
  ['fewer strokes', {}, { ...sketch, strokes: uniformStrokes(points.slice(0, 16), 3) }, /part|larger/],
  ['another width', {}, { ...sketch, strokes: uniformStrokes(points, 7) }, /width/],
  [
    'a moved stroke',
    {},
    {
      ...sketch,
      strokes: uniformStrokes(
        points.map((x) => x + 1),
        3,
      ),
    },
    /by hand/,
  ],
  ['an edit', { edited: linesSketch(2) }, undefined, /by hand/],
  ['a run that was stopped', { aborted: true }, undefined, /stopped early/],
  ['a drawing of an earlier session', { making: null }, undefined, /not known/],
])('says in one line why it makes another file than %s', (_, own, taken, words) => {
  const { exact, note } = lineOf(own, taken);
  expect(exact).toBe(false);
  expect(note).toMatch(words);
  expect(note).not.toContain('\n');
});
