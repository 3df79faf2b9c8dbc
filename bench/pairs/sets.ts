/** Sets of sheets, and the keys that say what is on them; bench/results/pairs/sheets and keys. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Random } from '../../src/random.ts';
import { candidatePairs, type Inked, type Pair, pairKey, pickWeighted, shuffled } from './choose-pairs.ts';
import { type Drawing, drawingsOf } from './drawings.ts';
import { type PairPhoto, RESULTS } from './photos.ts';
import { inkPlane, readDrawing } from './picture.ts';
import { pairSheet } from './sheet.ts';

export const SHEETS = join(RESULTS, 'sheets');
const KEYS = join(RESULTS, 'keys');

/** Where a pair is shown: rows are counted over all sheets of a set from 1. */
export interface KeyRow {
  readonly row: number;
  readonly photo: string;
  readonly left: string;
  readonly right: string;
  readonly versions: readonly [string, string];
}

const SET = {
  sheets: 6,
  rows: 8,
  /** Of these pairs one in so many has been shown before, with sides drawn anew. */
  repeats: 8,
  /** Side in pixels at which ink is compared. */
  inkSide: 96,
};

export function readKeys(): Map<string, readonly KeyRow[]> {
  if (!existsSync(KEYS)) return new Map();
  const names = readdirSync(KEYS).sort();
  return new Map(
    names.map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(KEYS, file), 'utf8'))]),
  );
}

/** Makes the next set. @returns its name */
export async function makeSet(photos: readonly PairPhoto[]): Promise<string> {
  const keys = readKeys();
  const name = `set-${String(keys.size + 1).padStart(2, '0')}`;
  const random = createRandom(keys.size + 1).fork('set');
  const drawings = new Map(photos.map(({ name }) => [name, drawingsOf(name)]));
  const pairs = shuffled(await choosePairs(drawings, [...keys.values()].flat(), random), random);
  const paths = new Map(photos.map(({ name, path }) => [name, path]));
  mkdirSync(SHEETS, { recursive: true });
  mkdirSync(KEYS, { recursive: true });
  const key: KeyRow[] = [];
  for (let s = 0; s < SET.sheets; s++) {
    const rows = [];
    for (const { photo, a, b } of pairs.slice(s * SET.rows, (s + 1) * SET.rows)) {
      const [left, right] = random.integer(2) === 0 ? [a, b] : [b, a];
      rows.push({
        photo: paths.get(photo)!,
        left: await readDrawing(left),
        right: await readDrawing(right),
      });
      const versions = [nameOf(left), nameOf(right)] as const;
      key.push({ row: key.length + 1, photo, left: left.hash, right: right.hash, versions });
    }
    writeFileSync(join(SHEETS, `${name}-${s + 1}.png`), await pairSheet(rows, s * SET.rows + 1));
  }
  writeFileSync(join(KEYS, `${name}.json`), `${JSON.stringify(key, null, 1)}\n`);
  return name;
}

const nameOf = ({ strokes, version }: Drawing) => `${strokes}-${version}`;

/** The photos shown least come first, each with one pair, until the set is full; then some pairs again. */
async function choosePairs(
  drawings: ReadonlyMap<string, readonly Drawing[]>,
  shownRows: readonly KeyRow[],
  random: Random,
): Promise<Pair[]> {
  const total = SET.sheets * SET.rows;
  const again = shownRows.length > 0 ? Math.floor(total / SET.repeats) : 0;
  const shown = new Set(shownRows.map(({ left, right }) => pairKey(left, right)));
  const timesShown = (photo: string) => shownRows.filter((row) => row.photo === photo).length;
  const order = shuffled([...drawings.keys()], random).sort((a, b) => timesShown(a) - timesShown(b));
  const pairs: Pair[] = [];
  for (let k = 0; pairs.length < total - again && k < 4 * order.length; k++) {
    const found = candidatePairs(await inked(drawings.get(order[k % order.length]!)!), shown);
    if (found.length === 0) continue;
    const { pair } = pickWeighted(found, random);
    pairs.push(pair);
    shown.add(pairKey(pair.a.hash, pair.b.hash));
  }
  const byHash = new Map([...drawings.values()].flat().map((drawing) => [drawing.hash, drawing]));
  const old = shuffled(shownRows, random).slice(0, total - pairs.length);
  return [
    ...pairs,
    ...old.map(({ photo, left, right }) => ({ photo, a: byHash.get(left)!, b: byHash.get(right)! })),
  ];
}

async function inked(drawings: readonly Drawing[]): Promise<Inked[]> {
  const all = [];
  for (const drawing of drawings)
    all.push({ drawing, ink: inkPlane(await readDrawing(drawing), SET.inkSide) });
  return all;
}
