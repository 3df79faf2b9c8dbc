/** What the page knows after the server's events. */
import { describe, expect, it } from 'vitest';
import { describeJob } from '../../../src/serve/page/model/progress.ts';
import { applyEvent, EMPTY_WORLD, openJob, type World } from '../../../src/serve/page/model/world.ts';
import type { ServerEvent } from '../../../src/serve/protocol.ts';
import { drawingInfo, jobInfo, photoInfo } from './infos.ts';

const worldAfter = (...events: readonly ServerEvent[]): World => events.reduce(applyEvent, EMPTY_WORLD);
const strokes = (step: number, job = 'j'): ServerEvent => {
  const { sketch } = drawingInfo('x', step);
  return { type: 'strokes', job, photo: 'p', step, steps: 9, seeds: [{ seed: 0, loss: 1, sketch }] };
};

describe('photos', () => {
  it('come, change in their place, and go', () => {
    const [a, b] = [photoInfo({ id: 'a' }), photoInfo({ id: 'b' })];
    const world = worldAfter(
      { type: 'photo', photo: a },
      { type: 'photo', photo: b },
      { type: 'photo', photo: { ...a, star: true } },
    );
    expect(world.photos.map(({ id, star }) => [id, star])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    expect(applyEvent(world, { type: 'photo-removed', id: 'a' }).photos).toEqual([b]);
  });
});

describe('the drawing that is being drawn', () => {
  const started: ServerEvent = { type: 'job', job: jobInfo() };

  it('is the last one that came', () => {
    expect(worldAfter(started, strokes(1), strokes(2)).live.get('p')).toMatchObject({ job: 'j', step: 2 });
  });

  it('is none of those drawn in the background', () => {
    const level: ServerEvent = { type: 'job', job: jobInfo({ id: 'l', kind: 'level' }) };
    expect(worldAfter(level, strokes(1, 'l')).live.size).toBe(0);
  });

  it('stays until the finished one is there, in whatever order the news come', () => {
    const done: ServerEvent = { type: 'job', job: jobInfo({ status: 'done', drawing: 'd' }) };
    const drawing: ServerEvent = { type: 'drawing', drawing: drawingInfo('d', 4, { job: 'j' }) };
    expect(worldAfter(started, strokes(1), done).live.size).toBe(1);
    expect(worldAfter(started, strokes(1), done, drawing).live.size).toBe(0);
    expect(worldAfter(started, strokes(1), drawing, done).live.size).toBe(0);
  });

  it('goes when the job failed', () => {
    const failed: ServerEvent = { type: 'job', job: jobInfo({ status: 'failed' }) };
    expect(worldAfter(started, strokes(1), failed).live.size).toBe(0);
  });
});

it('an open job is the latest of its kind that has not ended', () => {
  const world = worldAfter(
    { type: 'job', job: jobInfo({ id: 'a', status: 'done' }) },
    { type: 'job', job: jobInfo({ id: 'b', status: 'queued' }) },
    { type: 'job', job: jobInfo({ id: 'c', kind: 'look' }) },
  );
  expect(openJob(world, 'p', 'draw')?.id).toBe('b');
  expect(openJob(world, 'q', 'draw')).toBeNull();
});

it('jobs are told in words', () => {
  expect(describeJob(jobInfo({ status: 'queued', place: 3 }))).toBe('Waiting, 3 before it');
  expect(describeJob(jobInfo({ stage: 'optimise' }))).toBe('Refining');
  expect(describeJob(jobInfo({ kind: 'level', strokes: 32 }))).toBe('Drawing 32 strokes in the background');
});
