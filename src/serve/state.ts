/** In-memory state of photos, masks and drawings, and the parts of it that pages get. */
import type { ManifestEntry } from '../batch/manifest.ts';
import type { Sketch, SketchResult } from '../result.ts';
import { strokeCount } from '../strokes/stroke.ts';
import type {
  DrawingInfo,
  DrawingSummary,
  DrawOptions,
  MaskChoice,
  MaskInfo,
  PhotoInfo,
  Thing,
} from './protocol.ts';
import { readingOrder } from './reading-order.ts';
import { toSketchData } from './sketch-data.ts';

export interface PhotoState {
  readonly id: string;
  /** For display and for the command line. */
  readonly name: string;
  readonly source: 'folder' | 'upload';
  /** The file's bytes, read from the folder at each call. @throws ClipassoError 'input', Refusal */
  readonly read: () => Promise<Uint8Array>;
  width: number;
  height: number;
  problem: string | null;
  star: boolean;
  mask: MaskState | null;
  readonly masks: MaskState[];
  things: readonly Thing[] | null;
  drawing: string | null;
  readonly drawings: DrawingState[];
  saved: readonly string[];
}

export interface MaskState {
  readonly info: MaskInfo;
  readonly photo: string;
  /** Grey, of the photo's shape, white where the subject is; null for the whole photo. */
  readonly png: Buffer | null;
}

/** How a drawing was made, for its file's metadata. */
export type Making = Omit<SketchResult, 'sketch' | 'timings' | 'seeds' | 'curve' | 'features'>;

export interface DrawingState {
  readonly id: string;
  readonly photo: string;
  readonly kind: DrawingSummary['kind'];
  readonly job: string;
  readonly of: string | null;
  /** Requested options. */
  readonly options: DrawOptions;
  readonly mask: MaskChoice;
  /** The mask's state; null for the found mask. */
  readonly maskState: MaskState | null;
  readonly pinned: Sketch | null;
  /** The result as drawn. */
  readonly sketch: Sketch;
  /** Null for a draft that was stopped before the network judged it, and for a file of an earlier session. */
  readonly making: Making | null;
  readonly losses: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly loss: number | null;
  /** The run was stopped early. */
  readonly aborted: boolean;
  readonly warnings: readonly string[];
  /** Duration of the drawing; 0 if unknown. */
  readonly seconds: number;
  /** Its entry in the folder's manifest, if an earlier session or a batch saved it. */
  readonly earlier: ManifestEntry | null;
  /** The user's edits in this session. */
  edited: Sketch | null;
  /** Indices of pinned strokes, which stay when the others are redrawn. */
  pins: readonly number[];
}

/** Whether the user changed its strokes, in this session or before. */
export function isEdited({ edited, earlier }: DrawingState): boolean {
  return edited !== null || earlier?.edited === true;
}

export function summaryOf(drawing: DrawingState): DrawingSummary {
  const { id, photo, kind, job, of, options, seed, loss, making } = drawing;
  const strokes = strokeCount(currentSketch(drawing).strokes);
  return {
    ...{ id, photo, kind, job, of, strokes, seed, loss },
    asked: options.strokes ?? making?.options.strokes ?? strokes,
    edited: isEdited(drawing),
  };
}

export function drawingInfo(drawing: DrawingState): DrawingInfo {
  const { sketch, edited, options, mask, warnings, aborted, pins } = drawing;
  return {
    ...summaryOf(drawing),
    sketch: toSketchData(edited ?? sketch),
    original: edited && toSketchData(sketch),
    order: readingOrder(sketch.strokes),
    ...{ options, mask, warnings, aborted, pins },
  };
}

/** The sketch with the user's edits. */
export function currentSketch({ sketch, edited }: DrawingState): Sketch {
  return edited ?? sketch;
}

export function photoInfo(photo: PhotoState): PhotoInfo {
  const { id, name, source, width, height, problem, star, mask, masks, things, drawing, drawings, saved } =
    photo;
  return {
    ...{ id, name, source, width, height, problem, star, things, drawing, saved },
    mask: mask?.info ?? null,
    masks: masks.map(({ info }) => info),
    drawings: drawings.map(summaryOf),
  };
}
