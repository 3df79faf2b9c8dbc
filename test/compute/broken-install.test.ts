/** A copied installation in which onnxruntime's library is missing, as on a system that it has none for. */
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildCli, PLAIN, runCli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { DISC_SVG } from '../helpers/pictures.ts';

const ROOT = join(import.meta.dirname, '../..');
const FLAGS = ['-n', '1', '--iterations', '0', '--seeds', '1', '--views', '1', ...PLAIN];

let cli: string;
let cwd: string;
beforeAll(() => {
  buildCli();
  const copy = temporaryFolder();
  for (const name of ['dist', 'package.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  const packages = join(copy, 'node_modules');
  mkdirSync(packages);
  const linked = readdirSync(join(ROOT, 'node_modules')).filter((name) => name !== 'onnxruntime-node');
  for (const name of linked) symlinkSync(join(ROOT, 'node_modules', name), join(packages, name), 'junction');
  symlinkSync(join(ROOT, 'assets'), join(copy, 'assets'), 'junction');
  for (const name of ['dist', 'package.json']) {
    const path = join('node_modules', 'onnxruntime-node', name);
    cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  }
  cli = join(copy, 'dist/cli.js');
  cwd = temporaryFolder();
  writeFileSync(join(cwd, 'disc.svg'), DISC_SVG);
});

it('says in one line that the engine asked for does not load', async () => {
  const run = await runCli(['sketch', 'disc.svg', '-o', 'a.svg', '--engine', 'onnx', ...FLAGS], { cwd, cli });
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(
    /^clipasso: Engine onnx needs the package onnxruntime-node, which does not load on \S+ \S+ \(.*\): use --engine wasm, or .*\n$/,
  );
});

it('draws with another engine, and says so', async () => {
  const run = await runCli(['sketch', 'disc.svg', '-o', 'b.svg', '--json', ...FLAGS], { cwd, cli });
  expect(run.code).toBe(0);
  expect(run.stderr).toMatch(/which does not load on .*\. The slower engine wasm is used$/m);
  expect(JSON.parse(run.stdout)).toMatchObject({ engine: 'wasm' });
});

it('measures the others', async () => {
  const run = await runCli(['doctor', '--json', '--seconds', '0'], { cwd, cli });
  expect(run.code).toBe(0);
  const { used, engines } = JSON.parse(run.stdout);
  expect(used).toBe('wasm');
  const onnx = engines.find(({ engine }: { engine: string }) => engine === 'onnx');
  expect(onnx).toMatchObject({ ready: false, problem: expect.stringContaining('does not load on') });
});
