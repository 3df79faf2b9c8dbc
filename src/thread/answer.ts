/** The work of the thread and the process: load a sketcher, then draw the photos that are sent, one after another. */
import { hasRoomAside, startAside } from '../aside/aside.ts';
import { packError } from '../packed-error.ts';
import type { PhotoSource } from '../photo/source.ts';
import type { TunableSketcher } from '../sketch.ts';
import type { Answer, FromThread, Order, ThreadData, ToThread } from './messages.ts';

/** @returns a promise that resolves when the message has been sent, if that takes time */
type Send = (message: FromThread) => void | Promise<void>;

/** The other side. */
export interface Asker {
  readonly send: Send;
  /** Called when the other side wants nothing more. */
  readonly end: () => void;
}

/**
 * Loads a sketcher, and reports when it is ready.
 * @param afterEach called after each order
 * @returns the handler of further messages
 */
export function answerOrders(
  { options, settings }: ThreadData,
  { send, end }: Asker,
  afterEach: (sketcher: TunableSketcher) => void = () => {},
): (message: ToThread) => void {
  const pulling = new AbortController();
  const running = new Map<number, AbortController>();
  const pull = settings.pull && {
    ...settings.pull,
    signal: pulling.signal,
    onProgress: (received: number, total: number) => send({ kind: 'pull-progress', received, total }),
    onWait: () => send({ kind: 'pull-wait' }),
  };
  /** Started before the drawing code is loaded, which takes as long. */
  const aside = hasRoomAside(options.threads) ? startAside(settings.assets) : null;
  const sketcher = import('../sketch.ts').then(({ createSketcher }) =>
    createSketcher(options, { ...settings, pull }, undefined, aside),
  );
  sketcher.then(
    ({ warnings, remarks }) => send({ kind: 'ready', warnings, remarks }),
    (error) => send({ kind: 'failed', error: packError(error) }),
  );

  /** The previous drawing; photos that wait for it take no memory for their work. */
  let last: Promise<unknown> = sketcher;
  const enqueue = ({ kind, order }: Extract<ToThread, { readonly order: Order }>) => {
    const { id } = order;
    const controller = new AbortController();
    running.set(id, controller);
    const done = last.then(async () =>
      WORK[kind](await sketcher, order, { signal: controller.signal, send }),
    );
    last = done.then(
      (result) => send({ kind: 'result', id, result }),
      (error) => send({ kind: 'error', id, error: packError(error) }),
    );
    last.then(
      async () => {
        running.delete(id);
        afterEach(await sketcher);
      },
      () => {},
    );
  };
  return (message) => {
    if (message.kind === 'abort') running.get(message.id)?.abort();
    else if (message.kind === 'abort-pull') pulling.abort();
    else if (message.kind === 'end') end();
    else enqueue(message);
  };
}

interface Around {
  readonly signal: AbortSignal;
  readonly send: Send;
}

/** The work for each kind of order. */
const WORK: Readonly<
  Record<
    'sketch' | 'look' | 'things',
    (ready: TunableSketcher, order: Order, around: Around) => Promise<Answer>
  >
> = {
  sketch(ready, order, { signal, send }) {
    const { id, overrides, context, events, subject, drawings, draft, variants } = order;
    return ready.sketch(sourceOf(order), overrides, {
      ...context,
      signal,
      ...(events && { onEvent: (event) => send({ kind: 'event', id, event }) }),
      ...(subject && { onSubject: (mask) => send({ kind: 'subject', id, mask }) }),
      ...(drawings && { onDrawings: (step, each) => send({ kind: 'drawings', id, step, drawings: each }) }),
      ...(draft && { onDraft: (sketch) => send({ kind: 'draft', id, sketch }) }),
      ...(variants && { onVariant: (variant) => send({ kind: 'variant', id, variant }) }),
    });
  },
  look: (ready, order, { signal, send }) =>
    ready.look(sourceOf(order), order.overrides, {
      signal,
      ...(order.events && { onEvent: (event) => send({ kind: 'event', id: order.id, event }) }),
    }),
  things: (ready, order, { signal }) => ready.things(sourceOf(order), { signal }),
};

function sourceOf({ photo }: Order): PhotoSource {
  return 'href' in photo ? new URL(photo.href) : photo.source;
}
