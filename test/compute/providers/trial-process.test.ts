import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTrial } from '../../../src/compute/providers/trial-process.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import '../../helpers/patience.ts';

function script(code: string): string {
  const path = join(temporaryFolder(), 'child.mjs');
  writeFileSync(path, code);
  return path;
}

it('hands back what the process found, and hides what it printed', async () => {
  const found = await runTrial(
    'cuda',
    script("console.error('driver'); process.send({ started: false, problem: process.argv[2] })"),
  );
  expect(found).toEqual({ started: false, problem: 'cuda' });
});

it('tells the process to keep products exact and to report nothing', async () => {
  const code =
    'process.send({ started: false, problem: process.env.NVIDIA_TF32_OVERRIDE + process.env.ORT_DISABLE_TELEMETRY })';
  expect(await runTrial('cuda', script(code))).toMatchObject({ problem: '01' });
});

it.each([
  ['process.abort()', 'SIGABRT'],
  ['process.exit(3)', 'exit code 3'],
])('survives a driver that ends the process: %s', async (code, reason) => {
  expect(await runTrial('webgpu', script(code))).toEqual({
    started: false,
    problem: `Engine webgpu was tried in a process that ended (${reason}): use --engine auto`,
  });
});

it.runIf(process.platform === 'linux')('in this process, says what is missing', async () => {
  expect(await runTrial('directml', null)).toEqual({
    started: false,
    problem: expect.stringMatching(/^Engine directml is not in onnxruntime-node's build for linux /),
  });
});
