import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { buildCli } from '../helpers/cli.ts';

const DIST = new URL('../../dist/', import.meta.url);

beforeAll(buildCli);

it('the public typings refer to no package, so that they compile wherever Node.js’s own do', () => {
  const seen = new Set<string>();
  const packages: string[] = [];
  const walk = (url: URL) => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    for (const [, from] of readFileSync(url, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)) {
      if (from.startsWith('.')) walk(new URL(from.replace(/\.(ts|js)$/, '.d.ts'), url));
      else packages.push(`${from} in ${url.href.slice(DIST.href.length)}`);
    }
  };
  walk(new URL('index.d.ts', DIST));
  expect(packages).toEqual([]);
  expect(seen.size).toBeGreaterThan(10);
});
