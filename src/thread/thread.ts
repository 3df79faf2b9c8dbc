/** The thread's own code: it makes a sketcher ready and draws the photos that it is sent, one after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { hasRoomAside, startAside } from '../aside/aside.ts';
import { packError } from '../packed-error.ts';
import type { PhotoSource } from '../photo/source.ts';
import type { SketchResult, SubjectMask } from '../result.ts';
import type { Sketcher } from '../sketch.ts';
import type { Answer, FromThread, Order, ThreadData, ToThread } from './messages.ts';

const port = parentPort;
if (!port) throw new Error('clipasso/thread is started by createSketcher, in a worker thread');

const { options, settings } = workerData as ThreadData;
const send = (message: FromThread) => port.postMessage(message);
const pulling = new AbortController();
const running = new Map<number, AbortController>();

const pull = settings.pull && {
  ...settings.pull,
  signal: pulling.signal,
  onProgress: (received: number, total: number) => send({ kind: 'pull-progress', received, total }),
  onWait: () => send({ kind: 'pull-wait' }),
};
/** It starts before what draws is loaded, which takes as long. */
const aside = hasRoomAside(options.threads) ? startAside(settings.assets) : null;
const sketcher = import('../sketch.ts').then(({ createSketcher }) =>
  createSketcher(options, { ...settings, pull }, undefined, aside),
);
sketcher.then(
  ({ warnings, remarks }) => send({ kind: 'ready', warnings, remarks }),
  (error) => send({ kind: 'failed', error: packError(error) }),
);

/** The drawing before; photos that wait for it take no memory for their work. */
let last: Promise<unknown> = sketcher;

port.on('message', (message: ToThread) => {
  if (message.kind === 'abort') running.get(message.id)?.abort();
  else if (message.kind === 'abort-pull') pulling.abort();
  else if (message.kind === 'end') process.exit();
  else enqueue(message);
});

function enqueue({ kind, order }: Extract<ToThread, { readonly order: Order }>): void {
  const { id } = order;
  const controller = new AbortController();
  running.set(id, controller);
  const done = last.then(async () => WORK[kind](await sketcher, order, controller.signal));
  last = done.then(
    (result) => send({ kind: 'result', id, result }),
    (error) => send({ kind: 'error', id, error: packError(error) }),
  );
  last.then(() => running.delete(id));
}

/** What is done for each kind of order. */
const WORK: Readonly<
  Record<
    'sketch' | 'look' | 'things',
    (ready: Sketcher, order: Order, signal: AbortSignal) => Promise<Answer>
  >
> = {
  sketch: draw,
  look,
  things: (ready, order, signal) => ready.things(sourceOf(order), { signal }),
};

function draw(ready: Sketcher, order: Order, signal: AbortSignal): Promise<SketchResult> {
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
}

function look(ready: Sketcher, order: Order, signal: AbortSignal): Promise<SubjectMask> {
  const { id, overrides, events } = order;
  return ready.look(sourceOf(order), overrides, {
    signal,
    ...(events && { onEvent: (event) => send({ kind: 'event', id, event }) }),
  });
}

function sourceOf({ photo }: Order): PhotoSource {
  return 'href' in photo ? new URL(photo.href) : photo.source;
}
