/** What the stream of events brings. */
import type { DrawingInfo, SketchData } from './drawings.ts';
import type { JobInfo } from './jobs.ts';
import type { PhotoInfo } from './photos.ts';
import type { SessionInfo } from './session.ts';

export type ServerEvent =
  /** The state of everything; replaces what the page knew. */
  | {
      readonly type: 'snapshot';
      readonly session: SessionInfo;
      readonly photos: readonly PhotoInfo[];
      readonly jobs: readonly JobInfo[];
    }
  | { readonly type: 'session'; readonly session: SessionInfo }
  /** New, or changed. */
  | { readonly type: 'photo'; readonly photo: PhotoInfo }
  | { readonly type: 'photo-removed'; readonly id: string }
  | { readonly type: 'job'; readonly job: JobInfo }
  /** The drawing as it is now, the draft first; coordinates to 0.01. The seed that leads stands first. */
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
  /** Something that a person should know, in one line. */
  | { readonly type: 'notice'; readonly message: string };
