/** What a decoder needs in memory, known from the header: a file of a few kB may unpack to gigabytes. */

import { ClipassoError } from '../errors.ts';
import type { Metadata } from '../sharp.ts';

/** The largest photo that is opened, in pixels: 32768 x 32768. Formats that are decoded row by row take little memory. */
export const MAX_PIXELS = 2 ** 30;

/** What decoding may take at most. A run takes about as much again. */
const MAX_DECODED_BYTES = 640e6;

/** Measured with 64 to 144 megapixels and libvips 8.18: growth of the process in bytes per pixel, rounded up. */
const BYTES_PER_PIXEL = {
  /** Baseline JPEG, plain PNG, lossy WebP, SVG: row by row. */
  rows: 0.5,
  /** Quantised GIF frames. */
  gif: 5,
  /** Lossless and animated WebP, per frame that is kept. */
  webp: 5,
  /** AVIF of 8 bits. */
  avif: 18,
  /** Coefficients of a progressive JPEG, by channel; 4:2:0 keeps half as many. */
  progressiveChannel: 2.2,
  /** For each byte of a TIFF's pixel: whole strips, planes beside each other. */
  tiffByte: 1.5,
  /** For each byte of an interlaced PNG's pixel. */
  pngByte: 1.2,
};

/** @param bytes the file */
export function decodedBytesPerPixel(metadata: Metadata, bytes: Uint8Array): number {
  const { format, isProgressive, channels, chromaSubsampling } = metadata;
  const depth = BYTES_PER_SAMPLE[metadata.depth] ?? 8;
  switch (format) {
    case 'jpeg': {
      if (!isProgressive) return BYTES_PER_PIXEL.rows;
      const whole = BYTES_PER_PIXEL.progressiveChannel * channels;
      return chromaSubsampling === '4:2:0' ? whole / 2 : whole;
    }
    case 'png':
      return isProgressive ? BYTES_PER_PIXEL.pngByte * channels * depth : BYTES_PER_PIXEL.rows;
    case 'webp':
      return isPlainLossyWebp(bytes) ? BYTES_PER_PIXEL.rows : BYTES_PER_PIXEL.webp;
    case 'gif':
      return BYTES_PER_PIXEL.gif;
    case 'tiff':
      return BYTES_PER_PIXEL.tiffByte * channels * depth;
    case 'svg':
      return BYTES_PER_PIXEL.rows;
    default:
      return (BYTES_PER_PIXEL.avif * Math.max(8, metadata.bitsPerSample ?? 8)) / 8;
  }
}

/** @throws ClipassoError 'input' when decoding would take too much memory */
export function checkDecodedSize(name: string, width: number, height: number, bytesPerPixel: number): void {
  if (width * height > MAX_PIXELS) {
    throw new ClipassoError('input', `${name} has more than ${MAX_PIXELS} pixels; make it smaller first`);
  }
  const needed = width * height * bytesPerPixel;
  if (needed <= MAX_DECODED_BYTES) return;
  const megabytes = (n: number) => `${Math.ceil(n / 1e6)} MB`;
  throw new ClipassoError(
    'input',
    `${name} is ${width} x ${height}, which takes ${megabytes(needed)} to decode, more than ${megabytes(MAX_DECODED_BYTES)}; make it smaller first`,
  );
}

const BYTES_PER_SAMPLE: Readonly<Record<string, number>> = {
  uchar: 1,
  char: 1,
  ushort: 2,
  short: 2,
  uint: 4,
  int: 4,
  float: 4,
};

/** RIFF, WEBP, and the chunk of a lossy picture without alpha or animation. */
function isPlainLossyWebp(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(12, 16)).toString('latin1') === 'VP8 ';
}
