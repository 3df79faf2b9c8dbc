/** The server's description, and its errors. */
import type { SketchOptions } from '../../options.ts';
import type { PresetName } from '../../presets.ts';
import type { ExportFormat } from './exports.ts';

/** One line for the user: what is wrong and how to mend it. */
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
  /** Differs for each start of the server; with `?session=` in the address the browser may cache previews and masks. */
  readonly id: string;
  readonly version: string;
  /** The folder's name for display; null when serving uploads or a single photo. */
  readonly folder: string | null;
  /** Where the folder's drawings are saved, for display; null if nothing is written. */
  readonly output: string | null;
  readonly engine: { readonly ready: boolean; readonly warnings: readonly string[] };
  /** The options of a DrawRequest without options. */
  readonly defaults: Pick<SketchOptions, 'strokes' | 'width' | 'seed' | 'seeds' | 'iterations'>;
  readonly presets: readonly { readonly name: PresetName; readonly available: boolean }[];
  readonly formats: readonly ExportFormat[];
  readonly papers: readonly string[];
  readonly limits: {
    /** Largest size in bytes of one uploaded file and of all together; largest number of photos. */
    readonly uploadBytes: number;
    readonly totalBytes: number;
    readonly photos: number;
    /** Most jobs that may wait. */
    readonly queue: number;
    /** Numbers of strokes for the slider; a DrawRequest takes up to 256. */
    readonly strokes: readonly [number, number];
  };
}
