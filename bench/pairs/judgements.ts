/** What blind readers chose: one JSON object a line in judgements.jsonl. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFileAtomic } from '../../src/output/write.ts';
import { type KeyRow, readKeys, SHEETS } from './sets.ts';

export interface Judgement {
  readonly photo: string;
  /** The drawings on the left and on the right: the first HASH_DIGITS digits of the SHA-256 of their files. */
  readonly a: string;
  readonly b: string;
  readonly choice: 'a' | 'b';
  /** Set and reader: `03-b` read set 3; the same letter in another set may be another reader. */
  readonly reader: string;
}

/** Enough to tell some thousand drawings apart. */
export const HASH_DIGITS = 16;
export const shortHash = (hash: string): string => hash.slice(0, HASH_DIGITS);

const JUDGEMENTS = fileURLToPath(new URL('judgements.jsonl', import.meta.url));
const ANSWERS = /^set-(\d+)-reader-(\w+)\.txt$/;
const ANSWER = /^\s*(\d+)\s*[:.]\s*([LR])\b/i;

export function readJudgements(path = JUDGEMENTS): Judgement[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

/** Takes the answers that lie beside the sheets into the file; readers whose answers are gone keep their lines. */
export async function takeAnswers(): Promise<string[]> {
  const keys = readKeys();
  const told: string[] = [];
  const found = readdirSync(SHEETS).flatMap((file) => {
    const match = ANSWERS.exec(file);
    const key = match && keys.get(`set-${match[1]}`);
    if (!match || !key) return [];
    const reader = `${match[1]}-${match[2]}`;
    const { judgements, missing } = judge(readFileSync(join(SHEETS, file), 'utf8'), key, reader);
    told.push(`${reader}: ${judgements.length} answers${missing.length > 0 ? `, none for ${missing}` : ''}`);
    return judgements;
  });
  const readers = new Set(found.map(({ reader }) => reader));
  const kept = readJudgements().filter(({ reader }) => !readers.has(reader));
  const all = [...kept, ...found].sort((x, y) => (x.reader < y.reader ? -1 : x.reader > y.reader ? 1 : 0));
  await writeFileAtomic(JUDGEMENTS, all.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return told;
}

/** One reader's answers, `row: L` or `row: R` a line; other lines say nothing. */
export function judge(text: string, key: readonly KeyRow[], reader: string) {
  const answers = new Map<number, string>();
  for (const line of text.split('\n')) {
    const match = ANSWER.exec(line);
    if (match) answers.set(Number(match[1]), match[2]!.toUpperCase());
  }
  const judgements = key.flatMap(({ row, photo, left, right }): Judgement[] => {
    const answer = answers.get(row);
    if (answer === undefined) return [];
    const choice = answer === 'L' ? 'a' : 'b';
    return [{ photo, a: shortHash(left), b: shortHash(right), choice, reader }];
  });
  return { judgements, missing: key.map(({ row }) => row).filter((row) => !answers.has(row)) };
}
