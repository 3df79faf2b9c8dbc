/** The thread's own code: it makes a sketcher ready and draws the photos that it is sent, one after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerOrders } from './answer.ts';
import type { FromThread, ThreadData } from './messages.ts';

const port = parentPort;
if (!port) throw new Error('clipasso/thread is started by createSketcher, in a worker thread');

const send = (message: FromThread) => port.postMessage(message);
port.on('message', answerOrders(workerData as ThreadData, { send, end: () => process.exit() }));
