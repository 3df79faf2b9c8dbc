/**
 * Marks files with the program's name, in each format's place for comments or metadata, so that a later run recognises its own files.
 * Marking changes no pixel.
 */
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { VERSION } from '../versions.ts';

/** Text of the mark. */
export const GENERATOR = `clipasso ${VERSION}`;

/** Number of bytes at either end of a file that are searched for a mark. */
const LOOKED_AT = 2 ** 16;

/** PNG with a tEXt chunk right after its header (PNG specification, 11.3.3.2). */
export function markPng(png: Buffer): Buffer {
  const headerEnd = 33; // signature 8, IHDR 25
  const body = Buffer.from(`tEXtSoftware\0${GENERATOR}`, 'latin1');
  const chunk = Buffer.concat([uint32be(body.length - 4), body, uint32be(crc32(body))]);
  return insert(png, headerEnd, chunk);
}

/** JPEG with a comment segment, after the JFIF header if there is one (ITU T.81, B.2.4.5). */
export function markJpeg(jpeg: Buffer): Buffer {
  const hasHeader = jpeg.readUInt16BE(2) === 0xffe0;
  const at = hasHeader ? 4 + jpeg.readUInt16BE(4) : 2;
  const text = Buffer.from(GENERATOR, 'latin1');
  const segment = Buffer.concat([
    Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 255]),
    text,
  ]);
  return insert(jpeg, at, segment);
}

/** GIF with a comment after its global colour table (GIF89a, 24). */
export function markGif(gif: Buffer): Buffer {
  const text = Buffer.from(GENERATOR, 'latin1');
  const block = Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), text, Buffer.from([0])]);
  return insert(gif, gifHeaderLength(gif), block);
}

/** WebP with XMP metadata at its end, and the extended header that this needs (RFC 9649, 2.7). */
export function markWebp(webp: Buffer, width: number, height: number): Buffer {
  const xmp = Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="${GENERATOR}"/></rdf:RDF></x:xmpmeta>`,
    'latin1',
  );
  const chunks = Buffer.concat([extendedHeader(webp, width, height), riffChunk('XMP ', xmp)]);
  return Buffer.concat([Buffer.from('RIFF'), uint32le(chunks.length + 4), Buffer.from('WEBP'), chunks]);
}

/** Whether the file at `path` holds the program's mark. False for a file that cannot be read. */
export async function isMarked(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return false;
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, LOOKED_AT));
    await file.read(head, 0, head.length, 0);
    const tail = Buffer.alloc(Math.min(size, LOOKED_AT));
    await file.read(tail, 0, tail.length, size - tail.length);
    return holdsMark(head, tail);
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

/** The marks of text formats, which are told apart by their beginnings. */
const TEXT_MARKS: readonly { readonly begins: RegExp; readonly mark: RegExp }[] = [
  { begins: /^\s*\{/, mark: /^\s*\{\s*"format":\s*"clipasso-strokes"/ },
  { begins: /^IN;/, mark: /^IN;IN;PA;/ },
  { begins: /^;/, mark: /^; clipasso / },
  { begins: /^999\n/, mark: /^999\nclipasso / },
  { begins: /^\s*<!doctype html/i, mark: /<meta name="generator" content="clipasso / },
  {
    begins: /^\s*</,
    mark: /^\s*(<\?xml[^>]*>\s*)?<svg [^>]*>\s*(<title>[^<]*<\/title>\s*)?<metadata>\{"generator":"clipasso /,
  },
];

function holdsMark(head: Buffer, tail: Buffer): boolean {
  const start = head.toString('latin1');
  const end = tail.toString('latin1');
  if (start.startsWith('\x89PNG')) return start.startsWith('tEXtSoftware\0clipasso ', 37);
  if (start.startsWith('\xff\xd8'))
    return /^\xff\xd8(\xff\xe0[\s\S]{0,255}?)?\xff\xfe\0.clipasso /s.test(start);
  if (start.startsWith('GIF8')) return start.startsWith('clipasso ', gifHeaderLength(head) + 3);
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return end.includes('xmp:CreatorTool="clipasso ');
  if (start.startsWith('%PDF')) return end.includes('/Producer (clipasso)');
  if (start.startsWith('ftyp', 4)) return /\xa9cmt[\s\S]{4}data[\s\S]{8}clipasso /.test(start + end);
  const kind = TEXT_MARKS.find(({ begins }) => begins.test(start));
  return kind?.mark.test(start) ?? false;
}

/** Signature, screen descriptor and global colour table. */
function gifHeaderLength(gif: Buffer): number {
  const flags = gif[10] ?? 0;
  return 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
}

/** The chunks of a WebP file, with a VP8X header first that says there is XMP. */
function extendedHeader(webp: Buffer, width: number, height: number): Buffer {
  const XMP = 0x04;
  const ALPHA = 0x10;
  const chunks = Buffer.from(webp.subarray(12));
  const first = chunks.toString('latin1', 0, 4);
  if (first === 'VP8X') {
    chunks[8] |= XMP;
    return chunks;
  }
  // the lossless bit stream has its alpha flag after the signature byte and 28 bits of size
  const hasAlpha = first === 'VP8L' && (chunks[12] & 0x10) !== 0;
  const body = Buffer.alloc(10);
  body[0] = XMP | (hasAlpha ? ALPHA : 0);
  body.writeUIntLE(width - 1, 4, 3);
  body.writeUIntLE(height - 1, 7, 3);
  return Buffer.concat([riffChunk('VP8X', body), chunks]);
}

function riffChunk(name: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(name), uint32le(body.length), body, Buffer.alloc(body.length % 2)]);
}

function insert(file: Buffer, at: number, bytes: Buffer): Buffer {
  return Buffer.concat([file.subarray(0, at), bytes, file.subarray(at)]);
}

function uint32be(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function uint32le(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
