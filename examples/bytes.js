/** node bytes.js [photo]: encodes a drawing in every format without a file, and takes a result through JSON. */
import { strictEqual } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { encodeSketch, OUTPUT_FORMATS, PRESETS, readResultJson, sketch, writeResultJson } from 'clipasso';
import { duck } from './duck.js';

const [photo = duck] = process.argv.slice(2);
const result = await sketch(await readFile(photo), { ...PRESETS.draft, strokes: 4 });

for (const format of OUTPUT_FORMATS) {
  if (format === 'mp4') continue; // needs ffmpeg
  const bytes = await encodeSketch(result.sketch, format, { size: 224 });
  console.log(`${format.padEnd(4)} ${bytes.length} bytes`);
}

const back = readResultJson(writeResultJson(result));
strictEqual(back.sketch.strokes.points.join(), result.sketch.strokes.points.join());
console.log(`JSON keeps all ${back.sketch.strokes.points.length} coordinates, to the last digit`);
