import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SRC = new URL('../../src/', import.meta.url);
/** What may be loaded before it is known what a command has to do. */
const LIGHT = ['commander', 'picocolors', 'fast-string-truncated-width'];

/** Packages that a module loads as soon as it is imported, each with the chain of files that leads to it. */
function packagesOf(entry: string): Map<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const walk = (url: URL, chain: readonly string[]) => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    const own = [...chain, url.href.slice(SRC.href.length)];
    // the types of an import are erased: `import type`, or nothing but `type` names in the braces
    const text = readFileSync(url, 'utf8');
    const imports = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:([^'";]*?)\s+from\s+)?'([^']+)';/gm);
    for (const [, name] of text.matchAll(
      /^export const .*createRequire\(import\.meta\.url\)\(\s*'([^']+)'/gm,
    ))
      found.set(name, own.join(' > '));
    for (const [, names = '*', from] of imports) {
      const listed = /^\{([\s\S]*)\}$/
        .exec(names)?.[1]
        .split(',')
        .map((name) => name.trim());
      if (listed?.filter(Boolean).every((name) => name.startsWith('type '))) continue;
      if (from.startsWith('.')) walk(new URL(from, url), own);
      else if (!from.startsWith('node:')) found.set(from, own.join(' > '));
    }
  };
  expect(existsSync(fileURLToPath(new URL(entry, SRC)))).toBe(true);
  walk(new URL(entry, SRC), []);
  return found;
}

it('--help, --version and wrong usage load no network, no pixels and no downloads', () => {
  const heavy = [...packagesOf('cli.ts')].filter(([name]) => !LIGHT.includes(name));
  expect(heavy).toEqual([]);
});

it('notices what the library loads', () => {
  const packages = [...packagesOf('index.ts').keys()];
  expect(packages).toEqual(expect.arrayContaining(['sharp', '@napi-rs/canvas']));
});

it('looking for an engine loads tfjs only where one needs it', () => {
  for (const entry of ['compute/engines.ts', 'compute/native.ts', 'compute/onnx.ts', 'sketch.ts'])
    expect([...packagesOf(entry).keys()].filter((name) => name.startsWith('@tensorflow/'))).toEqual([]);
});
