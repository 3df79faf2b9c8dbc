/** A job's stage and progress as text. */
import type { JobInfo } from '../../protocol.ts';

const STAGES: Readonly<Record<NonNullable<JobInfo['stage']>, string>> = {
  load: 'Getting ready',
  photo: 'Looking at the photo',
  saliency: 'Looking for lines',
  start: 'Finding lines',
  abstraction: 'Counting strokes',
  choose: 'Choosing strokes',
  optimise: 'Refining',
};

/** One short line. */
export function describeJob({ status, place, stage, kind, strokes }: JobInfo): string {
  if (status === 'queued') return place > 1 ? `Waiting, ${place} before it` : 'Waiting';
  if (kind === 'look') return 'Looking for the subject';
  if (kind === 'level') return `Drawing ${strokes} strokes in the background`;
  return stage === null ? 'Starting' : STAGES[stage];
}

/** 0 to 1; undefined while a photo is analysed, which reports no progress. */
export function knownProgress({ status, kind, progress }: JobInfo): number | undefined {
  if (status === 'queued') return 0;
  return kind === 'look' ? undefined : progress;
}

/** `1 stroke`, `16 strokes`. */
export function countStrokes(count: number): string {
  return count === 1 ? '1 stroke' : `${count} strokes`;
}
