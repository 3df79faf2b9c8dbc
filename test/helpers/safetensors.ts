/** Writes safetensors files, sound and broken ones, for tests. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';

export interface StoredTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** A tensor of 32-bit floats. */
export function f32(shape: readonly number[], values: Float32Array): StoredTensor {
  return { dtype: 'F32', shape, bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
}

export function writeSafetensors(path: string, tensors: Readonly<Record<string, StoredTensor>>): void {
  const header: Record<string, unknown> = {};
  let position = 0;
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [position, position + bytes.length] };
    position += bytes.length;
  }
  writeRaw(path, JSON.stringify(header), Buffer.concat(Object.values(tensors).map((t) => t.bytes)));
}

/** Any header before any body. */
export function writeRaw(
  path: string,
  header: string,
  body: Uint8Array,
  length = Buffer.byteLength(header),
): void {
  writeFileSync(path, withHeader(header, body, length));
}

/** A sound file of so many bytes, with one random tensor. */
export function randomWeights(bytes: number): Buffer {
  const headerOf = (count: number) =>
    JSON.stringify({ tensor: { dtype: 'U8', shape: [count], data_offsets: [0, count] } });
  const count = bytes - 8 - headerOf(bytes).length;
  return withHeader(headerOf(count).padEnd(headerOf(bytes).length), randomBytes(count));
}

function withHeader(header: string, body: Uint8Array, length = Buffer.byteLength(header)): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(length));
  return Buffer.concat([size, Buffer.from(header), body]);
}
