import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildCli, runCli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import '../helpers/patience.ts';

beforeAll(() => buildCli());

it('Ctrl-C ends the server with exit code 130 and leaves nothing behind', async () => {
  const cwd = temporaryFolder();
  const tmp = join(cwd, 'tmp');
  mkdirSync(tmp);
  const env = { TMPDIR: tmp, TEMP: tmp, TMP: tmp };
  const { code, stdout, stderr } = await runCli(['serve', '--no-open'], {
    cwd,
    interruptAt: 'Close it',
    env,
  });
  expect([code, stdout]).toEqual([130, '']);
  expect(stderr).toMatch(
    /^clipasso serves at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}\nClose it with Ctrl-C\n$/,
  );
  expect([readdirSync(cwd), readdirSync(tmp)]).toEqual([['tmp'], []]);
});

it.each([
  [['--port', '70000'], 'Expected an integer from 0 to 65535 for port but received 70000'],
  [['--port', 'x'], 'x'],
  [['.', '--out', process.execPath], 'drawing.svg: a part of the path is a file, not a folder'],
  [['nowhere'], 'nowhere does not exist; give a photo or a folder'],
])('wrong usage is one line: %j', async (args, line) => {
  const { code, stderr } = await runCli(['serve', '--no-open', ...args], { cwd: temporaryFolder() });
  expect(code).toBeGreaterThan(0);
  expect(stderr).toContain(line);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
