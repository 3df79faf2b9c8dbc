import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { PROVIDERS } from '../../src/compute/providers/providers.ts';
import { buildCli, PLAIN, runCli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { DISC_SVG } from '../helpers/pictures.ts';

const cwd = temporaryFolder();
const FLAGS = ['-n', '1', '--iterations', '0', '--seeds', '1', '--views', '1', '--threads', '1', ...PLAIN];
/** Providers that this system's build does not have. */
const ELSEWHERE = { linux: ['directml', 'coreml'], win32: ['cuda', 'coreml'], darwin: ['cuda', 'directml'] };
const elsewhere = ELSEWHERE[process.platform as keyof typeof ELSEWHERE] ?? [];

beforeAll(() => {
  buildCli();
  writeFileSync(join(cwd, 'disc.svg'), DISC_SVG);
}, 120_000);

it.each(elsewhere)('--engine %s is refused in one line that says where it is', async (engine) => {
  const run = await runCli(['sketch', 'disc.svg', '-o', 'a.svg', '--engine', engine, ...FLAGS], { cwd });
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(run.stderr).toMatch(
    new RegExp(`^clipasso: Engine ${engine} is not in onnxruntime-node's build for .*: use --engine auto\n$`),
  );
  expect(existsSync(join(cwd, 'a.svg'))).toBe(false);
});

it.runIf(process.platform === 'linux')(
  'a provider without its libraries or its device is refused in one line, without what drivers print',
  async () => {
    for (const engine of ['cuda', 'webgpu']) {
      const env = { CUDA_VISIBLE_DEVICES: '-1', VK_DRIVER_FILES: '/none', VK_ICD_FILENAMES: '/none' };
      const args = ['sketch', 'disc.svg', '-o', 'b.svg', '--engine', engine, ...FLAGS];
      const run = await runCli(args, { cwd, env });
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(new RegExp(`^clipasso: Engine ${engine} .*\n$`));
      expect(run.stderr).toMatch(/needs .*GPU/);
    }
  },
);

it('an engine that there is not is wrong usage', async () => {
  const run = await runCli(['sketch', 'disc.svg', '--engine', 'cud', ...FLAGS], { cwd });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('cuda');
});

it('--verbose says why auto took no provider, and nothing is said without it', async () => {
  const loud = await runCli(['sketch', 'disc.svg', '-o', 'c.svg', '--verbose', ...FLAGS], { cwd });
  for (const { name } of PROVIDERS.filter((provider) => elsewhere.includes(provider.name)))
    expect(loud.stderr).toContain(
      `{"stage":"engine","remark":"Engine ${name} is not in onnxruntime-node's build`,
    );
  const quiet = await runCli(['sketch', 'disc.svg', '-o', 'd.svg', ...FLAGS], { cwd });
  expect(quiet.code).toBe(0);
  expect(quiet.stderr).not.toContain('Engine');
});
