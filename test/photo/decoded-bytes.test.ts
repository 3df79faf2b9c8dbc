/** What decoders are expected to take, by what sharp says of a file. */
import type { Metadata } from 'sharp';
import { expect, it } from 'vitest';
import { decodedBytesPerPixel } from '../../src/photo/budget.ts';

const nothing = Buffer.alloc(16);
const lossy = Buffer.from('RIFF....WEBPVP8 ');
const lossless = Buffer.from('RIFF....WEBPVP8L');
const of = (metadata: object, bytes: Uint8Array = nothing) =>
  decodedBytesPerPixel({ channels: 3, depth: 'uchar', isProgressive: false, ...metadata } as Metadata, bytes);

it.each<[string, object, number, Buffer?]>([
  ['a plain JPEG', { format: 'jpeg' }, 0.5],
  ['a progressive JPEG', { format: 'jpeg', isProgressive: true, chromaSubsampling: '4:4:4' }, 6.6],
  ['one of half the colours', { format: 'jpeg', isProgressive: true, chromaSubsampling: '4:2:0' }, 3.3],
  ['a plain PNG', { format: 'png' }, 0.5],
  ['an interlaced PNG of 16 bits', { format: 'png', isProgressive: true, channels: 4, depth: 'ushort' }, 9.6],
  ['lossy WebP', { format: 'webp' }, 0.5, lossy],
  ['lossless WebP', { format: 'webp' }, 5, lossless],
])('%s', (_, metadata, bytes, file) => {
  expect(of(metadata, file)).toBeCloseTo(bytes, 6);
});

it('AVIF takes more by its bits, and never less than with 8', () => {
  const avif = (bitsPerSample?: number) => of({ format: 'heif', compression: 'av1', bitsPerSample });
  expect(avif(12) / avif(8)).toBeCloseTo(1.5, 6);
  expect(avif(4)).toBe(avif(8));
  expect(avif()).toBe(avif(8));
  expect(avif(8)).toBe(18);
});
