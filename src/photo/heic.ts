/**
 * HEIC, as phones write it. Its decoder, libheif compiled to WebAssembly (the packages heic-decode and libheif-js, LGPL-3.0), is
 * not installed with this package; it is used where it is there. It runs in a thread of its own, as it prints to the console
 * and keeps the memory it once had.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { ClipassoError } from '../errors.ts';
import { checkDecodedSize } from './budget.ts';
import type { Pixels } from './source.ts';

const DECODER = 'heic-decode';
/** Measured with 12 to 40 megapixels, worker included. */
const BYTES_PER_PIXEL = 12.5;
const MAX_SECONDS = 120;

/** Sends each image's size first, and its pixels when asked to go on. */
const SCRIPT = `
const { parentPort, workerData: { decoder, bytes } } = require('node:worker_threads');
const fail = (error) => parentPort.postMessage({ reason: String(error?.message ?? error) });
require(decoder).all({ buffer: bytes }).then(([image]) => {
  parentPort.postMessage({ width: image.width, height: image.height });
  parentPort.once('message', () => image.decode().then(
    ({ width, height, data }) => parentPort.postMessage({ width, height, data }, [data.buffer]),
    fail,
  ));
}).catch(fail);
`;

type Message =
  | { readonly reason: string }
  | { readonly width: number; readonly height: number; readonly data?: Uint8ClampedArray };

/** @throws ClipassoError 'input' when the decoder is not installed, or the file is damaged or too large */
export async function decodeHeic(name: string, bytes: Uint8Array): Promise<Pixels> {
  const worker = new Worker(SCRIPT, {
    eval: true,
    stdout: true,
    stderr: true,
    workerData: { decoder: findDecoder(name), bytes },
  });
  const timer = setTimeout(() => worker.terminate(), MAX_SECONDS * 1000);
  try {
    return await new Promise<Pixels>((resolve, reject) => {
      const fail = (reason: string, cause?: unknown) =>
        reject(new ClipassoError('input', `${name} is damaged or incomplete (${reason})`, { cause }));
      worker.on('error', (error) => fail(error.message.split('\n')[0], error));
      worker.on('exit', () => fail('its decoder ended early'));
      worker.on('message', (message: Message) => {
        if ('reason' in message) return fail(message.reason.split('\n')[0]);
        const { width, height, data } = message;
        if (data) return resolve({ data, width, height, channels: 4 });
        try {
          checkDecodedSize(name, width, height, BYTES_PER_PIXEL);
          worker.postMessage('go on');
        } catch (error) {
          reject(error);
        }
      });
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function findDecoder(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(DECODER);
  } catch (cause) {
    const message = `${name} is a HEIC photo, which needs the package ${DECODER}: npm install ${DECODER} beside clipasso (or save it as JPEG)`;
    throw new ClipassoError('input', message, { cause });
  }
}
