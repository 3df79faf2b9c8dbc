/** Sends edits to the server: shortly after the last one, and at once when another drawing is shown or the page is closed. */
import type { ReadonlySignal } from '@preact/signals';
import type { DrawingEdit, DrawingInfo, PhotoInfo } from '../../protocol.ts';
import { toSketchData } from '../model/pens.ts';
import type { Api } from './api.ts';
import type { Edited } from './edit-state.ts';
import type { Messages } from './messages.ts';

export interface EditSync {
  /** @param strokesToo whether strokes were changed, not only pins */
  soon(strokesToo: boolean): void;
  /** Sends pending edits. @param leaving whether the page is being closed @returns a promise that resolves when the server has them */
  now(leaving?: boolean): Promise<void>;
  /** Starts over for another drawing. */
  restart(): void;
}

export interface EditSyncContext {
  readonly api: Api;
  readonly messages: Messages;
  readonly photo: ReadonlySignal<PhotoInfo | null>;
  keepDrawing(drawing: DrawingInfo): void;
}

/** Milliseconds without a change before edits are sent. */
const REST = 250;

/** @param latest the edited drawing in its current state; null if there is none */
export function createEditSync(context: EditSyncContext, latest: () => Edited | null): EditSync {
  const { api, messages, photo } = context;
  /** Id of the drawing whose strokes the server has in the page's order; null until a stroke is changed. */
  let sent: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether strokes have changed since the last transfer. */
  let unsent = false;
  let sending: Promise<unknown> = Promise.resolve();

  function editOf({ id, drawing }: Edited, strokesToo: boolean): DrawingEdit {
    if (strokesToo) sent = id;
    // until a stroke is changed, ids are indices into the server's drawing, of which only some strokes may be shown
    const pins = drawing.strokes.flatMap((stroke, index) =>
      stroke.pinned ? [sent === id ? index : stroke.id] : [],
    );
    return { ...(strokesToo && { sketch: toSketchData(drawing) }), pins };
  }

  function flush(leaving: boolean): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const strokesToo = unsent;
    unsent = false;
    const edited = latest();
    if (!edited || !photo.peek()) return;
    const edit = editOf(edited, strokesToo);
    sending = messages.attempt(async () => context.keepDrawing(await api.edit(edited.id, edit, leaving)));
  }

  return {
    async now(leaving = false) {
      flush(leaving);
      await sending;
    },
    soon(strokesToo) {
      unsent ||= strokesToo;
      clearTimeout(timer);
      timer = setTimeout(flush, REST, false);
    },
    restart() {
      sent = null;
    },
  };
}
