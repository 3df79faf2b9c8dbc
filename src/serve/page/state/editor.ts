/** Editing strokes: what keys, buttons and the pointer do to the selected stroke, and to the drawing. */
import { effect, type Signal, signal } from '@preact/signals';
import type { SketchData } from '../../protocol.ts';
import { moveHandle, moveStroke } from '../model/drag.ts';
import {
  addStroke,
  type Cubic,
  type Drawing,
  neighbour,
  removeStroke,
  strokeById,
  toDrawing,
  togglePin,
} from '../model/drawing.ts';
import type { Point } from '../model/geometry.ts';
import { commit, redo, startHistory, undo } from '../model/history.ts';
import { toSketchData } from '../model/pens.ts';
import { createEditState, type EditorContext, type EditState } from './edit-state.ts';

export type Tool = 'select' | 'draw';

export interface Editor extends Omit<EditState, 'sync' | 'show'> {
  readonly tool: Signal<Tool>;
  step(direction: 1 | -1): void;
  nudge(by: Point): void;
  remove(): void;
  pin(): void;
  add(points: Cubic): void;
  undo(): void;
  redo(): void;
  /** Redraws all strokes that are not pinned. */
  redrawOthers(): Promise<void>;
  /** Restores the strokes as the program drew them. */
  revert(): Promise<void>;
  /** Sends pending changes to the server when the page is closed. */
  sendNow(): void;
}

/** Width of the first stroke of an empty drawing, in units of the paper. */
const FIRST_WIDTH = 3;

export function createEditor(context: EditorContext): Editor {
  const { api, messages, spoken } = context;
  const { sync, show, ...state } = createEditState(context);
  const { current, history, selected, grip, change, leave } = state;
  const tool = signal<Tool>('select');
  const redrawOthers = createRedraw(context, { ...state, sync });

  const withSelected = (work: (drawing: Drawing, id: number) => void) => {
    const { value } = current;
    if (value && strokeById(value.drawing, selected.value)) work(value.drawing, selected.value!);
  };
  const say = () => {
    const { value } = current;
    const index = value?.drawing.strokes.findIndex((stroke) => stroke.id === selected.value) ?? -1;
    if (!value || index < 0) return;
    const pinned = value.drawing.strokes[index].pinned ? ', pinned' : '';
    spoken.value = `Stroke ${index + 1} of ${value.drawing.strokes.length}${pinned}`;
  };

  return {
    ...{ ...state, tool, redrawOthers },
    sendNow: () => void sync.now(true),
    step(direction) {
      if (!current.value) return;
      selected.value = neighbour(current.value.drawing, selected.value, direction);
      say();
    },
    nudge: (by) =>
      withSelected((drawing, id) => {
        const { value } = grip;
        change(value === 'whole' ? moveStroke(drawing, id, by) : moveHandle(drawing, id, value, by));
      }),
    remove: () =>
      withSelected((drawing, id) => {
        const after = neighbour(drawing, id, 1);
        if (drawing.strokes.length === 1) {
          messages.problem('A drawing needs a stroke: draw another one before you delete the last.');
          return;
        }
        change(removeStroke(drawing, id));
        selected.value = after;
        spoken.value = 'Stroke deleted';
      }),
    pin: () =>
      withSelected((drawing, id) => {
        change(togglePin(drawing, id));
        say();
      }),
    add(points) {
      if (!current.value) return;
      const { drawing } = current.value;
      const added = addStroke(drawing, points, drawing.strokes[0]?.width ?? FIRST_WIDTH);
      change(added.drawing);
      selected.value = added.id;
      spoken.value = 'Stroke added';
    },
    undo() {
      if (history.value) show(undo(history.value));
    },
    redo() {
      if (history.value) show(redo(history.value));
    },
    async revert() {
      const edited = current.value;
      await leave();
      if (edited)
        await messages.attempt(async () => context.keepDrawing(await api.edit(edited.id, { sketch: null })));
    },
  };
}

/** Redraws all strokes that are not pinned, and shows the drawing when it is finished. */
function createRedraw(
  { api, messages, photo, main }: EditorContext,
  { current, history, selected, sync, leave }: Omit<EditState, 'show'>,
): () => Promise<void> {
  /** The job that does it. */
  let redraw: string | null = null;

  effect(() => {
    const info = main.value;
    const begun = history.peek();
    if (!info) return;
    if (redraw !== null && redraw === info.job) {
      redraw = null;
      if (begun) history.value = commit(begun, { id: info.id, drawing: toDrawing(info.sketch, info.pins) });
      selected.value = null;
    } else if (begun && begun.present.id !== info.id && !redraw) void leave();
  });

  return async () => {
    const [opened, edited] = [photo.value, current.value];
    if (!opened || !edited) return;
    await sync.now();
    history.value ??= startHistory(edited);
    const kept = edited.drawing.strokes.filter((stroke) => stroke.pinned);
    const pinned: SketchData = toSketchData({ ...edited.drawing, strokes: kept });
    await messages.attempt(async () => {
      const job = await api.draw({
        photo: opened.id,
        from: edited.id,
        options: { strokes: edited.drawing.strokes.length },
        ...(kept.length > 0 && { pinned }),
      });
      redraw = job.id;
    });
  };
}
