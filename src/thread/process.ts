/** Entry point of the process. As in the thread; after each drawing it frees what only another photo of the same shape would use. */
import { answerOrders } from './answer.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';

/** Exits at once, also while the network computes; there is nothing to save. */
const end = () => process.kill(process.pid, 'SIGKILL');
process.on('disconnect', end);
if (!process.connected) end();

/** A mask exceeds a pipe's buffer, and the rest is sent between turns of the event loop; drawing waits for it, or the draft would arrive with the result. */
const send = (message: FromThread) =>
  new Promise<void>((resolve) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });

process.once('message', (data: ThreadData) => {
  const onMessage = answerOrders(data, { send, end }, (sketcher) => sketcher.rest());
  process.on('message', (message: ToThread) => onMessage(message));
});
