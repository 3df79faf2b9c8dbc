/** Drawings, and requests to make and edit them. */
import type { SketchOptions, StrokeCount } from '../../options.ts';
import type { PresetName } from '../../presets.ts';
import type { MaskChoice } from './photos.ts';

export interface StrokeData {
  /** x0, y0, x1, y1, x2, y2, x3, y3: a cubic Bezier curve in the paper's coordinates. */
  readonly points: readonly number[];
  /** In the paper's coordinates. */
  readonly width: number;
  /** `#rrggbb` or `#rrggbbaa`; black when absent. */
  readonly color?: string;
}

export interface SketchData {
  /** Size of the paper. */
  readonly width: number;
  readonly height: number;
  /** In drawing order; at most 4096 in a request. */
  readonly strokes: readonly StrokeData[];
}

export interface DrawRequest {
  readonly photo: string;
  readonly options?: DrawOptions;
  /** @default the photo's own */
  readonly mask?: MaskChoice;
  /** Strokes that stay where they are; they come first and count towards `options.strokes`. */
  readonly pinned?: SketchData;
  /** The drawing that `pinned` was taken from, if any. */
  readonly from?: string;
  /**
   * Draws other numbers of strokes afterwards, in the background, while a page is connected and no requested job waits; a later request for the
   * same photo replaces them. @default true, but false with `pinned`
   */
  readonly levels?: boolean;
  /** Of a folder's photo: saves the drawing into the output folder when it is done, as `save` does. @default false */
  readonly save?: boolean;
}

/** Options of one drawing; absent ones are the preset's, or else the server's defaults. */
export interface DrawOptions {
  readonly preset?: PresetName;
  readonly strokes?: StrokeCount;
  /** Stroke width on the paper, 0.1 to 50. */
  readonly width?: number;
  readonly seed?: number;
  /** Number of competing starts, 1 to 32; each one with other strokes becomes a variant. */
  readonly seeds?: number;
  readonly iterations?: number;
  readonly exact?: boolean;
  readonly init?: SketchOptions['init'];
  readonly target?: number;
  readonly contours?: number;
  readonly focus?: number;
  readonly views?: number;
}

export interface DrawingSummary {
  readonly id: string;
  readonly photo: string;
  /** 'variant': a losing seed of a draw job. */
  readonly kind: 'drawn' | 'level' | 'variant';
  /** The job that drew it, the same for all variants of a job. */
  readonly job: string;
  /** For a level or variant: the drawing that it repeats with another number of strokes, or with another seed. */
  readonly of: string | null;
  /** Number of strokes requested, and drawn. */
  readonly asked: StrokeCount;
  readonly strokes: number;
  readonly seed: number;
  /** Null for a draft that was stopped before it was judged. */
  readonly loss: number | null;
  /** The user changed its strokes. */
  readonly edited: boolean;
}

export interface DrawingInfo extends DrawingSummary {
  /** The current strokes, edits included. */
  readonly sketch: SketchData;
  /** The strokes as the program drew them, if they were edited. */
  readonly original: SketchData | null;
  /** Indices of the original's strokes, the most important first: the first n of them are a drawing of n strokes. */
  readonly order: readonly number[];
  readonly options: DrawOptions;
  /** The mask that it was drawn with. */
  readonly mask: MaskChoice;
  readonly warnings: readonly string[];
  readonly aborted: boolean;
  /** Indices of the strokes of `sketch` that are pinned. */
  readonly pins: readonly number[];
}

/** A change of a drawing; absent fields stay as they are. */
export interface DrawingEdit {
  /** The new strokes; null restores the drawn ones. Pins are cleared unless `pins` is given. */
  readonly sketch?: SketchData | null;
  /** Indices of the pinned strokes. */
  readonly pins?: readonly number[];
}
