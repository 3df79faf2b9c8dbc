/** Windows bitmaps, decoded by Skia. */

import { ClipassoError } from '../errors.ts';
import { createCanvas, loadImage } from '../napi-canvas.ts';
import { checkDecodedSize } from './budget.ts';
import type { Pixels } from './source.ts';

/** The file, the decoded image and the canvas. */
const BYTES_PER_PIXEL = 12;
/** Kinds of compression whose size follows from the header. */
const UNCOMPRESSED = [0, 3, 6];

/** @throws ClipassoError 'input' when it is damaged or too large */
export async function decodeBmp(name: string, bytes: Uint8Array): Promise<Pixels> {
  const header = readHeader(name, bytes);
  const { width, height } = header;
  checkDecodedSize(name, width, height, BYTES_PER_PIXEL);
  // Skia leaves blank what a file that ends early lacks.
  if (bytes.length < header.end) throw damaged(name, 'it ends early');
  try {
    const context = createCanvas(width, height).getContext('2d');
    context.drawImage(await loadImage(Buffer.from(bytes)), 0, 0);
    return { data: context.getImageData(0, 0, width, height).data, width, height, channels: 4 };
  } catch (cause) {
    throw damaged(name, (cause as Error).message.split('\n')[0], cause);
  }
}

/** Size in pixels, and where the pixels end at the earliest, in bytes. */
function readHeader(name: string, bytes: Uint8Array): { width: number; height: number; end: number } {
  if (bytes.length < 54) throw damaged(name, 'it ends early');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = view.getUint32(10, true);
  const old = view.getUint32(14, true) === 12;
  const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
  const height = old ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  if (width < 1 || height < 1) throw damaged(name, `it is ${width} x ${height}`);
  const bits = view.getUint16(old ? 24 : 28, true);
  const compression = old ? 0 : view.getUint32(30, true);
  const row = 4 * Math.ceil((width * bits) / 32);
  return { width, height, end: start + (UNCOMPRESSED.includes(compression) ? row * height : 0) };
}

function damaged(name: string, reason: string, cause?: unknown): ClipassoError {
  return new ClipassoError('input', `${name} is damaged or incomplete (${reason})`, { cause });
}
