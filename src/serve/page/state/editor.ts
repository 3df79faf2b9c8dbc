/** State of the stroke editor: selection, changes with undo, and their transfer to the server. */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { DrawingInfo, PhotoInfo, SketchData } from '../../protocol.ts';
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
import { commit, type History, redo, startHistory, undo } from '../model/history.ts';
import type { Grip } from '../model/hit.ts';
import type { Shown } from '../model/levels.ts';
import { toSketchData } from '../model/pens.ts';
import type { Api } from './api.ts';
import { createEditSync } from './edit-sync.ts';
import type { Messages } from './messages.ts';

/** A drawing of the server with its edited strokes. */
export interface Edited {
  readonly id: string;
  readonly drawing: Drawing;
}

export type Tool = 'select' | 'draw';

export interface Editor {
  /** The drawing that is shown: the edited one, or the one for the slider's value. */
  readonly current: ReadonlySignal<Edited | null>;
  /** Strokes while they are dragged. */
  readonly draft: Signal<Drawing | null>;
  readonly history: ReadonlySignal<History<Edited> | null>;
  readonly selected: Signal<number | null>;
  readonly grip: Signal<Grip>;
  readonly tool: Signal<Tool>;
  change(drawing: Drawing): void;
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
  /** Clears undo and selection when another drawing is shown. @returns a promise that resolves when the server has all changes */
  leave(): Promise<void>;
  /** Sends pending changes to the server when the page is closed. */
  sendNow(): void;
}

export interface EditorContext {
  readonly api: Api;
  readonly messages: Messages;
  readonly photo: ReadonlySignal<PhotoInfo | null>;
  readonly main: ReadonlySignal<DrawingInfo | null>;
  readonly shown: ReadonlySignal<Shown | null>;
  readonly spoken: Signal<string>;
  /** The slider's number of strokes. */
  readonly count: Signal<number>;
  keepDrawing(drawing: DrawingInfo): void;
}

/** Width of the first stroke of an empty drawing, in units of the paper. */
const FIRST_WIDTH = 3;

export function createEditor(context: EditorContext): Editor {
  const { api, messages, photo, main, shown, spoken, count } = context;
  const history = signal<History<Edited> | null>(null);
  const draft = signal<Drawing | null>(null);
  const selected = signal<number | null>(null);
  const grip = signal<Grip>('whole');
  const tool = signal<Tool>('select');
  const current = computed<Edited | null>(() => history.value?.present ?? shown.value);
  /** The job that redraws strokes that are not pinned. */
  let redraw: string | null = null;
  const sync = createEditSync(context, () => history.peek()?.present ?? null);

  const leave = () => {
    // pending changes are sent first
    const sent = sync.now();
    sync.restart();
    batch(() => {
      history.value = null;
      draft.value = null;
      selected.value = null;
      grip.value = 'whole';
    });
    return sent;
  };

  const show = (next: History<Edited>) => {
    const before = current.value;
    if (next === history.value || !before) return;
    batch(() => {
      history.value = next;
      draft.value = null;
      count.value = Math.max(1, next.present.drawing.strokes.length);
      if (!strokeById(next.present.drawing, selected.value)) selected.value = null;
    });
    sync.soon(!sameStrokes(before, next.present));
  };
  const change = (drawing: Drawing) => {
    const before = current.value;
    if (!before) return;
    const { id } = before;
    const begun = history.value ?? startHistory<Edited>({ id, drawing: before.drawing });
    show(drawing === before.drawing ? begun : commit(begun, { id, drawing }));
  };
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

  return {
    ...{ current, draft, history, selected, grip, tool, change, leave },
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
    async redrawOthers() {
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
    },
    async revert() {
      const edited = current.value;
      await leave();
      if (edited)
        await messages.attempt(async () => context.keepDrawing(await api.edit(edited.id, { sketch: null })));
    },
  };
}

/** Whether the strokes are equal; pins may differ. */
function sameStrokes(a: Edited, b: Edited): boolean {
  const [before, after] = [a.drawing.strokes, b.drawing.strokes];
  return (
    a.id === b.id &&
    before.length === after.length &&
    before.every((stroke, index) => stroke.points === after[index].points)
  );
}
