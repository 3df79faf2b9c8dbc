/** What is drawn now, and what waits. */
import type { StrokeCount } from '../../options.ts';
import type { Problem } from './session.ts';

export type JobStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface JobInfo {
  readonly id: string;
  readonly photo: string;
  /** 'level': drawn in the background, with `strokes` strokes. */
  readonly kind: 'look' | 'draw' | 'level';
  readonly status: JobStatus;
  /** How many are drawn before it; 0 when it runs or has ended. */
  readonly place: number;
  readonly stage: 'load' | 'photo' | 'saliency' | 'start' | 'abstraction' | 'choose' | 'optimise' | null;
  /** 0 to 1, growing. */
  readonly progress: number;
  readonly strokes: StrokeCount | null;
  /** Of what was drawn; set when done. */
  readonly drawing: string | null;
  /** It was stopped: the drawing is the best until then. */
  readonly stopped: boolean;
  /** One line, when it failed. */
  readonly error: Problem['error'] | null;
}
