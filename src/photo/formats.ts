/** Image formats that libvips does not read, by their first bytes: made readable where that is simple, else named. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { decodeText, encodingOf } from '../decode-text.ts';
import { ClipassoError } from '../errors.ts';
import { decodeBmp } from './bmp.ts';
import { decodeHeic } from './heic.ts';
import { withoutTexts } from './png-texts.ts';
import type { Pixels } from './source.ts';

/** The largest SVG that is unpacked, in bytes. */
const MAX_SVG_BYTES = 2 ** 26;

/**
 * The bytes as they are when libvips knows their format; pixels of a BMP or HEIC; plain UTF-8 of an SVG that is packed or
 * UTF-16; a PNG without its texts.
 * @throws ClipassoError 'input'
 */
export async function toReadable(name: string, bytes: Uint8Array): Promise<Uint8Array | Pixels> {
  if (startsWith(bytes, 'BM')) return decodeBmp(name, bytes);
  if (isHeic(bytes)) return decodeHeic(name, bytes);
  const plain = startsWith(bytes, '\x1f\x8b') ? await unpack(name, bytes) : bytes;
  return encodingOf(plain).startsWith('utf-16') ? svgInUtf8(plain) : withoutTexts(plain);
}

/** What a file that is no image is, as a noun, or null if that is not known. */
export function foreignFormat(bytes: Uint8Array): string | null {
  const known = FOREIGN.find(({ magic, at = 0 }) => startsWith(bytes.subarray(at), magic));
  if (known) return known.noun;
  const text = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  return /^\s*<(!doctype html|html|head)/i.test(text) ? 'a web page' : null;
}

const FOREIGN: readonly { readonly magic: string; readonly at?: number; readonly noun: string }[] = [
  { magic: '\xff\x0a', noun: 'a JPEG XL image' },
  { magic: 'JXL ', at: 4, noun: 'a JPEG XL image' },
  { magic: 'jP  ', at: 4, noun: 'a JPEG 2000 image' },
  { magic: '\xff\x4f\xff\x51', noun: 'a JPEG 2000 image' },
  { magic: '8BPS', noun: 'a Photoshop file' },
  { magic: '%PDF', noun: 'a PDF' },
  { magic: '%!PS', noun: 'a PostScript file' },
  { magic: '\0\0\x01\0', noun: 'an icon' },
  { magic: 'gimp xcf', noun: 'a GIMP file' },
  { magic: 'PK\x03\x04', noun: 'a zip archive' },
  { magic: 'ftypcrx', at: 4, noun: "a camera's raw file" },
  { magic: 'FUJIFILM', noun: "a camera's raw file" },
  { magic: 'IIU\0', noun: "a camera's raw file" },
  { magic: 'IIRO', noun: "a camera's raw file" },
  { magic: 'ftyp', at: 4, noun: 'a film' },
  { magic: '\x1aE\xdf\xa3', noun: 'a film' },
];

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return Buffer.from(bytes.subarray(0, magic.length)).toString('latin1') === magic;
}

/** ISO base media whose brands name HEVC and not AV1. */
function isHeic(bytes: Uint8Array): boolean {
  if (!startsWith(bytes.subarray(4), 'ftyp')) return false;
  const size = Math.min(256, (bytes[2] << 8) | bytes[3]);
  const brands = Buffer.from(bytes.subarray(8, size)).toString('latin1');
  return /hei[cxms]|hev[cxms]/.test(brands) && !/avi[fs]/.test(brands);
}

async function unpack(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  return promisify(gunzip)(bytes, { maxOutputLength: MAX_SVG_BYTES }).catch(
    (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === 'ERR_BUFFER_TOO_LARGE' ? `more than ${MAX_SVG_BYTES / 2 ** 20} MB` : cause.message;
      throw new ClipassoError('input', `${name} cannot be unpacked (${reason}); give a plain SVG`, { cause });
    },
  );
}

/** libvips looks for `<svg` in single bytes. The declaration goes, as it names the old encoding. */
function svgInUtf8(bytes: Uint8Array): Uint8Array {
  const text = decodeText(bytes);
  return /<svg[\s>]/.test(text.slice(0, 4096)) ? Buffer.from(text.replace(/^\s*<\?xml[^>]*\?>/, '')) : bytes;
}
