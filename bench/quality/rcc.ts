/** Reads one file out of a Qt binary resource bundle (.rcc). */
import { inflateSync } from 'node:zlib';

const COMPRESSED = 1;
const DIRECTORY = 2;
const ZSTD = 4;

/**
 * Layout (big-endian): 'qres', version, then the offsets of tree, data and names. A tree node is 14 bytes, or 22 from
 * version 2 on: name offset, flags, then child count and first child, or locale and data offset.
 * @throws Error when `bytes` is no such bundle, or holds no plain or zlib-compressed file at `path`.
 */
export function readRccMember(bytes: Buffer, path: string): Buffer {
  if (bytes.toString('latin1', 0, 4) !== 'qres') throw new Error('Not a Qt resource bundle');
  const tree = bytes.readUInt32BE(8);
  const data = bytes.readUInt32BE(12);
  const names = bytes.readUInt32BE(16);
  const nodeSize = bytes.readUInt32BE(4) < 2 ? 14 : 22;
  const nameOf = (node: number): string => {
    const at = names + bytes.readUInt32BE(node);
    return Buffer.from(bytes.subarray(at + 6, at + 6 + 2 * bytes.readUInt16BE(at)))
      .swap16()
      .toString('utf16le');
  };
  let node = tree;
  for (const part of path.split('/')) {
    const first = bytes.readUInt32BE(node + 10);
    const children = Array.from(
      { length: bytes.readUInt32BE(node + 6) },
      (_, i) => tree + (first + i) * nodeSize,
    );
    const found = children.find((child) => nameOf(child) === part);
    if (found === undefined) throw new Error(`No ${path} in the resource bundle`);
    node = found;
  }
  const flags = bytes.readUInt16BE(node + 4);
  if (flags & (DIRECTORY | ZSTD)) throw new Error(`${path} is a folder or compressed with zstd`);
  const at = data + bytes.readUInt32BE(node + 10);
  const content = bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at));
  return flags & COMPRESSED ? inflateSync(content.subarray(4)) : content;
}
