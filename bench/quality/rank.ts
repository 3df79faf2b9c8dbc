/**
 * `npm run bench:ranking [-- photo ...]`: does a distance rank a good drawing of a photo above worse ones? Every
 * candidate loss must, before it is worth optimising. Writes bench/results/ranking/table.md and pairs.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../src/compute/engines.ts';
import { createSketcher, type Sketch } from '../../src/sketch.ts';
import { loadDinov2 } from '../../src/vision/dinov2.ts';
import { onlySubject, squarePhoto, squareSketch } from './judge/picture.ts';
import { photoPath, subjectMask } from './judge/subject.ts';
import { photoEntries } from './photos.ts';
import { distancesFor, type PatchFeatures } from './ranking/distances.ts';
import { contourDrawings, GOOD_STROKES, type NamedSketch, worseDrawings } from './ranking/drawings.ts';
import { judgeLook, type Look, visionTransformerLook } from './ranking/looks.ts';
import { type Pair, rankingTable } from './ranking/table.ts';

const OTHERS = 3;
const COUNTS = [8, GOOD_STROKES, 32];

const wanted = process.argv.slice(2);
const entries = (await photoEntries()).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const sketcher = await createSketcher();
const drawings: Sketch[][] = [];
for (const entry of entries) drawings.push(await contourDrawings(sketcher, photoPath(entry), COUNTS));
sketcher.dispose();
const engine = await createEngine('auto', { threads: 0 });
const judgeEngine = await createEngine('wasm', { threads: 0 });
const teacher = await loadDinov2();
const looks = [
  ...teacher.parts.map(({ network }) => visionTransformerLook(engine, network)),
  judgeLook(judgeEngine),
];
const pairs: Pair[] = [];
for (const look of await Promise.all(looks)) {
  for (const [i, entry] of entries.entries()) {
    const photo = await subjectFeatures(look, i);
    const [few, good, many] = drawings[i]!;
    const others = Array.from(
      { length: OTHERS },
      (_, k) => drawings[(i + 5 * (k + 1)) % drawings.length]![1]!,
    );
    const bad = worseDrawings(good!, others, i);
    const counted = [few!, many!].map((sketch, k) => ({
      kind: `${k === 0 ? COUNTS[0] : COUNTS[2]} strokes`,
      sketch,
    }));
    const [best, ...rest] = await featuresOf(look, [{ kind: 'good', sketch: good! }, ...bad, ...counted]);
    for (const [tap, target] of Object.entries(photo))
      for (const [distance, prepare] of Object.entries(distancesFor(target.count))) {
        const measure = prepare(target);
        const goodDistance = measure(best!.features[tap]!);
        for (const { kind, features } of rest) {
          const what = { network: look.name, tap, distance, photo: entry.name, kind };
          pairs.push({ ...what, good: goodDistance, bad: measure(features[tap]!) });
        }
      }
    console.log(`${look.name}: ${entry.name}`);
  }
}
engine.dispose();
judgeEngine.dispose();

const folder = fileURLToPath(new URL('../results/ranking/', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/pairs.json`, JSON.stringify(pairs));
writeFileSync(`${folder}/table.md`, rankingTable(pairs));
console.log(`${folder}table.md`);

async function subjectFeatures(look: Look, i: number): Promise<Readonly<Record<string, PatchFeatures>>> {
  const mask = await subjectMask(entries[i]!, look.size);
  return look.features(onlySubject(await squarePhoto(photoPath(entries[i]!), look.size), mask));
}

async function featuresOf(look: Look, sketches: readonly NamedSketch[]) {
  const found = [];
  for (const { kind, sketch } of sketches)
    found.push({ kind, features: await look.features(squareSketch(sketch, look.size)) });
  return found;
}
