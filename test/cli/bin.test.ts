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

  it.skipIf(process.platform === 'win32')(
    'says in one line that too few files may be open, at any limit',
    () => {
      for (const limit of [20, 24, 30, 40, 60]) {
        const script = `ulimit -n ${limit}; exec "$0" "$1" --version`;
        const { status, stdout, stderr } = spawnSync('sh', ['-c', script, process.execPath, BIN], {
          encoding: 'utf8',
        });
        if (status === 0) expect(stdout).toMatch(/^[\d.]+\n$/);
        else expect(stderr).toBe('clipasso: too many files are open; raise the limit (ulimit -n 1024)\n');
      }
    },
  );

  it.skipIf(process.platform === 'win32')(
    'says in one line that the folder is gone that it was started in',
    () => {
      const gone = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1" render x.svg -o y.svg';
      const { status, stderr } = spawnSync('sh', ['-c', gone, process.execPath, BIN], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([
        1,
        'clipasso: The folder that this was started in is gone; change to another one (cd)\n',
      ]);
    },
  );
});
