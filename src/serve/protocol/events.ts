/** Events of the event stream. */
import type { DrawingInfo, SketchData } from './drawings.ts';
import type { JobInfo } from './jobs.ts';
import type { PhotoInfo } from './photos.ts';
import type { SessionInfo } from './session.ts';

export type ServerEvent =
  /** The complete state; replaces what the page has. */
  | {
      readonly type: 'snapshot';
      readonly session: SessionInfo;
      readonly photos: readonly PhotoInfo[];
      readonly jobs: readonly JobInfo[];
    }
  | { readonly type: 'session'; readonly session: SessionInfo }
  /** Added or changed. */
  | { readonly type: 'photo'; readonly photo: PhotoInfo }
  | { readonly type: 'photo-removed'; readonly id: string }
  | { readonly type: 'job'; readonly job: JobInfo }
  /** The current drawing of each seed, the leading one first, with coordinates rounded to 0.01; before the first step the draft. */
  | {
      readonly type: 'strokes';
      readonly job: string;
      readonly photo: string;
      readonly step: number;
      readonly steps: number;
      readonly seeds: readonly {
        readonly seed: number;
        readonly loss: number | null;
        readonly sketch: SketchData;
      }[];
    }
  /** Finished, or edited by another window. */
  | { readonly type: 'drawing'; readonly drawing: DrawingInfo }
  /** A message for the user, in one line. */
  | { readonly type: 'notice'; readonly message: string };
