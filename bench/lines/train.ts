/**
 * `npm run bench:lines`: learns how likely an illustrator would draw a line from labels.json, says how well it foretells photos that it has
 * not seen, and writes src/sources/line-weights.ts. Needs apt-get. Photos of the quality bench are not among those that are learnt from.
 */
import { writeFileSync } from 'node:fs';
import { createEngine } from '../../src/compute/engines.ts';
import { DEFAULT_OPTIONS } from '../../src/options.ts';
import { createTools, prepare } from '../../src/prepare.ts';
import { lineFeatures } from '../../src/sources/line-features.ts';
import { loadDinov2 } from '../../src/teachers/dinov2.ts';
import { fitLogistic } from '../faces/logistic.ts';
import { readOriginal } from '../quality/originals.ts';
import { type LabelledPhoto, lineOnImage, readLineLabels, wantedOf } from './labels.ts';

/** Weight of the square of the model's weights, photos are split in so many parts, and wishes that differ by no more are equal. */
const RIDGE = 10;
const PARTS = 6;
const EQUAL = 0.2;

interface Learnt {
  readonly rows: readonly Float32Array[];
  readonly wanted: readonly number[];
}

const engine = await createEngine('auto', { threads: 0 });
const teacher = await loadDinov2();
const photos: Learnt[] = [];
for (const labelled of readLineLabels()) {
  photos.push(await readExamples(labelled));
  console.log(`photo ${photos.length}: ${labelled.source.member ?? labelled.source.file}`);
}
engine.dispose();
const scores = photos.map((_, p) => {
  const model = learn(photos.filter((_, q) => q % PARTS !== p % PARTS));
  return photos[p]!.rows.map((row) => row.reduce((sum, v, d) => sum + v * model.weight[d]!, model.bias));
});
const cubed = photos.map(({ rows }) => rows.map((row) => Math.exp(row[3]!) * row[0]! ** 3));
console.log(`${photos.flatMap(({ rows }) => rows).length} lines of ${photos.length} photos`);
console.log(`pairs in the right order: ${share(scores)}, by length times strength cubed ${share(cubed)}`);
const { weight, bias } = learn(photos);
writeFileSync(
  new URL('../../src/sources/line-weights.ts', import.meta.url),
  [
    "/** Written by `npm run bench:lines`: the weight of each of a line's features, see line-features.ts, and the bias. */",
    'export const LINE_WEIGHTS: readonly number[] = [',
    ...Array.from(weight, (w) => `  ${Number(w.toFixed(4))},`),
    '];',
    `export const LINE_BIAS = ${Number(bias.toFixed(4))};`,
    '',
  ].join('\n'),
);

async function readExamples({ source, lines }: LabelledPhoto): Promise<Learnt> {
  const clip = () => Promise.reject(new Error('No words are asked for'));
  const tools = createTools(teacher, engine, { clip, aside: null, networks: null });
  const { photo, look, map } = await prepare(readOriginal(source), DEFAULT_OPTIONS, {}, tools);
  const onImage = lines.map((line) => lineOnImage(line, photo.image, look.window, look.image));
  return { rows: lineFeatures(map, onImage), wanted: lines.map(wantedOf) };
}

function learn(of: readonly Learnt[]) {
  return fitLogistic(
    { rows: of.flatMap(({ rows }) => rows), labels: of.flatMap(({ wanted }) => wanted) },
    RIDGE,
  );
}

/** Of pairs of lines of one photo that are not equally wanted, the part in the right order. */
function share(scores: readonly (readonly number[])[]): string {
  let [right, all] = [0, 0];
  photos.forEach(({ wanted }, p) => {
    wanted.forEach((a, i) => {
      wanted.forEach((b, j) => {
        if (a <= b + EQUAL) return;
        all++;
        right += scores[p]![i]! > scores[p]![j]! ? 1 : 0;
      });
    });
  });
  return `${((100 * right) / all).toFixed(1)} % of ${all}`;
}
