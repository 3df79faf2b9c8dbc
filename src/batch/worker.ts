/** A process of a batch: it loads one sketcher and draws the photos it is sent, one at a time. */
import { packError } from '../packed-error.ts';
import type { TunableSketcher } from '../sketch.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

let sketcher: Promise<TunableSketcher> | null = null;

process.on('disconnect', end);
process.on('message', onMessage);
if (!process.connected) end();

/** Exits at once, also while the network computes; there is nothing to save. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

function send(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}

function onMessage(message: ToWorker): void {
  if (message.kind === 'load') {
    const { options, settings } = message;
    sketcher = import('../sketch.ts').then(({ createSketcher }) => createSketcher(options, settings));
    sketcher.catch(() => {});
  } else {
    sketch(message).then(
      (result) => send({ kind: 'result', result }),
      (error) => send({ kind: 'error', error: packError(error) }),
    );
  }
}

async function sketch({ photo, overrides, order }: Extract<ToWorker, { kind: 'sketch' }>) {
  const loaded = await sketcher;
  if (!loaded) throw new Error('a photo came before its sketcher');
  try {
    return await loaded.sketch(photo, overrides, {
      order,
      onEvent: (event) => send({ kind: 'event', event }),
    });
  } finally {
    // the next photo is likely to have another shape, and this one's buffers would stay in memory beside its own
    loaded.rest();
  }
}
