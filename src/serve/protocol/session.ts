/** What the server is, and how it says no. */
import type { SketchOptions } from '../../options.ts';
import type { PresetName } from '../../presets.ts';
import type { ExportFormat } from './exports.ts';

/** One line for a person, what is wrong and how to mend it. */
export interface Problem {
  readonly error: {
    readonly code:
      | 'usage'
      | 'input'
      | 'output'
      | 'subject'
      | 'model'
      | 'engine'
      | 'network'
      | 'aborted'
      | 'forbidden'
      | 'not-found'
      | 'conflict'
      | 'too-large'
      | 'busy'
      | 'bug';
    readonly message: string;
  };
}

export interface SessionInfo {
  /** Another one each time that the server is started; `?session=` lets the browser keep previews and masks. */
  readonly id: string;
  readonly version: string;
  /** The folder's name for a person; null when serving uploads or one photo alone. */
  readonly folder: string | null;
  /** Where drawings of the folder are saved, for a person; null when nothing is written. */
  readonly output: string | null;
  readonly engine: { readonly ready: boolean; readonly warnings: readonly string[] };
  /** What a DrawRequest without options draws with. */
  readonly defaults: Pick<SketchOptions, 'strokes' | 'width' | 'seed' | 'seeds' | 'iterations'>;
  readonly presets: readonly { readonly name: PresetName; readonly available: boolean }[];
  readonly formats: readonly ExportFormat[];
  readonly papers: readonly string[];
  readonly limits: {
    /** Bytes of one uploaded file; of all uploaded files together; number of photos. */
    readonly uploadBytes: number;
    readonly totalBytes: number;
    readonly photos: number;
    /** Jobs that may wait. */
    readonly queue: number;
    /** Numbers of strokes for the slider; a DrawRequest takes up to 256. */
    readonly strokes: readonly [number, number];
  };
}
