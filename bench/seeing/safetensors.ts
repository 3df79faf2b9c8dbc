/** Writes weights as a safetensors file, sorted by name, 4-byte types first so that all are aligned. */
import type { Weight } from './tfjs-graph.ts';

export function encodeSafetensors(weights: ReadonlyMap<string, Weight>): Uint8Array {
  const wide = ({ type }: Weight) => (type === 'F16' ? 1 : 0);
  const sorted = [...weights].sort(([a, x], [b, y]) => wide(x) - wide(y) || (a < b ? -1 : 1));
  const header: Record<string, unknown> = {};
  let position = 0;
  for (const [name, { shape, bytes, type }] of sorted) {
    header[name] = { dtype: type, shape, data_offsets: [position, position + bytes.length] };
    position += bytes.length;
  }
  const text = JSON.stringify(header);
  const json = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([size, json, ...sorted.map(([, { bytes }]) => bytes)]);
}
