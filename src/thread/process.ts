/** The process' own code: as the thread's, and after each drawing it gives back what only another of the same shape would use. */
import { answerOrders } from './answer.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';

/** At once, whatever the network is computing; there is nothing to save. */
const end = () => process.kill(process.pid, 'SIGKILL');
process.on('disconnect', end);
if (!process.connected) end();

/** A mask is more than a pipe takes at once, and the rest leaves between two turns of the event loop: drawing waits, or a draft would come with the result. */
const send = (message: FromThread) =>
  new Promise<void>((resolve) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });

process.once('message', (data: ThreadData) => {
  const onMessage = answerOrders(data, { send, end }, (sketcher) => sketcher.rest());
  process.on('message', (message: ToThread) => onMessage(message));
});
