import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildCli, PLAIN, runCli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { DISC_SVG } from '../helpers/pictures.ts';
import { type Surroundings, watchedSurroundings } from '../helpers/watched-process.ts';
import '../helpers/patience.ts';

const COMPUTE = new URL('../../dist/compute/', import.meta.url).href;

/** A module's text that squares a number on the onnx engine. */
const USE_ENGINE = `
  const { createEngine } = await import('${COMPUTE}engines.js');
  const tf = await import('${COMPUTE}tf.js');
  const engine = await createEngine('onnx', { threads: 1 });
  const run = ({ x }) => ({ y: tf.square(x) });
  const compiled = await engine.compile({ key: 'square', inputs: { x: { shape: [1] } }, weights: [], run });
  await compiled.run({ x: { shape: [1], data: new Float32Array([3]) } });
  engine.dispose();
`;

let surroundings: Surroundings;
beforeAll(buildCli);
beforeEach(async () => {
  surroundings = await watchedSurroundings(temporaryFolder());
});
afterEach(() => surroundings.close());

describe('onnxruntime reports nothing and leaves nothing behind', () => {
  it('in a program that uses the engine', async () => {
    const env = { ...process.env, ...surroundings.env };
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', USE_ENGINE], {
      env,
    });
    expect(surroundings.requests).toEqual([]);
    expect(surroundings.files()).toEqual([]);
  });

  it('in a sketch', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'disc.svg'), DISC_SVG);
    const flags = ['-n', '1', ...'--iterations 0 --seeds 1 --views 1 --threads 1'.split(' '), ...PLAIN];
    const run = await runCli(['sketch', 'disc.svg', '-o', 'drawn.svg', '--quiet', ...flags], {
      cwd,
      env: surroundings.env,
    });
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(['disc.svg', 'drawn.svg']);
    expect(surroundings.requests).toEqual([]);
    const others = surroundings.files().filter((file) => !/^cache\/clipasso(\/|$)/.test(file));
    expect(others).toEqual([]);
  });

  it('in the processes of a batch', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'photos'));
    for (const name of ['a', 'b']) writeFileSync(join(cwd, 'photos', `${name}.svg`), DISC_SVG);
    const flags = ['-n', '1', '--iterations', '0', '--seeds', '1', '--views', '1', '--jobs', '2'];
    flags.push('--no-cache', ...PLAIN);
    const run = await runCli(['batch', 'photos', '-o', 'out', '--quiet', ...flags], {
      cwd,
      env: surroundings.env,
    });
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(surroundings.requests).toEqual([]);
    expect(surroundings.files()).toEqual([]);
  });
});

describe('in a worker thread', () => {
  const inWorker = (env?: NodeJS.ProcessEnv) =>
    new Promise<string>((resolve, reject) => {
      const text = `import('node:worker_threads').then(async ({ parentPort }) => {
        try { ${USE_ENGINE} parentPort.postMessage('runs'); } catch (error) { parentPort.postMessage(error.message); }
      })`;
      const worker = new Worker(text, { eval: true, ...(env && { env }) });
      worker.on('message', resolve).on('error', reject);
    });

  afterEach(() => {
    delete process.env.ORT_DISABLE_TELEMETRY;
  });

  it('refuses to start where it cannot be kept quiet, whatever the copy of the environment says', async () => {
    const refusal = /set process.env.ORT_DISABLE_TELEMETRY = '1' in the main thread/;
    expect(await inWorker()).toMatch(refusal);
    expect(await inWorker({ ...process.env, ORT_DISABLE_TELEMETRY: '1' })).toMatch(refusal);
  });

  it("runs in the library's own", async () => {
    const { createSketcher } = await import(new URL('../../dist/index.js', import.meta.url).href);
    (await createSketcher({ engine: 'onnx' })).dispose();
  });

  it('runs when the main thread has opted out', async () => {
    process.env.ORT_DISABLE_TELEMETRY = '1';
    expect(await inWorker()).toBe('runs');
  });
});
