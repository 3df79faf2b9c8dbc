/**
 * `npm run bench:seeing`: human faces found in the photo set (fetch it with `npm run bench:photos`) and in photos given as arguments.
 * Photos of things and animals should have none, those of faces and persons at least one.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../src/compute/engines.ts';
import { readPhoto } from '../../src/photo/read.ts';
import { findFaces } from '../../src/seeing/faces.ts';
import { PHOTO_FOLDER, photoEntries } from '../quality/photos.ts';

const folder = fileURLToPath(PHOTO_FOLDER);
const kinds = new Map((await photoEntries()).map(({ name, kind }) => [name, kind]));
const human = (file: string) => ['face', 'person'].includes(kinds.get(file.replace(/\.\w+$/, '')) ?? '');
const files = readdirSync(folder).map((file) => ({ path: join(folder, file), human: human(file), file }));
const others = process.argv.slice(2).map((path) => ({ path, human: null, file: path }));

const engine = await createEngine('auto', { threads: 0 });
let [falseFaces, found, missed, milliseconds] = [0, 0, 0, 0];
for (const { path, human: expected, file } of [...files, ...others]) {
  const { image } = await readPhoto(path);
  const start = performance.now();
  const faces = await findFaces(engine, image);
  if (faces.length === 0) milliseconds = performance.now() - start;
  if (expected === false) falseFaces += faces.length;
  if (expected === true && faces.length > 0) found++;
  if (expected === true && faces.length === 0) missed++;
  const list = faces.map(({ score, box }) => `${score.toFixed(2)} ${Math.round(box.width)} px`);
  console.log(`${file}: ${list.join(', ') || 'none'}`);
}
console.log(`People: found in ${found}, missed in ${missed}. False faces: ${falseFaces}.`);
console.log(`The last photo without a face took ${Math.round(milliseconds)} ms.`);
engine.dispose();
