import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const IGNORED = ['**/node_modules/**', 'dist/**', 'out/**', 'bench/results/**'];
const pages = globSync('**/*.md', { cwd: ROOT, ignore: IGNORED }).sort();

/** Files of the repository that a page links to or shows, relative to the root. */
function linksOf(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/\]\(([^)#\s]+)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(page), target));
}

describe('documents', () => {
  it.each(pages)('%s links to files that exist', (page) => {
    expect(linksOf(page).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('show every picture that is kept for them', () => {
    const shown = new Set(pages.flatMap(linksOf));
    const pictures = globSync('docs/**/*.{png,jpg,svg,gif}', { cwd: ROOT });
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((path) => !shown.has(path))).toEqual([]);
  });
});
