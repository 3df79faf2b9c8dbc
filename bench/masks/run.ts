/**
 * `npm run bench:masks -- [--count 8] [--only checked|composites] [--set path=value ...] [--against path=value ...] [--before run] [--seed 0] [--run name]`:
 * how well the subject's mask is found, on masks that were checked by eye and on composites. --count composites a split; the
 * network takes a second or two for each look. --set changes tuned numbers (src/tuning.ts); --against measures a second mask
 * with other numbers on the same photos, --before takes an earlier run's masks instead. Writes bench/results/masks/<run>: table.md, scores.json, worst.png.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createEngine } from '../../src/compute/engines.ts';
import { lookAtPhoto } from '../../src/photo/look.ts';
import type { PhotoReader } from '../../src/photo/reader.ts';
import { maskOverPhoto } from '../../src/photo/subject.ts';
import type { Plane, RgbImage } from '../../src/raster/raster.ts';
import { loadDinov2 } from '../../src/teachers/dinov2.ts';
import { tune } from '../../src/tuning.ts';
import { parseSettings } from '../quality/methods.ts';
import { checkedCases } from './checked.ts';
import { type MaskCase, makeComposite, type Split } from './composites.ts';
import { atScoreSize, type Score, scoreMask } from './score.ts';
import { type Result, summarise } from './table.ts';
import { drawWorst } from './worst.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '8' },
    only: { type: 'string', default: '' },
    set: { type: 'string', multiple: true, default: [] },
    against: { type: 'string', multiple: true },
    before: { type: 'string' },
    seed: { type: 'string', default: '0' },
    run: { type: 'string', default: 'masks' },
  },
});
const count = Number(values.count);
const variants = [values.set, ...(values.against ? [values.against] : [])].map((list) =>
  tune(parseSettings(list)),
);
const before = values.before === undefined ? new Map<string, Score>() : earlierScores(values.before);
const engine = await createEngine('auto', { threads: 0 });
const reader = (await loadDinov2()).reader(engine);
const results: Result[] = [];
for await (const one of cases()) {
  const memory = remember(reader);
  const truth = atScoreSize(one.truth);
  const found: Plane[] = [];
  for (const { look } of variants) {
    const photo = {
      image: one.image,
      alpha: null,
      originalWidth: one.image.width,
      originalHeight: one.image.height,
    };
    found.push(atScoreSize(maskOverPhoto(await lookAtPhoto(photo, 'auto', memory, false, look), one.image)));
  }
  const [score, second] = found.map((mask) => scoreMask(mask, truth));
  const other = second ?? before.get(`${one.split} ${one.name}`);
  results.push({ case: one, truth, found: found[0]!, score: score!, other });
  console.error(
    `${one.name}: IoU ${score!.iou.toFixed(3)}${other ? `, ${other.iou.toFixed(3)} against` : ''}`,
  );
}
engine.dispose();

const folder = fileURLToPath(new URL(`../results/masks/${values.run}/`, import.meta.url));
mkdirSync(folder, { recursive: true });
const table = summarise(results);
writeFileSync(`${folder}table.md`, table);
const scores = results.map(({ case: { name, group, split }, score, other }) => ({
  name,
  group,
  split,
  score,
  other,
}));
writeFileSync(`${folder}scores.json`, JSON.stringify(scores, null, 1));
await drawWorst(results, `${folder}worst.png`);
console.log(table);

async function* cases(): AsyncGenerator<MaskCase> {
  if (values.only !== 'composites') yield* checkedCases();
  if (values.only === 'checked') return;
  for (const split of ['tune', 'test'] as const satisfies Split[]) {
    for (let i = 0; i < count; i++) yield makeComposite(split, i, Number(values.seed));
  }
}

/** Scores of an earlier run by split and name. */
function earlierScores(run: string): Map<string, Score> {
  const path = new URL(`../results/masks/${run}/scores.json`, import.meta.url);
  const list: { name: string; split: Split; score: Score }[] = JSON.parse(readFileSync(path, 'utf8'));
  return new Map(list.map(({ name, split, score }) => [`${split} ${name}`, score]));
}

/** Runs the network once for each picture, whatever the number of variants; attention is not computed. */
function remember(reader: PhotoReader): PhotoReader {
  const known = new Map<string, ReturnType<PhotoReader['subject']>>();
  const salient = new Map<string, ReturnType<PhotoReader['salience']>>();
  const keyOf = ({ width, height, data }: RgbImage) =>
    `${width} ${height} ${data.reduce((sum, v, i) => sum + v * ((i % 9973) + 1), 0)}`;
  return {
    canvas: reader.canvas,
    face: reader.face,
    boundaries: reader.boundaries,
    subject: (image) => {
      const maps = known.get(keyOf(image)) ?? reader.subject(image);
      known.set(keyOf(image), maps);
      return maps;
    },
    salience: (image) => {
      const map = salient.get(keyOf(image)) ?? reader.salience(image);
      salient.set(keyOf(image), map);
      return map;
    },
  };
}
