/**
 * `npm run bench:quality -- [--methods a,b] [--strokes 8,16] [--photos dog,cat | --split tune] [--run name]
 * [--set contours.headGain=0.7]`: sketches the
 * photos by each method, judges the drawings and writes sheets, a page and tables to bench/results/quality/<run>. Taken
 * up where it stopped when started again with the same name; the first method is what the others are compared with.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createEngine } from '../../src/compute/engines.ts';
import { createSketcher } from '../../src/sketch.ts';
import { openCritic } from '../pairs/critic/score.ts';
import { benchPhoto } from '../pairs/photos.ts';
import { createJudge } from './judge/judge.ts';
import { DEFAULT_METHODS, parseMethod } from './methods.ts';
import { photoEntries } from './photos.ts';
import { htmlPage } from './report/page.ts';
import { contactSheet, type SheetRow } from './report/sheet.ts';
import { type Row, tables } from './report/table.ts';
import { makeSketch } from './sketches.ts';

const { values } = parseArgs({
  options: {
    methods: { type: 'string', default: DEFAULT_METHODS.join(',') },
    strokes: { type: 'string', default: '4,8,16,32' },
    photos: { type: 'string' },
    split: { type: 'string' },
    run: { type: 'string', default: 'latest' },
    set: { type: 'string', multiple: true, default: [] },
  },
});
const methods = values.methods.split(',').map((name) => parseMethod([name, ...values.set].join('+')));
const counts = values.strokes.split(',').map(Number);
const wanted = values.photos?.split(',');
const folder = fileURLToPath(new URL(`../results/quality/${values.run}/`, import.meta.url));

const judgeEngine = await createEngine('wasm', { threads: 0 });
const judge = await createJudge(judgeEngine);
const criticEngine = await createEngine('auto', { threads: 0 });
const critic = await openCritic(criticEngine);
const photos = [];
for (const entry of await photoEntries()) photos.push(await judge.look(entry));
const chosen = photos.filter(
  ({ entry }) => (wanted?.includes(entry.name) ?? true) && (values.split ?? entry.split) === entry.split,
);

const sketcher = await createSketcher();
const rows: Row[] = [];
const sections: { strokes: number; rows: SheetRow[] }[] = [];
for (const strokes of counts) {
  const sheet: SheetRow[] = [];
  for (const photo of chosen) {
    const cells = [];
    for (const method of methods) {
      const { sketch, loss, terms, seconds } = await makeSketch(
        sketcher,
        photo,
        method,
        strokes,
        join(folder, 'sketches'),
      );
      const scores = await judge.score(sketch, photo, photos);
      const { name, split } = photo.entry;
      const likes = await critic.score(benchPhoto(photo.entry), sketch);
      rows.push({
        ...{ photo: name, split, method: method.name, strokes },
        ...{ critic: likes, loss, terms, seconds, scores },
      });
      cells.push({
        sketch,
        caption: `${method.name}  ${likes.toFixed(2)}  ${scores.likeness.toFixed(3)}  #${scores.rank}`,
      });
      console.log(
        `${name} ${strokes} ${method.name}: critic ${likes.toFixed(2)}, likeness ${scores.likeness.toFixed(3)}, ${seconds.toFixed(1)} s`,
      );
    }
    sheet.push({ photo: photo.path, cells });
  }
  sections.push({ strokes, rows: sheet });
}
sketcher.dispose();
judgeEngine.dispose();
criticEngine.dispose();

mkdirSync(folder, { recursive: true });
for (const { strokes, rows: sheet } of sections)
  writeFileSync(join(folder, `sheet-${strokes}.png`), await contactSheet(sheet));
const titled = sections.map(({ strokes, rows: sheet }) => ({ title: `${strokes} strokes`, rows: sheet }));
writeFileSync(join(folder, 'index.html'), await htmlPage(titled));
writeFileSync(join(folder, 'table.json'), JSON.stringify(rows, null, 1));
writeFileSync(join(folder, 'table.md'), tables(rows, methods[0]!.name));
console.log(join(folder, 'table.md'));
