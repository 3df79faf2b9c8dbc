/** Drawings of one photo with different numbers of strokes: which one answers a slider from 1 to 64. */
import type { DrawingInfo, PhotoInfo } from '../../protocol.ts';
import { type Drawing, toDrawing } from './drawing.ts';

export interface Level {
  /** The drawing's id. */
  readonly id: string;
  readonly drawing: Drawing;
  /** Indices of its strokes, the most important first. */
  readonly order: readonly number[];
}

/** Drawings by the number of strokes that was asked for. */
export type Levels = ReadonlyMap<number, Level>;

/** What is shown for a number of strokes. */
export interface Shown {
  readonly id: string;
  readonly drawing: Drawing;
  /** Whether it is a whole drawing, and not the most important strokes of a larger one. */
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
 * The drawing for `count` strokes: its own where there is one, else the most important strokes of the next larger one, else the largest there
 * is. Null without any.
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
 * The levels that go with a photo's drawing: itself, and its other numbers of strokes. Only itself when it was edited, since the others do not
 * look like it then.
 * @param known drawings by id; those that are not among them are left out
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

/** Ids of the drawings that belong to the slider of a photo's drawing, the drawing itself left out. */
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

/** An edited drawing is one of as many strokes as it has now. */
function askedFor({ asked, edited, sketch }: DrawingInfo): number {
  return edited || asked === 'auto' ? sketch.strokes.length : asked;
}
