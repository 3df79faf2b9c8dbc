import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillTables, markdownTable, pages } from '../../bench/tables.ts';

describe('tables of the documents', () => {
  it('are those that their numbers give (npm run docs:tables)', () => {
    expect(pages().length).toBeGreaterThan(10);
    for (const page of pages()) {
      const text = readFileSync(page, 'utf8');
      expect(fillTables(text, dirname(page)), page).toBe(text);
    }
  });

  it('have numbers with the column’s decimals and text as it is', () => {
    const table = markdownTable({
      columns: ['photo', 'likeness'],
      digits: [null, 3],
      rows: [
        ['duck', 0.6],
        ['cup', 'none'],
      ],
    });
    expect(table).toBe('| photo | likeness |\n| --- | --- |\n| duck | 0.600 |\n| cup | none |\n');
  });

  it('refuse rows of another length, and names of no table', () => {
    expect(() => markdownTable({ columns: ['a', 'b'], rows: [[1]] })).toThrow(
      '1 cells in a row of 2 columns',
    );
    expect(() => fillTables('<!-- table: mutation#nothing -->\n<!-- /table -->', 'docs/experiments')).toThrow(
      'has no table nothing',
    );
  });
});
