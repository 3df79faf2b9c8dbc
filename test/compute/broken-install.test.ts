/** A copied installation in which native libraries are missing, as on a system that there are none for. */
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildCli, PLAIN, runCli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { DISC_SVG } from '../helpers/pictures.ts';
import '../helpers/patience.ts';

const ROOT = join(import.meta.dirname, '../..');
const FLAGS = ['-n', '1', '--iterations', '0', '--seeds', '1', '--views', '1', ...PLAIN];

/** Folders that are not as they are here. */
const BROKEN = ['@tensorflow', 'tfjs-node', 'onnxruntime-node'];

let cli: string;
let cwd: string;
beforeAll(() => {
  buildCli();
  const copy = temporaryFolder();
  for (const name of ['dist', 'package.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  mkdirSync(join(copy, 'node_modules/@tensorflow'), { recursive: true });
  const link = (path: string) => symlinkSync(join(ROOT, path), join(copy, path), 'junction');
  link('assets');
  for (const folder of ['node_modules', 'node_modules/@tensorflow'])
    for (const name of readdirSync(join(ROOT, folder))) if (!BROKEN.includes(name)) link(`${folder}/${name}`);
  const native = join(copy, 'node_modules/@tensorflow/tfjs-node');
  mkdirSync(native);
  writeFileSync(join(native, 'index.js'), "throw new Error('libtensorflow.so.2: cannot open\\nand more')");
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

it('goes on with another engine, and says so before it draws', async () => {
  const args = ['sketch', 'disc.svg', '-o', 'b.svg', ...FLAGS];
  const run = await runCli(args, { cwd, cli, killAt: 'The slower engine wasm is used' });
  expect(run.stderr).toMatch(/^clipasso: .* does not load on .*\. The slower engine wasm is used\n$/);
});

it('measures the others', async () => {
  const run = await runCli(['doctor', '--json', '--seconds', '0'], { cwd, cli });
  expect(run.code).toBe(0);
  const { used, engines } = JSON.parse(run.stdout);
  expect(used).toBe('wasm');
  expect(engines).toMatchObject([
    { engine: 'tfjs-gpu', ready: false, problem: expect.stringContaining('which is not installed') },
    ...['cuda', 'directml', 'coreml', 'webgpu'].map((engine) => ({
      engine,
      ready: false,
      problem: expect.stringContaining('which does not load on'),
    })),
    { engine: 'onnx', ready: false, problem: expect.stringContaining('which does not load on') },
    {
      engine: 'tfjs-node',
      ready: false,
      problem: expect.stringContaining('(libtensorflow.so.2: cannot open)'),
    },
    { engine: 'wasm', ready: true, secondsPerRun: expect.any(Number) },
  ]);
});
