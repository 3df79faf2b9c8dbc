import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import { buildCli } from '../helpers/cli.ts';
import { examplePath } from '../helpers/examples.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const folder = temporaryFolder();

/** A program that sketches the photo that it is given, in a thread whose code lies beside its own. */
const PROGRAM = `
import { createSketcher } from 'clipasso';
const [photo, assets] = process.argv.slice(2);
const options = { strokes: 3, seeds: 1, views: 1, iterations: 1, init: 'saliency', contours: 0, focus: 0, mask: 'none', threads: 1 };
try {
  const sketcher = await createSketcher(options, { assets, worker: new URL('./thread.js', import.meta.url) });
  const { sketch } = await sketcher.sketch(photo);
  sketcher.dispose();
  console.log(sketch.strokes.widths.length + ' strokes');
} catch (error) {
  console.log(error.code + ': ' + error.message);
}
`;

beforeAll(async () => {
  buildCli();
  writeFileSync(join(folder, 'program.js'), PROGRAM);
  symlinkSync(`${ROOT}node_modules`, join(folder, 'node_modules'), 'junction');
  // as docs/library.md says
  const { warnings } = await build({
    entryPoints: { program: join(folder, 'program.js'), thread: 'clipasso/thread' },
    alias: { 'clipasso/thread': `${ROOT}dist/thread/thread.js`, clipasso: `${ROOT}dist/index.js` },
    absWorkingDir: ROOT,
    outdir: join(folder, 'bundle'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['sharp', '@napi-rs/canvas', 'onnxruntime-node', 'heic-decode'],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'silent',
  });
  expect(warnings.map(({ text }) => text)).toEqual([]);
  writeFileSync(join(folder, 'bundle', 'package.json'), '{ "type": "module" }');
});

function runBundle(...args: readonly string[]) {
  const env = { ...process.env, CLIPASSO_ASSETS: '' };
  const run = spawnSync(process.execPath, ['program.js', ...args], {
    cwd: join(folder, 'bundle'),
    env,
    encoding: 'utf8',
  });
  return run.stdout + run.stderr;
}

it('a bundle sketches with copied assets, thread and all', () => {
  expect(runBundle(examplePath('duck'), `${ROOT}assets`)).toBe('3 strokes\n');
});

it('a bundle without its assets says what is missing, and how to bring it', () => {
  expect(runBundle(examplePath('duck'))).toMatch(
    /^model: What ships with clipasso is missing .*CLIPASSO_ASSETS.*\n$/,
  );
});
