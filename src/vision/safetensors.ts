/**
 * Reader of the safetensors format (https://huggingface.co/docs/safetensors): 8 bytes of little-endian header length,
 * a JSON header, then the tensors' bytes without holes. Files come from strangers, so nothing in the header is believed
 * before it is checked. Tensors are read one at a time, when asked for.
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ClipassoError } from '../errors.ts';
import { systemReason } from '../system-reason.ts';
import { widenBF16, widenF16 } from './half.ts';

export interface TensorEntry {
  /** As in the file: 'F32', 'F16', 'BF16', 'I64', ... */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** First byte and the byte after the last, counted from the start of the file. */
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsFile {
  readonly path: string;
  /** Of its header, size and time of change: another file has another. */
  readonly fingerprint: string;
  readonly entries: ReadonlyMap<string, TensorEntry>;
  /**
   * The values of one tensor, row-major, widened to 32-bit floats; or only its values [from, to).
   * @throws ClipassoError 'model' when there is no such tensor, it is not F32, F16, BF16 or I8, or the file has shrunk.
   */
  read(name: string, from?: number, to?: number): Float32Array;
  /** The same of a tensor of signed bytes, as they are. @throws ClipassoError 'model' when it is none, or the file has shrunk */
  readBytes(name: string): Int8Array;
}

/** The format's own limit; larger headers are an attack or not safetensors. */
const MAX_HEADER_BYTES = 100_000_000;

const DTYPE_BYTES: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  I64: 8,
  U64: 8,
  F64: 8,
};

/**
 * Opens a file and checks its header.
 * @throws ClipassoError 'model' when it is missing, truncated, too long, or its header contradicts itself or the file.
 */
export function openSafetensors(path: string): SafetensorsFile {
  const { size, modified, header, start } = withFile(path, (fd) => readHeader(fd, path));
  const entries = parseHeader(path, header, start, size);
  return {
    path,
    fingerprint: createHash('sha256').update(`${size} ${modified} ${header}`).digest('hex'),
    entries,
    read: (name, from, to) => readTensor(path, name, entries.get(name), from, to),
    readBytes: (name) => readSignedBytes(path, name, entries.get(name)),
  };
}

function readHeader(fd: number, path: string) {
  const { size, mtimeMs: modified } = fstatSync(fd);
  if (size < 8) throw damaged(path, `it has ${size} bytes, too few for a header`);
  const length = Number(readBytes(fd, path, 0, 8).readBigUInt64LE());
  if (length > MAX_HEADER_BYTES) throw damaged(path, 'its header length is impossible');
  if (8 + length > size) throw damaged(path, 'it ends inside its header');
  return { size, modified, header: readBytes(fd, path, 8, 8 + length).toString('utf8'), start: 8 + length };
}

function parseHeader(path: string, header: string, start: number, size: number): Map<string, TensorEntry> {
  const json = parseObject(path, header);
  const entries = new Map<string, TensorEntry>();
  for (const [name, value] of Object.entries(json)) {
    if (name !== '__metadata__') entries.set(name, parseEntry(path, name, value, start, size));
  }
  const ordered = [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let position = start;
  for (const [name, { begin, end }] of ordered) {
    if (begin < position) throw damaged(path, `tensor ${name} overlaps another`);
    if (begin > position) throw damaged(path, `there is a hole of ${begin - position} bytes before ${name}`);
    position = end;
  }
  if (position < size)
    throw damaged(path, `it has ${size - position} bytes that no tensor in its header uses`);
  return entries;
}

function parseObject(path: string, header: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(header);
  } catch {
    throw damaged(path, 'its header is not JSON');
  }
  if (!isRecord(value)) throw damaged(path, 'its header is not a JSON object');
  return value;
}

function parseEntry(path: string, name: string, value: unknown, start: number, size: number): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = isRecord(value) ? value : {};
  if (typeof dtype !== 'string' || !isCounts(shape) || !isCounts(offsets) || offsets.length !== 2)
    throw damaged(path, `the header's entry for ${name} is malformed`);
  const [first, last] = offsets as [number, number];
  if (first > last) throw damaged(path, `tensor ${name} ends before it begins`);
  if (start + last > size) throw damaged(path, `it ends before tensor ${name} does`);
  const bytes = shape.reduce((product, n) => product * n, DTYPE_BYTES[dtype] ?? Number.NaN);
  if (dtype in DTYPE_BYTES && bytes !== last - first)
    throw damaged(path, `tensor ${name} should have ${bytes} bytes but has ${last - first}`);
  return { dtype, shape, begin: start + first, end: start + last };
}

function readTensor(
  path: string,
  name: string,
  entry: TensorEntry | undefined,
  from = 0,
  to?: number,
): Float32Array {
  if (entry === undefined) throw new ClipassoError('model', `${path} has no tensor ${name}`);
  const { dtype, begin, end } = entry;
  if (dtype !== 'F32' && dtype !== 'F16' && dtype !== 'BF16' && dtype !== 'I8')
    throw new ClipassoError(
      'model',
      `${path}: tensor ${name} is ${dtype}; only F32, F16, BF16 and I8 are read`,
    );
  const size = DTYPE_BYTES[dtype]!;
  const last = to === undefined ? end : Math.min(end, begin + to * size);
  const first = Math.min(last, begin + from * size);
  const values = new Float32Array((last - first) / size);
  withFile(path, (fd) => {
    if (dtype === 'F32') fill(fd, path, first, new Uint8Array(values.buffer));
    else if (dtype === 'I8') fillFromBytes(fd, path, first, values);
    else widenFile(fd, path, first, dtype === 'F16' ? widenF16 : widenBF16, values);
  });
  return values;
}

function readSignedBytes(path: string, name: string, entry: TensorEntry | undefined): Int8Array {
  if (entry?.dtype !== 'I8')
    throw new ClipassoError('model', `${path} has no tensor ${name} of signed bytes`);
  const bytes = new Int8Array(entry.end - entry.begin);
  withFile(path, (fd) => fill(fd, path, entry.begin, new Uint8Array(bytes.buffer)));
  return bytes;
}

/** Reads as many signed bytes from byte `begin` on as there are `values`. */
function fillFromBytes(fd: number, path: string, begin: number, values: Float32Array): void {
  const bytes = new Int8Array(values.length);
  fill(fd, path, begin, new Uint8Array(bytes.buffer));
  values.set(bytes);
}

/** Values that are widened at a time: what was read of them is still in the cache. */
const WIDENED_AT_ONCE = 32_768;

/** Reads as many halves from byte `begin` on as there are `values`. */
function widenFile(
  fd: number,
  path: string,
  begin: number,
  widen: (halves: Uint16Array, out: Float32Array) => void,
  values: Float32Array,
): void {
  const halves = new Uint16Array(Math.min(values.length, WIDENED_AT_ONCE));
  for (let done = 0; done < values.length; done += halves.length) {
    const part = halves.subarray(0, values.length - done);
    fill(fd, path, begin + 2 * done, new Uint8Array(part.buffer, 0, part.byteLength));
    widen(part, values.subarray(done, done + part.length));
  }
}

/** Fills `bytes` with those of the file from `begin` on. */
function fill(fd: number, path: string, begin: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    const count = readSync(fd, bytes, done, bytes.length - done, begin + done);
    if (count === 0) throw damaged(path, 'it ended while being read');
    done += count;
  }
}

function readBytes(fd: number, path: string, begin: number, end: number): Buffer {
  const buffer = Buffer.alloc(end - begin);
  fill(fd, path, begin, buffer);
  return buffer;
}

function withFile<T>(path: string, use: (fd: number) => T): T {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (cause) {
    throw new ClipassoError('model', `Cannot open the weights ${path}: ${systemReason(cause)}`, { cause });
  }
  try {
    return use(fd);
  } catch (cause) {
    if (cause instanceof ClipassoError) throw cause;
    throw new ClipassoError('model', `Cannot read the weights ${path}: ${systemReason(cause)}`, { cause });
  } finally {
    closeSync(fd);
  }
}

function damaged(path: string, why: string): ClipassoError {
  return new ClipassoError('model', `${path} is not a sound safetensors file: ${why}; fetch it again`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}
