/**
 * `npm run bench:ranking [-- photo ...]`: does a distance rank a good drawing of a photo above worse ones? Every
 * candidate loss must, before it is worth optimising. Writes bench/results/ranking/table.md and pairs.json.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../src/compute/engines.ts';
import { createSketcher, type Sketch } from '../../src/sketch.ts';
import { loadDinov2 } from '../../src/teachers/dinov2.ts';
import { photoPath } from './judge/subject.ts';
import { photoEntries } from './photos.ts';
import { type Comparison, comparePhoto } from './ranking/compare.ts';
import { contourDrawings, GOOD_STROKES, worseDrawings } from './ranking/drawings.ts';
import { handDrawing } from './ranking/hand.ts';
import { judgeNetwork, visionTransformer } from './ranking/networks.ts';
import { type Pair, rankingTable } from './ranking/table.ts';

/** Other photos whose drawings are compared, taken this far apart so that they show other kinds of subject. */
const OTHERS = 3;
const STRIDE = 5;

const wanted = process.argv.slice(2);
const entries = (await photoEntries()).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const drawings = await drawAll();
const engine = await createEngine('auto', { threads: 0 });
const judgeEngine = await createEngine('wasm', { threads: 0 });
const networks = [await judgeNetwork(judgeEngine)];
for (const { network } of (await loadDinov2()).parts) networks.push(await visionTransformer(engine, network));
const pairs: Pair[] = [];
for (const ranked of networks)
  for (const [i, entry] of entries.entries()) {
    pairs.push(...(await comparePhoto(ranked, entry, comparisonsOf(i))));
    console.log(`${ranked.name}: ${entry.name}`);
  }
engine.dispose();
judgeEngine.dispose();

const folder = fileURLToPath(new URL('../results/ranking/', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/pairs.json`, JSON.stringify(pairs));
writeFileSync(`${folder}/table.md`, rankingTable(pairs));
console.log(`${folder}table.md`);

/** Per photo its contour start with few, the good number of and many strokes. */
async function drawAll(): Promise<Sketch[][]> {
  const sketcher = await createSketcher();
  const all = [];
  for (const entry of entries)
    all.push(await contourDrawings(sketcher, photoPath(entry), [8, GOOD_STROKES, 32]));
  sketcher.dispose();
  return all;
}

function comparisonsOf(i: number): Comparison[] {
  const [few, good, many] = drawings[i]! as [Sketch, Sketch, Sketch];
  const others = [...drawings.slice(i + 1), ...drawings.slice(0, i)]
    .filter((_, k) => k % STRIDE === 0)
    .slice(0, OTHERS)
    .map(([, other]) => other!);
  const start = { kind: 'contour for hand', sketch: good };
  const counted = [
    { kind: '8 strokes', sketch: few },
    { kind: '32 strokes', sketch: many },
  ];
  const worse = [...worseDrawings(good, others, i), ...counted];
  const hand = handDrawing(entries[i]!.name, good);
  const byHand = hand ? [{ better: { kind: 'hand', sketch: hand }, worse: [start] }] : [];
  return [{ better: start, worse }, ...byHand];
}
