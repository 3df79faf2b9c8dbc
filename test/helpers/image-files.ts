/** Image files that sharp does not write, and headers that lie. */
import { crc32, deflateSync } from 'node:zlib';

type Rgb = readonly [number, number, number];

/** An uncompressed BMP of 24 bits, rows from the bottom. */
export function bmp(width: number, height: number, colour: (x: number, y: number) => Rgb): Buffer {
  const row = 4 * Math.ceil((3 * width) / 4);
  const file = Buffer.alloc(54 + row * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [r, g, b] = colour(x, y);
      file.set([b, g, r], 54 + (height - 1 - y) * row + 3 * x);
    }
  }
  return file;
}

/** A PNG's header with another size. */
export function pngOfSize(png: Buffer, width: number, height: number): Buffer {
  const file = Buffer.from(png);
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  file.writeUInt32BE(crc32(file.subarray(12, 29)), 29);
  return file;
}

/** A chunk of a PNG, with its length and checksum. */
export function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** The PNG with chunks after its header. */
export function pngWith(png: Buffer, ...chunks: readonly Buffer[]): Buffer {
  const header = 8 + 25;
  return Buffer.concat([png.subarray(0, header), ...chunks, png.subarray(header)]);
}

/** The PNG with so many texts of 7 MB each, compressed. */
export function pngWithTexts(png: Buffer, count: number): Buffer {
  const text = deflateSync(Buffer.alloc(7e6, 'a'));
  const chunks = Array.from({ length: count }, (_, k) =>
    pngChunk('iTXt', Buffer.concat([Buffer.from(`k${k}\0\x01\0\0\0`, 'latin1'), text])),
  );
  return pngWith(png, ...chunks);
}

/** A JPEG's frame header with another size. */
export function jpegOfSize(jpeg: Buffer, width: number, height: number): Buffer {
  const file = Buffer.from(jpeg);
  let at = 2;
  while (file[at + 1] < 0xc0 || file[at + 1] > 0xc2) at += 2 + file.readUInt16BE(at + 2);
  file.writeUInt16BE(height, at + 5);
  file.writeUInt16BE(width, at + 7);
  return file;
}

/** A TIFF of 8 bit RGB whose strips of `rows` rows are all the same. */
export function tiffOfStrips(width: number, height: number, rows: number): Buffer {
  const strip = deflateSync(Buffer.alloc(width * rows * 3, 200));
  const count = Math.ceil(height / rows);
  const entries: [tag: number, type: 3 | 4, values: number[]][] = [
    [256, 4, [width]],
    [257, 4, [height]],
    [258, 3, [8, 8, 8]],
    [259, 3, [8]],
    [262, 3, [2]],
    [273, 4, Array(count).fill(0)],
    [277, 3, [3]],
    [278, 4, [rows]],
    [279, 4, Array(count).fill(strip.length)],
  ];
  const head = 8 + 2 + 12 * entries.length + 4;
  const sizeOf = (type: 3 | 4, values: readonly number[]) => (type === 3 ? 2 : 4) * values.length;
  const long = entries.filter(([, type, values]) => sizeOf(type, values) > 4);
  const data = head + long.reduce((sum, [, type, values]) => sum + sizeOf(type, values), 0);
  entries[5][2].fill(data);
  const file = Buffer.alloc(data + strip.length);
  file.write('II*\0\x08\0\0\0', 'latin1');
  file.writeUInt16LE(entries.length, 8);
  let free = head;
  entries.forEach(([tag, type, values], i) => {
    const at = 10 + 12 * i;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(values.length, at + 4);
    const inline = sizeOf(type, values) <= 4;
    const to = inline ? at + 8 : free;
    if (!inline) {
      file.writeUInt32LE(free, at + 8);
      free += sizeOf(type, values);
    }
    const write = (type === 3 ? file.writeUInt16LE : file.writeUInt32LE).bind(file);
    for (const [k, value] of values.entries()) write(value, to + (type === 3 ? 2 : 4) * k);
  });
  strip.copy(file, data);
  return file;
}
