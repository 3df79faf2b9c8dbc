/**
 * `npm run bench:pairs -- <step> [--local folder] [--threads n]`: judgements of drawings by blind readers, and a critic trained from
 * them; see README.md. Steps: collect, sheets, answers, measure, train.
 */
import { parseArgs } from 'node:util';
import { collectDrawings } from './collect.ts';
import { trainAndReport } from './critic/train.ts';
import { distinctDrawings, drawingsOf } from './drawings.ts';
import { measureDrawings } from './features/measure.ts';
import { writeTable } from './features/table.ts';
import { readJudgements, shortHash, takeAnswers } from './judgements.ts';
import { pairPhotos } from './photos.ts';
import { makeSet, SHEETS } from './sets.ts';
import { keepStrokes, restoreDrawings } from './strokes-table.ts';

const STEPS = ['collect', 'sheets', 'answers', 'measure', 'train'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { local: { type: 'string' }, threads: { type: 'string', default: '0' } },
});

if (positionals[0] === 'collect')
  await collectDrawings(await pairPhotos(values.local), Number(values.threads));
if (positionals[0] === 'sheets')
  console.log(`${await makeSet(await pairPhotos(values.local))} ready: ${SHEETS}`);
if (positionals[0] === 'measure') {
  await restoreDrawings();
  const photos = await pairPhotos(values.local);
  const drawings = photos.flatMap(({ name }) => drawingsOf(name));
  const shown = new Set(readJudgements().flatMap(({ a, b }) => [a, b]));
  const wanted = distinctDrawings(drawings.filter(({ hash }) => shown.has(shortHash(hash))));
  await measureDrawings(photos, new Set(wanted.map(({ hash }) => hash)), Number(values.threads));
  console.log(`features of ${await writeTable(wanted)} drawings, strokes of ${await keepStrokes(wanted)}`);
}
if (positionals[0] === 'answers') for (const line of await takeAnswers()) console.log(line);
if (positionals[0] === 'train') await trainAndReport();
if (!STEPS.includes(positionals[0] ?? '')) {
  console.error(`Name a step: ${STEPS.join(', ')}`);
  process.exitCode = 2;
}
