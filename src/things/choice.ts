/**
 * What to draw of a photo, in words or by place: `dog`, `the bicycle`, `2`, `120,80`, `10%,20%,50%,60%`, `all`, joined by commas.
 *
 * Consecutive numbers are one item: one is a thing's number, two are a point, four are a box; each may be followed by %.
 * A semicolon separates items too, also numbers: `1;3` are two things, `1,3` is a point.
 */
import { ClipassoError, invalidOption } from '../errors.ts';

/** Pixels of the upright photo, or per cent of its side. */
export interface Length {
  readonly value: number;
  readonly unit: 'px' | '%';
}

/** One item of a choice. */
export type SubjectPick =
  /** All things that `look` lists. */
  | { readonly kind: 'all' }
  /** The things of that name; with `one` only the most prominent of them. */
  | { readonly kind: 'word'; readonly word: string; readonly one: boolean }
  /** The thing with that number in `look`. */
  | { readonly kind: 'number'; readonly number: number }
  /** The thing at a place. */
  | { readonly kind: 'point'; readonly x: Length; readonly y: Length }
  /** The thing in a box: its upper left corner and its size. */
  | {
      readonly kind: 'box';
      readonly x: Length;
      readonly y: Length;
      readonly width: Length;
      readonly height: Length;
    };

/** Text as above, or the items. */
export type SubjectChoice = string | readonly SubjectPick[];

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(%|px)?$/i;
const ARTICLE = /^(?:the|a|an|one|my)\s+/i;

/**
 * @param name the option's, for messages
 * @throws ClipassoError 'usage' for an invalid choice
 */
export function parseChoice(name: string, choice: SubjectChoice): readonly SubjectPick[] {
  if (typeof choice !== 'string') return checkPicks(name, choice);
  const picks = choice.split(';').flatMap((group) => parseGroup(name, group, choice));
  if (picks.length === 0) throw invalidOption(name, EXPECTED, choice);
  return picks;
}

const EXPECTED =
  'a word, the number of a thing, a point x,y, a box x,y,w,h, all, or several joined by commas';

function parseGroup(name: string, group: string, whole: string): SubjectPick[] {
  const picks: SubjectPick[] = [];
  let row: Length[] = [];
  const endRow = () => {
    if (row.length > 0) picks.push(pickOfRow(name, row, whole));
    row = [];
  };
  for (const text of group.split(',').map((part) => part.trim())) {
    if (text === '') throw invalidOption(name, `${EXPECTED}, none of them empty`, whole);
    const number = NUMBER.exec(text);
    if (number) {
      row.push({ value: Number(number[1]), unit: number[2] === '%' ? '%' : 'px' });
      continue;
    }
    endRow();
    picks.push(pickOfWord(text));
  }
  endRow();
  return picks;
}

function pickOfWord(text: string): SubjectPick {
  const word = text.toLowerCase().replaceAll(/\s+/g, ' ');
  if (word === 'all' || word === 'everything') return { kind: 'all' };
  return { kind: 'word', word: word.replace(ARTICLE, ''), one: ARTICLE.test(word) };
}

function pickOfRow(name: string, row: readonly Length[], whole: string): SubjectPick {
  const [x, y, width, height] = row;
  if (row.length === 1) return { kind: 'number', number: checkNumber(name, x, whole) };
  if (row.length === 2) return { kind: 'point', x, y };
  if (row.length === 4) return checkBox(name, { kind: 'box', x, y, width, height }, whole);
  const advice = 'two are a point, four a box; put a semicolon between several: 1;3 or 40,60;90,20';
  throw new ClipassoError('usage', `${row.length} numbers in a row say nothing for ${name} (${advice})`);
}

function checkNumber(name: string, { value, unit }: Length, whole: unknown): number {
  if (unit === 'px' && Number.isInteger(value) && value >= 1) return value;
  throw invalidOption(name, `a whole number from 1, as clipasso look numbers things, or ${EXPECTED}`, whole);
}

type Box = Extract<SubjectPick, { readonly kind: 'box' }>;

function checkBox(name: string, box: Box, whole: unknown): Box {
  if (box.width.value > 0 && box.height.value > 0) return box;
  throw invalidOption(name, 'a box x,y,w,h with a width and a height above 0', whole);
}

/** Items as a program gives them. */
function checkPicks(name: string, picks: readonly SubjectPick[]): readonly SubjectPick[] {
  if (!Array.isArray(picks) || picks.length === 0) throw invalidOption(name, EXPECTED, picks);
  const isLength = (length: Length | undefined) =>
    Number.isFinite(length?.value) && (length?.unit === 'px' || length?.unit === '%');
  for (const pick of picks as readonly SubjectPick[]) {
    const shown = JSON.stringify(pick);
    if (pick?.kind === 'all') continue;
    else if (pick?.kind === 'word' && typeof pick.word === 'string' && pick.word !== '') continue;
    else if (pick?.kind === 'number') checkNumber(name, { value: pick.number, unit: 'px' }, shown);
    else if (pick?.kind === 'point' && isLength(pick.x) && isLength(pick.y)) continue;
    else if (pick?.kind === 'box' && [pick.x, pick.y, pick.width, pick.height].every(isLength))
      checkBox(name, pick, shown);
    else throw invalidOption(name, EXPECTED, shown);
  }
  return picks;
}
