/** Tells the server of edits: soon after the last one, and at once when another drawing is shown or the page goes. */
import type { ReadonlySignal } from '@preact/signals';
import type { DrawingEdit, DrawingInfo, PhotoInfo } from '../../protocol.ts';
import { toSketchData } from '../model/pens.ts';
import type { Api } from './api.ts';
import type { Edited } from './editor.ts';
import type { Messages } from './messages.ts';

export interface EditSync {
  /** @param strokesToo whether strokes were changed, and not pins alone */
  soon(strokesToo: boolean): void;
  /** What waits is sent. @param leaving whether the page goes @returns when the server has all of it */
  now(leaving?: boolean): Promise<void>;
  /** Another drawing is edited from now on. */
  restart(): void;
}

export interface EditSyncContext {
  readonly api: Api;
  readonly messages: Messages;
  readonly photo: ReadonlySignal<PhotoInfo | null>;
  keepDrawing(drawing: DrawingInfo): void;
}

/** Milliseconds of rest before edits are sent. */
const REST = 250;

/** @param latest what is edited, as it is now; null when nothing is */
export function createEditSync(context: EditSyncContext, latest: () => Edited | null): EditSync {
  const { api, messages, photo } = context;
  /** The drawing whose strokes the server has as they are here, in this order; null as long as none was changed. */
  let sent: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether strokes were changed since the server was told. */
  let unsent = false;
  let sending: Promise<unknown> = Promise.resolve();

  function editOf({ id, drawing }: Edited, strokesToo: boolean): DrawingEdit {
    if (strokesToo) sent = id;
    // until strokes were changed, their ids are their places in the server's drawing, of which fewer may be shown
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
