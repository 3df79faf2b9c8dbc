/**
 * `npm run bench:sensitivity -- [--only contours,sources] [--photos hopper,dog] [--strokes 16] [--part 0.2] [--judge] [--out file.json]`: each tuned
 * number 20 % more, and where that changes nothing 20 % less, and how far it moves the strokes before any optimisation. A number that one photo
 * notices is not tried on the next; numbers that no photo notices may go. Many numbers are set together first, and alone only where that
 * changes the drawing. `--judge` says what a number's change does to the likeness, too.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createEngine } from '../../src/compute/engines.ts';
import { writeFileAtomic } from '../../src/output/write.ts';
import { listParams } from '../../src/params.ts';
import type { Sketch } from '../../src/result.ts';
import { createSketcher } from '../../src/sketch.ts';
import { TUNING } from '../../src/tuning.ts';
import { drawingDistance } from '../../test/goldens/distance.ts';
import { markdownTable } from '../tables.ts';
import { searchGroups } from './group-search.ts';
import { createJudge } from './judge/judge.ts';
import { photoPath } from './judge/subject.ts';
import { photoEntries } from './photos.ts';
import { rememberingEngine } from './remembering-engine.ts';
import {
  type Change,
  heuristicsTable,
  sensitivityTable,
  settingOf,
  type TunedNumber,
  unnoticedTable,
} from './sensitivity-table.ts';

/** Numbers that a drawing of a given number of strokes never asks for before it is optimised. */
const UNUSED = ['abstraction.', 'tournament.', 'sources.saliency.'];
/** So many numbers are set together first. */
const GROUP = 16;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    photos: { type: 'string', default: 'hopper,dog,cup,windmill,horse,sunflower' },
    strokes: { type: 'string', default: '16' },
    part: { type: 'string', default: '0.2' },
    judge: { type: 'boolean', default: false },
    out: {
      type: 'string',
      default: fileURLToPath(new URL('../../docs/experiments/sensitivity.json', import.meta.url)),
    },
  },
});
const part = Number(values.part);
const wanted = values.only.split(',');
const numbers: TunedNumber[] = Object.entries(listParams(TUNING))
  .filter(
    ([path]) =>
      wanted.some((prefix) => path.startsWith(prefix)) && !UNUSED.some((unused) => path.startsWith(unused)),
  )
  .map(([path, value]) => ({ path, value }));
const sketcher = await createSketcher(
  { strokes: Number(values.strokes), iterations: 0, threads: 1 },
  {},
  rememberingEngine,
);
const scoring = values.judge ? await createScoring() : null;
const entries = await photoEntries();
const changes: Change[] = [];

// one photo after the other, so that what a number does not touch is made once
for (const name of values.photos.split(',')) {
  const photo = entries.find((entry) => entry.name === name);
  if (!photo)
    throw new Error(`No photo is called ${name}; they are ${entries.map((each) => each.name).join(', ')}`);
  const draw = async (tuned: Record<string, number | readonly number[]>) =>
    (await sketcher.sketch(photoPath(photo), {}, { tuned })).sketch;
  const usual = await draw({});
  const likenessOf = scoring && (await scoring(photo));
  for (const factor of [1 + part, 1 - part]) {
    const noticed = new Set(changes.map(({ path }) => path));
    const open = numbers.filter(({ path }) => !noticed.has(path));
    await searchGroups(open, GROUP, async (group) => {
      const tuned = Object.fromEntries(group.map((number) => [number.path, settingOf(number, factor)]));
      const change = await changeOf(usual, () => draw(tuned));
      console.error(
        `${name} x${factor} ${group[0]!.path} (${group.length}): ${change.error ?? change.moved}`,
      );
      if (change.moved === 0) return false;
      if (group.length > 1) return true;
      const likeness = likenessOf && change.sketch ? await likenessOf(usual, change.sketch) : null;
      const { path, value } = group[0]!;
      changes.push({ path, value, photo: name, factor, ...change, likeness });
      return true;
    });
    // what was found so far counts, should the run be stopped
    await save();
  }
}
sketcher.dispose();
const tables = JSON.parse(readFileSync(values.out, 'utf8'));
console.log(markdownTable(tables.noticed));
console.log(markdownTable(tables.unnoticed));

/** How far a drawing is from the usual one, in pixels of one 224 wide; a setting that draws nothing is as far as can be. */
async function changeOf(
  usual: Sketch,
  draw: () => Promise<Sketch>,
): Promise<{ moved: number; sketch?: Sketch; error?: string }> {
  try {
    const sketch = await draw();
    return { sketch, moved: drawingDistance(usual, sketch).mean };
  } catch (error) {
    return { moved: Number.POSITIVE_INFINITY, error: (error as Error).message };
  }
}

function save(): Promise<void> {
  const tables = {
    noticed: sensitivityTable(changes),
    unnoticed: unnoticedTable(numbers, changes),
    heuristics: heuristicsTable(numbers, changes),
  };
  return writeFileAtomic(values.out, `${JSON.stringify(tables, null, 2)}\n`);
}

/** How much more alike the photo one drawing is than another, by the judge. */
async function createScoring() {
  const judge = await createJudge(await createEngine('auto', { threads: 1 }));
  return async (entry: (typeof entries)[number]) => {
    const photo = await judge.look(entry);
    const likeness = async (sketch: Sketch) => (await judge.score(sketch, photo, [photo])).likeness;
    return async (usual: Sketch, sketch: Sketch) => (await likeness(sketch)) - (await likeness(usual));
  };
}
