/** The running job and those that wait. */
import type { StrokeCount } from '../../options.ts';
import type { Problem } from './session.ts';

export type JobStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface JobInfo {
  readonly id: string;
  readonly photo: string;
  /** 'level': drawn in the background, with `strokes` strokes. */
  readonly kind: 'look' | 'draw' | 'level';
  readonly status: JobStatus;
  /** Number of jobs before it; 0 if it runs or has ended. */
  readonly place: number;
  readonly stage: 'load' | 'photo' | 'saliency' | 'start' | 'abstraction' | 'choose' | 'optimise' | null;
  /** Progress, 0 to 1; never decreases. */
  readonly progress: number;
  readonly strokes: StrokeCount | null;
  /** Id of the resulting drawing; set when done. */
  readonly drawing: string | null;
  /** It was stopped early: the drawing is the best one until then. */
  readonly stopped: boolean;
  /** One line, if it failed. */
  readonly error: Problem['error'] | null;
}
