/** What a photo may be given as, and how that becomes the bytes of an image file or pixels. Nothing here opens a connection. */
import { fileURLToPath } from 'node:url';
import { isAnyArrayBuffer } from 'node:util/types';
import { ClipassoError } from '../errors.ts';
import { MAX_STREAM_BYTES, readFileBytes, tooLong } from './file-bytes.ts';

/** Pixels in memory, such as a canvas' ImageData: 8 bits per channel, rows from the top without gaps. */
export interface RawPixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA (not premultiplied); follows from the length of `data` when left out. */
  readonly channels?: number;
}

/** A path, a `file:` or `data:` URL, the bytes of an image file, or pixels. */
export type PhotoSource = string | URL | Uint8Array | ArrayBuffer | Blob | RawPixels;

/** Checked pixels with their number of channels. */
export type Pixels = Required<RawPixels> & { readonly channels: 1 | 2 | 3 | 4 };

export interface LoadedSource {
  /** What messages call it. */
  readonly name: string;
  readonly content: Uint8Array | Pixels;
}

/**
 * @throws ClipassoError 'input' when it cannot be read or is too large, 'usage' when it is no source: a web address, a wrong type
 */
export async function loadSource(source: PhotoSource): Promise<LoadedSource> {
  if (typeof source === 'string' || source instanceof URL) return loadText(String(source));
  if (ArrayBuffer.isView(source)) {
    const { buffer, byteOffset, byteLength } = source;
    if (byteLength === 0) throw empty('the photo'); // so is one whose buffer was transferred elsewhere
    return bytes('the photo', new Uint8Array(buffer, byteOffset, byteLength));
  }
  if (isAnyArrayBuffer(source)) {
    if (source.byteLength === 0) throw empty('the photo');
    return bytes('the photo', new Uint8Array(source));
  }
  if (source instanceof Blob) {
    const name = 'name' in source ? String(source.name) : 'the photo';
    if (source.size > MAX_STREAM_BYTES) throw tooLong(name, MAX_STREAM_BYTES);
    return bytes(name, new Uint8Array(await source.arrayBuffer()));
  }
  return { name: 'the photo', content: checkPixels(source) };
}

/** The file that a photo given as text is, or null if it is none: a data: URL, standard input, a web address. */
export function sourcePath(source: string): string | null {
  if (source === '-' || isDataUrl(source)) return null;
  if (isFileUrl(source)) return pathOf(source);
  return WEB_ADDRESS.test(source) ? null : source;
}

const isDataUrl = (text: string) => /^data:[^,]*,/i.test(text);
const isFileUrl = (text: string) => /^file:\/\//i.test(text);
/** Two letters and more, so that `C:\photo.jpg` is none. */
const WEB_ADDRESS = /^[a-z][a-z0-9+.-]+:\/\//i;

async function loadText(text: string): Promise<LoadedSource> {
  if (text === '') throw new ClipassoError('usage', "The photo's name is empty; give a file's path");
  if (isDataUrl(text)) return bytes('the data: URL', dataUrlBytes(text));
  if (isFileUrl(text)) {
    const path = pathOf(text);
    return { name: path, content: await readFileBytes(path) };
  }
  refuseWebAddress(text);
  return { name: text, content: await readFileBytes(text) };
}

/** @throws ClipassoError 'usage' for what would have to be downloaded */
export function refuseWebAddress(text: string): void {
  if (!WEB_ADDRESS.test(text) || isFileUrl(text)) return;
  const address = text.length > 80 ? `${text.slice(0, 77)}...` : text;
  const message = `${address} is a web address, and photos are not downloaded; save it to a file and give that`;
  throw new ClipassoError('usage', message);
}

function bytes(name: string, content: Uint8Array): LoadedSource {
  if (content.length === 0) throw empty(name);
  return { name, content };
}

function empty(name: string): ClipassoError {
  return new ClipassoError('input', `${name} is empty; give an image file`);
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new ClipassoError('usage', `${url} names no file here (${reason}); give its path`, { cause });
  }
}

/** The content of a `data:` URL (RFC 2397). */
function dataUrlBytes(text: string): Uint8Array {
  // URL leaves out line breaks and percent-encodes all that is not ASCII.
  const { href } = new URL(text);
  const [, head, body] = /^data:([^,]*),([^#]*)/i.exec(href)!;
  const raw = body.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(raw, /;\s*base64\s*$/i.test(head) ? 'base64' : 'latin1');
}

/** @throws ClipassoError 'usage' for what is no source by its type */
export function checkSourceType(source: unknown): void {
  if (typeof source === 'string' || source instanceof URL || source instanceof Blob) return;
  if (!ArrayBuffer.isView(source) && !isAnyArrayBuffer(source)) checkPixels(source);
}

function checkPixels(source: unknown): Pixels {
  const { data, width, height, channels } = (source ?? {}) as Partial<RawPixels>;
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray)) {
    const received = source === null ? 'null' : typeof source;
    throw new ClipassoError(
      'usage',
      `Expected a path, file: or data: URL, Uint8Array, ArrayBuffer, Blob or { data, width, height } of 8 bit pixels for the photo but received ${received}`,
    );
  }
  const sides = [width, height].every((side) => Number.isInteger(side) && side! >= 1);
  const count = sides ? data.length / (width! * height!) : Number.NaN;
  if (![1, 2, 3, 4].includes(count) || (channels ?? count) !== count) {
    throw new ClipassoError(
      'usage',
      `Expected width x height x channels (1 to 4) bytes of pixels but received ${data.length} for ${width} x ${height} x ${channels ?? 'any'}`,
    );
  }
  return { data, width: width!, height: height!, channels: count as Pixels['channels'] };
}
