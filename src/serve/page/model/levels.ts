/** Drawings of one photo with different numbers of strokes, and which one to show for the slider's value. */
import type { DrawingInfo, PhotoInfo } from '../../protocol.ts';
import { type Drawing, toDrawing } from './drawing.ts';

export interface Level {
  /** The drawing's id. */
  readonly id: string;
  readonly drawing: Drawing;
  /** Indices of its strokes, most important first. */
  readonly order: readonly number[];
}

/** Drawings by requested number of strokes. */
export type Levels = ReadonlyMap<number, Level>;

/** The drawing shown for a number of strokes. */
export interface Shown {
  readonly id: string;
  readonly drawing: Drawing;
  /** False if it is only the most important strokes of a larger drawing. */
  readonly whole: boolean;
  /** Whether it was drawn for this number of strokes. */
  readonly own: boolean;
}

/** The `count` most important strokes, in drawing order. */
function mostImportant({ drawing, order }: Level, count: number): Drawing {
  if (count >= drawing.strokes.length) return drawing;
  const kept = new Set(order.slice(0, count));
  return { ...drawing, strokes: drawing.strokes.filter((_, index) => kept.has(index)) };
}

/**
 * The drawing for `count` strokes: the one drawn for that number, else the most important strokes of the next larger one, else the largest one.
 * Null if there is none.
 */
export function drawingFor(levels: Levels, count: number): Shown | null {
  const counts = [...levels.keys()].sort((a, b) => a - b);
  const asked = counts.find((each) => each >= count) ?? counts.at(-1);
  if (asked === undefined) return null;
  const level = levels.get(asked)!;
  const drawing = asked === count ? level.drawing : mostImportant(level, count);
  return { id: level.id, drawing, whole: drawing === level.drawing, own: asked === count };
}

/**
 * A photo's drawing and the same drawing with other numbers of strokes. Only the drawing itself if it was edited, since the others do not
 * have the edits.
 * @param known loaded drawings by id; others are left out
 */
export function levelsOf(photo: PhotoInfo, known: ReadonlyMap<string, DrawingInfo>): Levels {
  const levels = new Map<number, Level>();
  const main = photo.drawing === null ? undefined : known.get(photo.drawing);
  if (!main) return levels;
  for (const id of levelIds(photo, main)) {
    const info = known.get(id);
    if (info && !info.edited) levels.set(askedFor(info), levelOf(info));
  }
  return levels.set(askedFor(main), levelOf(main));
}

/** Ids of the same drawing with other numbers of strokes. */
export function levelIds({ drawings }: PhotoInfo, main: DrawingInfo): readonly string[] {
  if (main.edited) return [];
  const base = main.kind === 'level' ? main.of : main.id;
  return drawings
    .filter(({ id, kind, of }) => id !== main.id && (id === base || (kind === 'level' && of === base)))
    .map(({ id }) => id);
}

function levelOf({ id, sketch, pins, edited, order }: DrawingInfo): Level {
  const drawing = toDrawing(sketch, pins);
  return { id, drawing, order: edited ? sketch.strokes.map((_, index) => index) : order };
}

/** The drawing's number of strokes; for an edited one the number it has now. */
function askedFor({ asked, edited, sketch }: DrawingInfo): number {
  return edited || asked === 'auto' ? sketch.strokes.length : asked;
}
