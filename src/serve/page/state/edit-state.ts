/** What is edited, and what of it is selected: strokes with undo and redo, whose every change goes to the server. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { DrawingInfo, PhotoInfo } from '../../protocol.ts';
import { type Drawing, strokeById } from '../model/drawing.ts';
import { commit, type History, startHistory } from '../model/history.ts';
import type { Grip } from '../model/hit.ts';
import type { Shown } from '../model/levels.ts';
import type { Api } from './api.ts';
import { createEditSync } from './edit-sync.ts';
import type { Messages } from './messages.ts';

/** A drawing of the server with its edited strokes. */
export interface Edited {
  readonly id: string;
  readonly drawing: Drawing;
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

export type EditState = ReturnType<typeof createEditState>;

export function createEditState(context: EditorContext) {
  const history = signal<History<Edited> | null>(null);
  /** Strokes while they are dragged. */
  const draft = signal<Drawing | null>(null);
  const selected = signal<number | null>(null);
  const grip = signal<Grip>('whole');
  /** The drawing that is shown: the edited one, or the one for the slider's value. */
  const current = computed<Edited | null>(() => history.value?.present ?? context.shown.value);
  const sync = createEditSync(context, () => history.peek()?.present ?? null);

  /** Goes to a state of the history. */
  function show(next: History<Edited>): void {
    const before = current.value;
    if (next === history.value || !before) return;
    batch(() => {
      history.value = next;
      draft.value = null;
      context.count.value = Math.max(1, next.present.drawing.strokes.length);
      if (!strokeById(next.present.drawing, selected.value)) selected.value = null;
    });
    sync.soon(!sameStrokes(before, next.present));
  }

  return {
    ...{ history, draft, selected, grip, current, sync, show },
    change(drawing: Drawing): void {
      const before = current.value;
      if (!before) return;
      const { id } = before;
      const begun = history.value ?? startHistory<Edited>({ id, drawing: before.drawing });
      show(drawing === before.drawing ? begun : commit(begun, { id, drawing }));
    },
    /** Clears undo and selection when another drawing is shown. @returns a promise that resolves when the server has all changes */
    leave(): Promise<void> {
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
