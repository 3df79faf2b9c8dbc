/** Trains the critic from the judgements, and says how often it agrees with readers on photos that it has not seen. */
import { writeFileAtomic } from '../../../src/output/write.ts';
import { createRandom } from '../../../src/random.ts';
import { printTable } from '../../measure.ts';
import { type Agreement, agreementOf } from '../agreement.ts';
import { type Measured, readTable } from '../features/table.ts';
import { type Judgement, readJudgements } from '../judgements.ts';
import { FEATURE_SETS, featureNames } from './feature-sets.ts';
import { byPhotoInterval, type Interval, isRight, type Judged, judgeUnseen, trainCritic } from './folds.ts';
import { type Comparison, margin } from './model.ts';
import { CRITIC } from './score.ts';

const LIKENESS = { likeness: 1 };

export async function trainAndReport(): Promise<void> {
  const judgements = readJudgements();
  const measured = readTable();
  const isHuman = (hash: string) => measured.get(hash)?.version.includes('human') ?? false;
  const ofHumans = judgements.filter(({ a, b }) => isHuman(a) || isHuman(b));
  const own = judgements.filter(({ a, b }) => !isHuman(a) && !isHuman(b));
  const comparisons = compare(own, measured);
  reportReaders(judgements, ofHumans, isHuman, comparisons);

  const random = createRandom(0);
  const likeness = comparisons.map(
    (comparison): Judged => ({ comparison, margin: margin(LIKENESS, comparison) }),
  );
  const rows = [['likeness', ...intervalCells(agreementInterval(likeness)), '-']];
  const rightOf = new Map(likeness.map((judged) => [judged.comparison, isRight(judged)]));
  for (const [title, pick] of Object.entries(FEATURE_SETS)) {
    const names = featureNames(measured).filter(pick);
    const judged = judgeUnseen(comparisons, names, random.fork(title));
    const gain = judged.map((one) => ({
      photo: one.comparison.photo,
      value: isRight(one) - rightOf.get(one.comparison)!,
    }));
    const difference = byPhotoInterval(gain, random.fork('gain'));
    rows.push([
      `${title} (${names.length})`,
      ...intervalCells(agreementInterval(judged)),
      intervalCells(difference).join(' '),
    ]);
  }
  printTable([['judged by', 'agreement', '95 %', 'more than likeness'], ...rows]);

  const names = featureNames(measured).filter(FEATURE_SETS.all);
  const { critic, ridge } = trainCritic(comparisons, names, random.fork('all'));
  await writeFileAtomic(CRITIC, `${JSON.stringify({ ridge, weights: critic }, null, 1)}\n`);
}

/** Judgements whose drawings were both measured. */
function compare(judgements: readonly Judgement[], measured: ReadonlyMap<string, Measured>): Comparison[] {
  return judgements.flatMap(({ photo, a, b, choice }) => {
    const [one, other] = [measured.get(a), measured.get(b)];
    return one && other ? [{ photo, a: one.features, b: other.features, choice }] : [];
  });
}

function agreementInterval(judged: readonly Judged[]): Interval {
  const values = judged.map((one) => ({ photo: one.comparison.photo, value: isRight(one) }));
  return byPhotoInterval(values, createRandom(1).fork('interval'));
}

const percent = (v: number) => `${(100 * v).toFixed(1)} %`;
const intervalCells = ({ mean, low, high }: Interval) => [
  percent(mean),
  `${percent(low)} to ${percent(high)}`,
];

function reportReaders(
  judgements: readonly Judgement[],
  ofHumans: readonly Judgement[],
  isHuman: (hash: string) => boolean,
  comparisons: readonly Comparison[],
): void {
  const tell = ({ pairs, answers, equal }: Agreement) =>
    answers === 0
      ? 'none'
      : `${percent(equal / answers)} of ${answers} comparisons of answers on ${pairs} pairs`;
  const photos = new Set(comparisons.map(({ photo }) => photo)).size;
  console.log(
    `${judgements.length} judgements, ${comparisons.length} of them measured, over ${photos} photos`,
  );
  const left = judgements.filter(({ choice }) => choice === 'a').length;
  console.log(`left chosen: ${percent(left / judgements.length)}`);
  console.log(`readers with each other: ${tell(agreementOf(judgements, (a, b) => a !== b))}`);
  const forHuman = ofHumans.filter(({ a, choice }) => isHuman(a) === (choice === 'a')).length;
  console.log(`human sketches chosen: ${forHuman} of ${ofHumans.length}`);
  console.log();
}
