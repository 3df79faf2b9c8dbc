/** The work of the thread and the process: load a sketcher, then draw the photos that are sent, one after another. */
import { hasRoomAside, startAside } from '../aside/aside.ts';
import { packError } from '../packed-error.ts';
import type { PhotoSource } from '../photo/source.ts';
import type { SketchContext } from '../result.ts';
import type { TunableSketcher } from '../sketch.ts';
import type { Answer, CallbackName, FromThread, Kind, Order, ThreadData, ToThread } from './messages.ts';

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
      work(kind, await sketcher, order, { ...senders(order, send), signal: controller.signal }),
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

/** The work for each kind of order. */
function work(kind: Kind, ready: TunableSketcher, order: Order, context: SketchContext): Promise<Answer> {
  const source = sourceOf(order);
  if (kind === 'things') return ready.things(source, context);
  return ready[kind](source, order.overrides, { ...order.context, ...context });
}

/** Callbacks that send what they are called with. */
function senders({ id, callbacks }: Order, send: Send): Pick<SketchContext, CallbackName> {
  return Object.fromEntries(
    callbacks.map((name) => [name, (...args: unknown[]) => send({ kind: 'call', id, name, args })]),
  );
}

function sourceOf({ photo }: Order): PhotoSource {
  return 'href' in photo ? new URL(photo.href) : photo.source;
}
