import { expect, it } from 'vitest';
import { drawnStates } from '../../src/serve/drawing-states.ts';
import type { Drawn } from '../../src/serve/jobs.ts';
import { linesSketch, photoState } from './states.ts';

const png = Buffer.from('a painted mask');
const mask = { info: { id: 'm1', kind: 'painted', covers: 0.5 }, photo: 'p1', png } as const;

function drawn(own: Partial<Drawn> = {}): Drawn {
  return {
    job: { id: 'j1', kind: 'draw' } as Drawn['job'],
    plan: { photo: photoState(), options: {}, mask, pinned: null, levels: false, save: false },
    result: {
      ...{ sketch: linesSketch(2), seed: 1, loss: 0.4, warnings: ['w'], aborted: false, features: [] },
      ...{ scene: false, timings: {}, teacher: 'dinov2-small', engine: 'onnx' },
      seeds: [
        { seed: 0, bestLoss: 0.5 },
        { seed: 1, bestLoss: 0.4 },
      ],
      options: { mask: `data:image/png;base64,${png.toString('base64')}` },
    } as unknown as Drawn['result'],
    ...{ draft: null, seconds: 3 },
    variants: [
      { seed: 0, loss: 0.5, sketch: linesSketch(3) },
      { seed: 1, loss: 0.4, sketch: linesSketch(2) },
    ],
    ...own,
  };
}
const ids = () => {
  let last = 0;
  return () => `d${++last}`;
};

it('keeps the winner, and each other seed as a variant of it', () => {
  const [winner, ...variants] = drawnStates(drawn(), ids());
  expect(winner).toMatchObject({ id: 'd1', kind: 'drawn', of: null, seed: 1, loss: 0.4, mask: 'm1' });
  expect(variants).toMatchObject([{ id: 'd2', kind: 'variant', of: 'd1', seed: 0, loss: 0.5 }]);
  expect(winner.losses).toEqual({ 0: 0.5, 1: 0.4 });
});

it('names the mask and does not keep its picture once more with each drawing', () => {
  for (const { making, maskState } of drawnStates(drawn(), ids())) {
    expect(making!.options.mask).toBe('mask.png');
    expect(maskState).toBe(mask);
  }
});

it('keeps the draft of a run that was stopped before anything was judged', () => {
  const [only, ...none] = drawnStates(drawn({ result: null, draft: linesSketch(4) }), ids());
  expect(only).toMatchObject({ aborted: true, loss: null, making: null, sketch: linesSketch(4) });
  expect(none).toEqual([]);
});
