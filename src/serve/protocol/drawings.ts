/** Drawings, and what a page asks for and changes of them. */
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
  /** Of the paper. */
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
  /** Strokes that stay where they are; they come first and count among `options.strokes`. */
  readonly pinned?: SketchData;
  /** The drawing that `pinned` is from, if any. */
  readonly from?: string;
  /**
   * Draws other numbers of strokes afterwards, in the background, as long as a page listens and nothing else is asked for; a later request for
   * the same photo replaces them. @default true, but false with `pinned`
   */
  readonly levels?: boolean;
  /** Of a folder's photo: saves the drawing into the output folder when it is done, as `save` does. @default false */
  readonly save?: boolean;
}

/** Any option that one drawing may have; what is absent is the preset's, or else the server's default. */
export interface DrawOptions {
  readonly preset?: PresetName;
  readonly strokes?: StrokeCount;
  /** Stroke width on the paper, 0.1 to 50. */
  readonly width?: number;
  readonly seed?: number;
  /** Starts that compete, 1 to 32; each that differs becomes a variant. */
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
  /** 'variant': a seed of a draw job that did not win. */
  readonly kind: 'drawn' | 'level' | 'variant';
  /** The job that drew it; a job's variants share it. */
  readonly job: string;
  /** Of a level or variant: the drawing that it is another number of strokes, or another seed, of. */
  readonly of: string | null;
  /** As asked for, and as drawn. */
  readonly asked: StrokeCount;
  readonly strokes: number;
  readonly seed: number;
  /** Null for a draft that was stopped before it was judged. */
  readonly loss: number | null;
  /** A person changed its strokes. */
  readonly edited: boolean;
}

export interface DrawingInfo extends DrawingSummary {
  /** What there is now, edits included. */
  readonly sketch: SketchData;
  /** What the program drew, if it was edited. */
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

/** What a person changes of a drawing; what is absent stays. */
export interface DrawingEdit {
  /** The strokes from now on; null goes back to what was drawn. Without pins, nothing is pinned then. */
  readonly sketch?: SketchData | null;
  /** Indices of the strokes that are pinned. */
  readonly pins?: readonly number[];
}
