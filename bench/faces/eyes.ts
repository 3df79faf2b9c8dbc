/**
 * `npm run bench:eyes -- [--of animals|fresh|things] [--set path=value ...] [--json file]`: how many eyes of animals are found where they
 * are, and how many where there are none, on photos that the probes were not trained on (animals.json), on those that no rule was made by
 * either (fresh.json), or on the set's photos of things, which have none. --set changes tuned numbers (src/tuning.ts).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createEngine } from '../../src/compute/engines.ts';
import { lookAtPhoto } from '../../src/photo/look.ts';
import { readPhoto } from '../../src/photo/read.ts';
import { loadDinov2 } from '../../src/teachers/dinov2.ts';
import { tune } from '../../src/tuning.ts';
import { photoPath } from '../quality/judge/subject.ts';
import { parseSettings } from '../quality/methods.ts';
import { readOriginal } from '../quality/originals.ts';
import { type PhotoPackage, photoEntries } from '../quality/photos.ts';
import { countEyes, type EyeCount, type LabelledEyes } from './count-eyes.ts';

interface Fresh {
  readonly photos: readonly (LabelledEyes & { readonly source: PhotoPackage; readonly licence: string })[];
}

interface Animals {
  readonly package: { readonly apt: string; readonly folder: string };
  readonly photos: readonly (LabelledEyes & { readonly activity: string })[];
  readonly ofTheSet: readonly LabelledEyes[];
}

const THINGS = new Set(['object', 'vehicle', 'plant', 'building']);
const PHOTOS = { animals: animalPhotos, fresh: freshPhotos, things: thingsOfTheSet };

const { values } = parseArgs({
  options: {
    of: { type: 'string', default: 'animals' },
    set: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
  },
});
const { look: params } = tune(parseSettings(values.set));
const readJson = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const engine = await createEngine('auto', { threads: 0 });
const reader = (await loadDinov2()).reader(engine);
const rows: (EyeCount & { name: string })[] = [];
const list = Object.entries(PHOTOS).find(([name]) => name === values.of)?.[1];
if (!list) throw new Error(`--of takes ${Object.keys(PHOTOS).join(', ')}, not ${values.of}`);
for await (const { label, source } of list()) {
  const photo = await readPhoto(source);
  const { landmarks, window, image } = await lookAtPhoto(photo, 'auto', reader, true, params);
  const found = landmarks
    .filter(({ kind }) => kind === 'eye')
    .map(({ x, y }) => ({
      x: window.x + (x * window.width) / image.width,
      y: window.y + (y * window.height) / image.height,
    }));
  const count = countEyes(found, label, photo.image);
  rows.push({ name: label.name, ...count });
  console.log(`| ${label.name} | ${count.eyes} | ${count.right} | ${count.wrong} |`);
}
engine.dispose();
const sum = (of: (row: EyeCount) => number) => rows.reduce((total, row) => total + of(row), 0);
const [eyes, right, wrong] = [sum((row) => row.eyes), sum((row) => row.right), sum((row) => row.wrong)];
const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
console.log(`${rows.length} photos: right ${right} of ${eyes} eyes (${percent(right, eyes)}),`);
console.log(`false ${wrong} of ${right + wrong} that were found (${percent(wrong, right + wrong)}).`);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ rows, eyes, right, wrong }, null, 1)}\n`);

interface Photo {
  readonly label: LabelledEyes;
  readonly source: Buffer | string;
}

function* freshPhotos(): Generator<Photo> {
  const fresh: Fresh = readJson('fresh.json');
  for (const { source, ...label } of fresh.photos) yield { label, source: readOriginal(source) };
}

async function* thingsOfTheSet(): AsyncGenerator<Photo> {
  for (const entry of await photoEntries())
    if (THINGS.has(entry.kind))
      yield { label: { name: entry.name, head: 1, eyes: [] }, source: photoPath(entry) };
}

async function* animalPhotos(): AsyncGenerator<Photo> {
  const animals: Animals = readJson('animals.json');
  const { apt, folder } = animals.package;
  for (const label of animals.photos) {
    const { activity, name } = label;
    const member = `gcompris/src/activities/${activity}/resource/animals/${name}.webp`;
    yield { label, source: readOriginal({ apt, file: `${folder}${activity}.rcc`, member }) };
  }
  const entries = await photoEntries();
  for (const label of animals.ofTheSet) {
    const entry = entries.find(({ name }) => name === label.name)!;
    yield { label, source: photoPath(entry) };
  }
}
