/**
 * `npm run bench:pairs -- <step> [--local folder] [--threads n]`: judgements of drawings by blind readers, and a critic trained from
 * them; see README.md. Steps: collect, sheets, answers, measure, train.
 */
import { parseArgs } from 'node:util';
import { collectDrawings } from './collect.ts';
import { trainAndReport } from './critic/train.ts';
import { drawingsOf } from './drawings.ts';
import { measureDrawings } from './features/measure.ts';
import { writeTable } from './features/table.ts';
import { takeAnswers } from './judgements.ts';
import { pairPhotos } from './photos.ts';
import { makeSet, readKeys, SHEETS } from './sets.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { local: { type: 'string' }, threads: { type: 'string', default: '0' } },
});

if (positionals[0] === 'collect')
  await collectDrawings(await pairPhotos(values.local), Number(values.threads));
if (positionals[0] === 'sheets')
  console.log(`${await makeSet(await pairPhotos(values.local))} ready: ${SHEETS}`);
if (positionals[0] === 'measure') {
  const photos = await pairPhotos(values.local);
  const shown = new Set(
    [...readKeys().values()].flatMap((rows) => rows.flatMap(({ left, right }) => [left, right])),
  );
  await measureDrawings(photos, shown, Number(values.threads));
  const drawings = photos.flatMap(({ name }) => drawingsOf(name)).filter(({ hash }) => shown.has(hash));
  const named = drawings.map(({ strokes, version, ...one }) => ({
    ...one,
    version: `${strokes}-${version}`,
  }));
  const byHash = new Map(named.map((one) => [one.hash, one]));
  console.log(`${await writeTable([...byHash.values()])} drawings in the table`);
}
if (positionals[0] === 'answers') for (const line of await takeAnswers()) console.log(line);
if (positionals[0] === 'train') await trainAndReport();
