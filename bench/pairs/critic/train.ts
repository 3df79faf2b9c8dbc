/** Trains the critic from the judgements, and says how often it agrees with readers on photos that it has not seen. */
import { fileURLToPath } from 'node:url';
import { writeFileAtomic } from '../../../src/output/write.ts';
import { createRandom } from '../../../src/random.ts';
import { printTable } from '../../measure.ts';
import type { Table } from '../../tables.ts';
import { agreementOf } from '../agreement.ts';
import { type Measured, readTable } from '../features/table.ts';
import { type Judgement, readJudgements } from '../judgements.ts';
import { FEATURE_SETS, featureNames } from './feature-sets.ts';
import { byPhotoInterval, type Interval, isRight, type Judged, judgeUnseen, trainCritic } from './folds.ts';
import { type Comparison, type Critic, margin } from './model.ts';
import { CRITIC } from './score.ts';

const TABLES = fileURLToPath(new URL('../../../docs/experiments/pairs.json', import.meta.url));
/** The set that the critic is trained on. */
const CHOSEN: keyof typeof FEATURE_SETS = 'the judge, from near, and measurable things';

/** What is compared with the critics, without any training. */
const UNTRAINED: Readonly<Record<string, Critic>> = {
  'likeness, the judge of bench:quality': { likeness: 1 },
  'loss, what the program minimises': { loss: -1 },
  'more ink': { ink: 1 },
};
const [BASELINE] = Object.keys(UNTRAINED);

/** A comparison, and whether both drawings had as many strokes to draw with. */
interface Question extends Comparison {
  readonly sameCount: boolean;
}

/** Prints tables, writes them for the documents, and writes the critic. */
export async function trainAndReport(): Promise<void> {
  const judgements = readJudgements();
  const measured = readTable();
  const isHuman = ({ a, b }: Judgement) =>
    [a, b].some((hash) => measured.get(hash)?.version.includes('human'));
  const questions = ask(
    judgements.filter((judgement) => !isHuman(judgement)),
    measured,
  );
  const random = createRandom(0);
  const judged = new Map<string, Judged[]>();
  for (const [title, critic] of Object.entries(UNTRAINED))
    judged.set(
      title,
      questions.map((comparison) => ({ comparison, margin: margin(critic, comparison) })),
    );
  for (const [title, isOfSet] of Object.entries(FEATURE_SETS)) {
    const names = featureNames(measured).filter(isOfSet);
    judged.set(`${title} (${names.length})`, judgeUnseen(questions, names, random.fork(title)));
  }
  const tables = {
    readers: readersTable(judgements, questions, measured),
    agreement: agreementTable(judged),
    foreign: foreignTable(judgements, measured),
  };
  for (const { columns, rows } of Object.values(tables)) printTable([columns, ...rows]);
  const names = featureNames(measured).filter(FEATURE_SETS[CHOSEN]);
  const { critic, ridge } = trainCritic(questions, names, random.fork('all'));
  await writeFileAtomic(CRITIC, `${JSON.stringify({ ridge, weights: rounded(critic) }, null, 1)}\n`);
  await writeFileAtomic(TABLES, `${JSON.stringify(tables, null, 1)}\n`);
}

/** Judgements whose drawings were both measured. */
function ask(judgements: readonly Judgement[], measured: ReadonlyMap<string, Measured>): Question[] {
  return judgements.flatMap(({ photo, a, b, choice }) => {
    const [one, other] = [measured.get(a), measured.get(b)];
    if (!one || !other) return [];
    const sameCount = one.version.split('-')[0] === other.version.split('-')[0];
    return [{ photo, a: one.features, b: other.features, choice, sameCount }];
  });
}

const rounded = (critic: Critic): Critic =>
  Object.fromEntries(Object.entries(critic).map(([name, weight]) => [name, Number(weight.toPrecision(5))]));

const percent = (v: number) => `${(100 * v).toFixed(1)} %`;

function agreementTable(judged: ReadonlyMap<string, readonly Judged[]>): Table {
  const random = createRandom(1);
  const base = new Map(judged.get(BASELINE!)!.map((one) => [one.comparison, isRight(one)]));
  const interval = (all: readonly Judged[], label: string, worth: (one: Judged) => number): Interval =>
    byPhotoInterval(
      all.map((one) => ({ photo: one.comparison.photo, value: worth(one) })),
      random.fork(label),
    );
  const isSame = ({ comparison }: Judged) => (comparison as Question).sameCount;
  const rows = [...judged].map(([title, all]) => {
    const agreement = interval(all, 'agreement', isRight);
    const gain = interval(all, 'gain', (one) => isRight(one) - base.get(one.comparison)!);
    const mean = (part: readonly Judged[]) => part.reduce((sum, one) => sum + isRight(one), 0) / part.length;
    return [
      title,
      percent(agreement.mean),
      `${percent(agreement.low)} to ${percent(agreement.high)}`,
      title === BASELINE ? '-' : `${signed(gain.mean)} (${signed(gain.low)} to ${signed(gain.high)})`,
      percent(mean(all.filter(isSame))),
      percent(mean(all.filter((one) => !isSame(one)))),
    ];
  });
  const columns = ['judged by', 'agrees', '95 %', 'more than likeness', 'same count', 'other counts'];
  return { columns, rows };
}

const signed = (v: number) => `${v < 0 ? '-' : '+'}${(100 * Math.abs(v)).toFixed(1)}`;

function readersTable(
  judgements: readonly Judgement[],
  questions: readonly Question[],
  measured: ReadonlyMap<string, Measured>,
): Table {
  const nameOf = (reader: string) => reader.slice(reader.indexOf('-') + 1);
  const setOf = (reader: string) => reader.slice(0, reader.indexOf('-'));
  const tell = (same: (one: string, other: string) => boolean) => {
    const { pairs, answers, equal } = agreementOf(judgements, same);
    return answers === 0
      ? 'none asked twice'
      : `${percent(equal / answers)} of ${answers} comparisons, ${pairs} pairs`;
  };
  const left = judgements.filter(({ choice }) => choice === 'a').length;
  const rows = [
    ['answers', String(judgements.length)],
    ['sets, readers of a set', countReaders(judgements.map(({ reader }) => reader))],
    ['photos', String(new Set(judgements.map(({ photo }) => photo)).size)],
    ['drawings', String(new Set(judgements.flatMap(({ a, b }) => [a, b])).size)],
    ['answers that the critic is trained on', String(questions.length)],
    ['drawings measured', String(measured.size)],
    ['left chosen', percent(left / judgements.length)],
    ['two readers of one set agree', tell((a, b) => setOf(a) === setOf(b) && a !== b)],
    [
      'a reader agrees with readers of other sets',
      tell((a, b) => setOf(a) !== setOf(b) && nameOf(a) !== nameOf(b)),
    ],
    [
      'the same reader, in another set, with itself',
      tell((a, b) => setOf(a) !== setOf(b) && nameOf(a) === nameOf(b)),
    ],
  ];
  return { columns: ['readers', ''], rows };
}

function countReaders(readers: readonly string[]): string {
  const distinct = [...new Set(readers)];
  const sets = new Set(distinct.map((reader) => reader.split('-')[0]));
  return `${sets.size}, ${(distinct.length / sets.size).toFixed(1)}`;
}

/** How often drawings that the program did not make were chosen over its own. */
function foreignTable(judgements: readonly Judgement[], measured: ReadonlyMap<string, Measured>): Table {
  const kinds = ['published', 'hand', 'human', 'head-near'];
  const kindOf = (hash: string) =>
    kinds.find((kind) => measured.get(hash)?.version.replace(/^\d+-/, '').startsWith(kind)) ?? 'ours';
  const rows = kinds.map((kind) => {
    const beside = judgements.filter(
      ({ a, b }) => [a, b].map(kindOf).filter((found) => found === kind).length === 1,
    );
    const won = beside.filter(({ a, b, choice }) => kindOf(choice === 'a' ? a : b) === kind).length;
    return [kind, String(beside.length), beside.length > 0 ? percent(won / beside.length) : '-'];
  });
  return { columns: ['drawing', 'answers beside another', 'chosen'], rows };
}
