/** What the server tells of photos, jobs and drawings, with as little said as a test needs. */
import type { DrawingInfo, JobInfo, PhotoInfo } from '../../../src/serve/protocol.ts';

export function photoInfo(own: Partial<PhotoInfo> = {}): PhotoInfo {
  return {
    ...{ id: 'p', name: 'cat.jpg', source: 'upload', width: 40, height: 30, problem: null, star: false },
    ...{ mask: null, masks: [], things: null, drawing: null, drawings: [], saved: [] },
    ...own,
  };
}

export function jobInfo(own: Partial<JobInfo> = {}): JobInfo {
  return {
    ...{ id: 'j', photo: 'p', kind: 'draw', status: 'running', place: 0, stage: null, progress: 0 },
    ...{ strokes: 4, drawing: null, stopped: false, error: null },
    ...own,
  };
}

/** A drawing of as many level lines as asked for, one below the other. */
export function drawingInfo(id: string, asked: number, own: Partial<DrawingInfo> = {}): DrawingInfo {
  const strokes = Array.from({ length: asked }, (_, k) => ({ points: [0, k, 3, k, 6, k, 9, k], width: 3 }));
  return {
    ...{
      id,
      photo: 'p',
      kind: 'drawn',
      job: `job of ${id}`,
      of: null,
      asked,
      strokes: asked,
      seed: 0,
      loss: 1,
    },
    ...{ edited: false, sketch: { width: 40, height: 30, strokes }, original: null },
    ...{
      order: strokes.map((_, k) => asked - 1 - k),
      options: {},
      mask: 'auto',
      warnings: [],
      aborted: false,
      pins: [],
    },
    ...own,
  };
}
