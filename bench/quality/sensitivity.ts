/**
 * `npm run bench:sensitivity -- [--only contours,sources] [--photos hopper,dog|all] [--strokes 16,8,32] [--part 0.2] [--least 0.5] [--scene]
 * [--judge] [--out file.json]`: each tuned number 20 % more, and where nothing comes of it 20 % less, and how far that moves the strokes before any
 * optimisation. A number counts as noticed once a stroke, with any of the numbers of strokes, is at least `--least` pixels away from the usual
 * drawing. What one photo notices is not tried on the next; what no photo notices may go. Numbers are set together first, and alone only where
 * that changes the drawing. `--judge` says what a number's change does to the likeness, too.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createEngine } from '../../src/compute/engines.ts';
import { writeFileAtomic } from '../../src/output/write.ts';
import { listParams, type Settings } from '../../src/params.ts';
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

/** Numbers that the start of a drawing of a given number of strokes never asks for. */
const UNUSED = [
  ...['abstraction.', 'tournament.', 'sources.saliency.', 'repetition.', 'ownLines.', 'inkTerms.'],
  ...['contours.wanted', 'contours.headSure', 'strategies.coarse-to-fine.'],
];
/** So many numbers are set together first; then about as many as hold one that is noticed. */
const FIRST_GROUP = 4;
const LARGEST_GROUP = 48;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    photos: { type: 'string', default: 'hopper,dog,cup,windmill,horse,sunflower' },
    strokes: { type: 'string', default: '16,8,32' },
    part: { type: 'string', default: '0.2' },
    least: { type: 'string', default: '0.5' },
    scene: { type: 'boolean', default: false },
    judge: { type: 'boolean', default: false },
    out: {
      type: 'string',
      default: fileURLToPath(new URL('../results/sensitivity.json', import.meta.url)),
    },
  },
});
const part = Number(values.part);
const least = Number(values.least);
const counts = values.strokes.split(',').map(Number);
const wanted = values.only.split(',');
const numbers: TunedNumber[] = Object.entries(listParams(TUNING))
  .filter(
    ([path]) =>
      wanted.some((prefix) => path.startsWith(prefix)) && !UNUSED.some((unused) => path.startsWith(unused)),
  )
  .map(([path, value]) => ({ path, value }));
const sketcher = await createSketcher(
  { iterations: 0, threads: 1, scene: values.scene },
  {},
  rememberingEngine,
);
const scoring = values.judge ? await createScoring() : null;
const entries = await photoEntries();
const changes: Change[] = [];

// one photo after the other, so that what a number does not touch is made once
let size = FIRST_GROUP;
for (const name of values.photos === 'all' ? entries.map((entry) => entry.name) : values.photos.split(',')) {
  const photo = entries.find((entry) => entry.name === name);
  if (!photo)
    throw new Error(`No photo is called ${name}; they are ${entries.map((each) => each.name).join(', ')}`);
  const draw = (strokes: number, tuned: Settings) => draftOf(photoPath(photo), strokes, tuned);
  const usual: Sketch[] = [];
  for (const count of counts) usual.push(await draw(count, {}));
  const likenessOf = scoring && (await scoring(photo));
  for (const factor of [1 + part, 1 - part]) {
    const noticed = new Set(changes.map(({ path }) => path));
    const open = numbers.filter(({ path }) => !noticed.has(path));
    let questions = 0;
    const found = await searchGroups(open, size, async (group) => {
      questions++;
      const tuned = Object.fromEntries(group.map((number) => [number.path, settingOf(number, factor)]));
      const change = await changeOf(usual, (count) => draw(count, tuned));
      console.error(
        `${name} x${factor} ${group[0]!.path} (${group.length}): ${change.error ?? change.moved.toFixed(2)}`,
      );
      if (change.moved < least) return false;
      if (group.length > 1) return true;
      const likeness = likenessOf && change.sketch ? await likenessOf(usual[0]!, change.sketch) : null;
      const { path, value } = group[0]!;
      changes.push({ path, value, photo: name, factor, ...change, likeness });
      return true;
    });
    console.error(`${name} x${factor}: ${found.length} of ${open.length} noticed, ${questions} questions`);
    size = Math.max(1, Math.min(LARGEST_GROUP, Math.round(open.length / (found.length + 1))));
    // what was found so far counts, should the run be stopped
    await save();
  }
}
sketcher.dispose();
const tables = JSON.parse(readFileSync(values.out, 'utf8'));
console.log(markdownTable(tables.noticed));
console.log(markdownTable(tables.unnoticed));

/** The start of a drawing before the network sees it; nothing is computed beyond it. */
function draftOf(photo: string, strokes: number, tuned: Settings): Promise<Sketch> {
  return new Promise((resolve, reject) => {
    const onDraft = (draft: Sketch) => {
      resolve(draft);
      throw new Error('that is enough');
    };
    sketcher.sketch(photo, { strokes }, { tuned, onDraft }).catch(reject);
  });
}

/**
 * How far the stroke is that a drawing, with the first of the numbers of strokes that notices, has more than the usual one or lacks, in pixels
 * of a drawing 224 wide; a setting that draws nothing is as far as can be.
 */
async function changeOf(
  usual: readonly Sketch[],
  draw: (count: number) => Promise<Sketch>,
): Promise<{ moved: number; sketch?: Sketch; error?: string }> {
  let moved = 0;
  try {
    for (const [k, count] of counts.entries()) {
      const sketch = await draw(count);
      moved = Math.max(moved, drawingDistance(usual[k]!, sketch).worstStroke);
      if (moved >= least) return k === 0 ? { sketch, moved } : { moved };
    }
    return { moved };
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
