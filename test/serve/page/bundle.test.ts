/** What the browser has to load before the page can be used, as it is built into the package. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { buildPage } from '../../helpers/cli.ts';

/** Gzipped, in kB; raise it only for a reason. */
const BUDGET = 60;

let files: { readonly path: string; readonly text: string }[];
beforeAll(() => {
  const folder = buildPage();
  files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
});
const loaded = () => files.filter(({ path }) => /\.(html|js|css|svg)$/.test(path));

it('is small', () => {
  const kilobytes = loaded().reduce((sum, { text }) => sum + gzipSync(text).length / 1000, 0);
  expect(loaded().length).toBeGreaterThan(2);
  expect(kilobytes).toBeLessThan(BUDGET);
});

it('has no script and no style in its HTML, which its Content-Security-Policy would refuse', () => {
  const { text } = files.find(({ path }) => path === 'index.html')!;
  expect(text).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

it('names no address elsewhere but those of XML', () => {
  const addresses = loaded().flatMap(
    ({ text }) => text.match(/(?:https?:)?\/\/[a-z0-9-]+\.[a-z][^\s"'`)]*/gi) ?? [],
  );
  expect(addresses.filter((address) => !address.startsWith('http://www.w3.org/'))).toEqual([]);
});

it('comes with the licences of what is in it', () => {
  const { text } = files.find(({ path }) => path === 'licences.md')!;
  expect(text).toContain('preact');
  expect(text).toContain('@preact/signals');
  expect(text).toMatch(/MIT/);
});
