/**
 * `npm run bench:sensitivity -- [--only contours] [--photos hopper,dog] [--strokes 16] [--part 0.2] [--out file.json]`: each tuned number 20 %
 * more, and where that changes nothing 20 % less, and how far it moves the strokes before any optimisation. The judge looks only at drawings
 * that changed. Numbers that no photo notices may go.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createEngine } from '../../src/compute/engines.ts';
import { writeFileAtomic } from '../../src/output/write.ts';
import { listParams } from '../../src/params.ts';
import { createSketcher } from '../../src/sketch.ts';
import { TUNING } from '../../src/tuning.ts';
import { drawingDistance } from '../../test/goldens/distance.ts';
import { markdownTable, type Table } from '../tables.ts';
import { createJudge } from './judge/judge.ts';
import { photoEntries } from './photos.ts';
import { rememberingEngine } from './remembering-engine.ts';
import { type Change, scaled, sensitivityTable } from './sensitivity-table.ts';

/** Numbers that a drawing of a given number of strokes never asks for before it is optimised. */
const UNUSED = ['abstraction.', 'tournament.', 'sources.saliency.'];

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    photos: { type: 'string', default: 'hopper,dog,duck' },
    strokes: { type: 'string', default: '16' },
    part: { type: 'string', default: '0.2' },
    out: {
      type: 'string',
      default: fileURLToPath(new URL('../../docs/experiments/sensitivity.json', import.meta.url)),
    },
  },
});
const part = Number(values.part);
const numbers = Object.entries(listParams(TUNING)).filter(
  ([path]) => path.startsWith(values.only) && !UNUSED.some((unused) => path.startsWith(unused)),
);
const engine = await createEngine('auto', { threads: 1 });
const judge = await createJudge(engine);
const options = { strokes: Number(values.strokes), iterations: 0, threads: 1 };
const sketcher = await createSketcher(options, {}, rememberingEngine);
const changes: Change[] = [];

// one photo after the other, so that what a number does not touch is made once
for (const name of values.photos.split(',')) {
  const photo = await judge.look((await photoEntries()).find((entry) => entry.name === name)!);
  const draw = async (tuned: Record<string, number | number[]>) => {
    const { sketch, loss } = await sketcher.sketch(photo.path, {}, { tuned });
    return { sketch, loss };
  };
  const usual = await draw({});
  const save = () => {
    const tables: Record<string, Table> = { numbers: sensitivityTable(changes) };
    return writeFileAtomic(values.out, `${JSON.stringify(tables, null, 2)}\n`);
  };
  const { likeness } = await judge.score(usual.sketch, photo, [photo]);
  for (const [path, value] of numbers) {
    for (const factor of [1 + part, 1 - part]) {
      const set = [value].flat().map((v) => Number(scaled(v, factor).toPrecision(6)));
      const change: Change = { photo: name, path, value, set };
      try {
        const { sketch, loss } = await draw({ [path]: Array.isArray(value) ? set : set[0]! });
        const { mean } = drawingDistance(usual.sketch, sketch);
        const seen = mean > 0 ? (await judge.score(sketch, photo, [photo])).likeness - likeness : 0;
        changes.push({ ...change, moved: mean, likeness: seen, loss: loss / usual.loss - 1 });
      } catch (error) {
        changes.push({ ...change, error: (error as Error).message });
      }
      const { moved = 0, error } = changes.at(-1)!;
      console.error(`${name} ${path}=${set.join()}: ${error ?? moved.toFixed(3)}`);
      if (moved > 0) break;
    }
    // what was found so far counts, should the run be stopped
    await save();
  }
}
sketcher.dispose();
engine.dispose();
console.log(markdownTable(JSON.parse(readFileSync(values.out, 'utf8')).numbers));
