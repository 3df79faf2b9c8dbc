/** The drawing that the page shows and edits: strokes as cubic Bezier curves on their paper, never changed in place. */

/** x0, y0, x1, y1, x2, y2, x3, y3 in units of the paper (the SVG's viewBox), y down. */
export type Cubic = readonly number[];

export interface EditableStroke {
  /** Unique within the drawing; stays the same when the stroke is edited. */
  readonly id: number;
  readonly points: Cubic;
  /** Full width in units of the paper. */
  readonly width: number;
  /** CSS colour; the drawing's ink if absent. */
  readonly color?: string;
  /** Stays where it is when the other strokes are redrawn. */
  readonly pinned: boolean;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly EditableStroke[];
}

/** A stroke in the protocol's form. */
export interface PlainStroke {
  readonly points: readonly number[];
  readonly width: number;
  readonly color?: string;
}

/** A drawing in the protocol's form. */
export interface PlainDrawing {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly PlainStroke[];
}

/** A drawing from the protocol's form; strokes get ids from 0. @param pins indices of pinned strokes */
export function toDrawing(sketch: PlainDrawing, pins: readonly number[] = []): Drawing {
  const { width, height, strokes } = sketch;
  return {
    width,
    height,
    strokes: strokes.map((stroke, id) => ({ ...stroke, id, pinned: pins.includes(id) })),
  };
}

export function strokeById(drawing: Drawing, id: number | null): EditableStroke | null {
  return drawing.strokes.find((stroke) => stroke.id === id) ?? null;
}

/** The drawing with one stroke changed. */
export function changeStroke(
  drawing: Drawing,
  id: number,
  change: (stroke: EditableStroke) => EditableStroke,
): Drawing {
  return {
    ...drawing,
    strokes: drawing.strokes.map((stroke) => (stroke.id === id ? change(stroke) : stroke)),
  };
}

export function removeStroke(drawing: Drawing, id: number): Drawing {
  return { ...drawing, strokes: drawing.strokes.filter((stroke) => stroke.id !== id) };
}

/** The drawing with one more stroke at its end, and that stroke's id. */
export function addStroke(
  drawing: Drawing,
  points: Cubic,
  width: number,
): { readonly drawing: Drawing; readonly id: number } {
  const id = 1 + Math.max(-1, ...drawing.strokes.map((stroke) => stroke.id));
  const stroke: EditableStroke = { id, points, width, pinned: false };
  return { drawing: { ...drawing, strokes: [...drawing.strokes, stroke] }, id };
}

export function togglePin(drawing: Drawing, id: number): Drawing {
  return changeStroke(drawing, id, (stroke) => ({ ...stroke, pinned: !stroke.pinned }));
}

/** The stroke after (1) or before (-1) the given one, wrapping around; without a given one the first or last. */
export function neighbour(drawing: Drawing, id: number | null, step: 1 | -1): number | null {
  const { strokes } = drawing;
  if (strokes.length === 0) return null;
  const index = strokes.findIndex((stroke) => stroke.id === id);
  const from = index < 0 && step < 0 ? 0 : index;
  return strokes[(from + step + strokes.length) % strokes.length].id;
}
