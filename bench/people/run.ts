/**
 * `npm run bench:people`: draws the portraits (their packages are fetched if need be) at 16 and 8 strokes and makes sheets for blind
 * readers: a drawing beside all photos, and beside the four of its pose. `-- --score answers.json...` counts what readers answered,
 * `{ "sheet-01": 7, ... }` each; the key lies beside the sheets, in bench/results/people/sheets.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom, type Random } from '../../src/random.ts';
import { createSketcher } from '../../src/sketch.ts';
import { writeStrokesJson } from '../../src/strokes/json.ts';
import { printTable } from '../measure.ts';
import { portraitEntries, portraitPath } from './portraits.ts';
import { type Answers, type Key, type KeyEntry, scoreAnswers } from './score.ts';
import { choiceSheet } from './sheet.ts';

const FOLDER = fileURLToPath(new URL('../results/people/sheets/', import.meta.url));
const KEY = join(FOLDER, 'key.json');
const STROKES = [16, 8];

const readJson = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T;

if (process.argv[2] === '--score') {
  const readers = process.argv.slice(3).map((path) => readJson<Answers>(path));
  printTable([
    ['photos', 'strokes', 'answers', 'right', 'missed'],
    ...scoreAnswers(readJson<Key>(KEY), readers),
  ]);
} else await makeSheets();

async function makeSheets(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const entries = await portraitEntries();
  const paths = new Map<string, string>();
  for (const entry of entries) paths.set(entry.name, await portraitPath(entry));
  const random = createRandom(1).fork('sheets');
  const sheets: { readonly entry: KeyEntry; readonly png: Buffer }[] = [];
  const sketcher = await createSketcher();
  for (const entry of entries) {
    for (const strokes of STROKES) {
      const { sketch } = await sketcher.sketch(paths.get(entry.name)!, { strokes });
      writeFileSync(join(FOLDER, `${entry.name}-${strokes}.json`), writeStrokesJson(sketch));
      for (const others of [entries, entries.filter(({ pose }) => pose === entry.pose)]) {
        const shown = shuffled(others, random);
        const right = shown.indexOf(entry) + 1;
        const png = await choiceSheet(
          sketch,
          shown.map(({ name }) => paths.get(name)!),
        );
        sheets.push({ entry: { name: entry.name, strokes, choices: shown.length, right }, png });
      }
      console.log(`${entry.name}: ${strokes} strokes`);
    }
  }
  sketcher.dispose();
  const key: Record<string, KeyEntry> = {};
  for (const [k, { entry, png }] of shuffled(sheets, random).entries()) {
    const name = `sheet-${String(k + 1).padStart(2, '0')}`;
    writeFileSync(join(FOLDER, `${name}.png`), png);
    key[name] = entry;
  }
  writeFileSync(KEY, `${JSON.stringify(key, null, 2)}\n`);
}

/** In another order (R. Durstenfeld, "Algorithm 235: Random permutation", 1964). */
function shuffled<T>(values: readonly T[], random: Random): T[] {
  const out = [...values];
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}
