/**
 * Tables of the documents, from the numbers they stand on. `npm run docs:tables` fills, in every page under docs/,
 *
 *     <!-- table: starts-by-strokes#starts -->
 *     ...
 *     <!-- /table -->
 *
 * with the table `starts` of starts-by-strokes.json in the page's own folder. The test of this file fails when a page is behind.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';

/** Rows of numbers and words. */
export interface Table {
  readonly columns: readonly string[];
  /** Decimals of each column's numbers; null, or left out, for columns of text. */
  readonly digits?: readonly (number | null)[];
  readonly rows: readonly (readonly (string | number)[])[];
}

const DOCS = fileURLToPath(new URL('../docs/', import.meta.url));
const BLOCK = /<!-- table: ([\w-]+)#([\w-]+) -->\n[\s\S]*?<!-- \/table -->/g;

/** Paths of all pages that may hold tables. */
export function pages(): string[] {
  return globSync('**/*.md', { cwd: DOCS, absolute: true }).sort();
}

/**
 * The page with all its tables as their numbers are now.
 * @param folder where the page is
 * @throws Error naming a table that does not exist
 */
export function fillTables(text: string, folder: string): string {
  return text.replaceAll(BLOCK, (_, file: string, name: string) => {
    const tables: Record<string, Table> = JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8'));
    const table = tables[name];
    if (!table) throw new Error(`${join(folder, file)}.json has no table ${name}`);
    return `<!-- table: ${file}#${name} -->\n${markdownTable(table)}<!-- /table -->`;
  });
}

/** @throws Error if a row is longer or shorter than the head */
export function markdownTable({ columns, digits, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const body = rows.map((row) => {
    if (row.length !== columns.length)
      throw new Error(`${row.length} cells in a row of ${columns.length} columns`);
    return line(row.map((cell, i) => (typeof cell === 'number' ? cell.toFixed(digits?.[i] ?? 0) : cell)));
  });
  return line(columns) + line(columns.map(() => '---')) + body.join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const page of pages()) {
    const text = readFileSync(page, 'utf8');
    const filled = fillTables(text, dirname(page));
    if (filled === text) continue;
    writeFileSync(page, filled);
    console.log(page);
  }
}
