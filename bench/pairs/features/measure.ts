/** Measures every drawing that was shown, photo by photo; what is measured is kept in bench/results/pairs/features. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../../src/compute/engines.ts';
import { loadTeacher } from '../../../src/teachers/registry.ts';
import { createTools } from '../../../src/tools.ts';
import { distinctDrawings, drawingsOf } from '../drawings.ts';
import { type PairPhoto, RESULTS } from '../photos.ts';
import { readDrawing } from '../picture.ts';
import { factsOf } from './facts.ts';
import { createFeatureNetworks, type Features, featuresOf, lookAt } from './features.ts';

const FOLDER = join(RESULTS, 'features');

/** @param shown hashes of the drawings that are wanted */
export async function measureDrawings(
  photos: readonly PairPhoto[],
  shown: ReadonlySet<string>,
  threads: number,
): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const engine = await createEngine('auto', { threads });
  const noClip = () => Promise.reject(new Error('phrases are not asked for'));
  const tools = createTools(await loadTeacher('dinov2-small'), engine, { clip: noClip, aside: null });
  const networks = await createFeatureNetworks(engine);
  for (const photo of photos) {
    const known = readMeasured(photo.name);
    const wanted = distinctDrawings(drawingsOf(photo.name)).filter(
      ({ hash }) => shown.has(hash) && !known[hash],
    );
    if (wanted.length === 0) continue;
    const facts = await factsOf(photo, tools);
    const targets = await lookAt(facts, networks);
    for (const drawing of wanted)
      known[drawing.hash] = await featuresOf(await readDrawing(drawing), facts, networks, targets);
    writeFileSync(fileOf(photo.name), JSON.stringify(known));
    console.log(`${photo.name}: ${wanted.length} drawings measured`);
  }
  engine.dispose();
}

/** Features of a photo's drawings that were measured, by hash. */
export function readMeasured(photo: string): Record<string, Features> {
  const path = fileOf(photo);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

const fileOf = (photo: string) => join(FOLDER, `${photo}.json`);
