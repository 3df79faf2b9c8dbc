import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const BIN = fileURLToPath(new URL('../../bin/clipasso.cjs', import.meta.url));
const folder = temporaryFolder();

/** Runs the installed command under a Node.js that says it is `version`. */
function runAs(version: string) {
  const disguise = join(folder, `${version}.cjs`);
  writeFileSync(
    disguise,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
  );
  const run = spawnSync(process.execPath, ['--require', disguise, BIN, '--version'], { encoding: 'utf8' });
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}

beforeAll(buildCli);

describe('bin/clipasso.cjs', () => {
  it.each(['18.20.4', '20.18.3', '0.10.48'])('says in one line that Node.js %s is too old', (version) => {
    expect(runAs(version)).toEqual({
      code: 1,
      stdout: '',
      stderr: `clipasso: Node.js 20.19 or newer is needed, and this is ${version}; install it from nodejs.org\n`,
    });
  });

  it.each(['20.19.0', '22.4.1', '100.0.0'])('runs on Node.js %s', (version) => {
    const { version: own } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(runAs(version)).toEqual({ code: 0, stdout: `${own}\n`, stderr: '' });
  });
});
