import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { UNFINISHED, unfinishedIn } from '../../src/output/unfinished.ts';
import { checkWritable, writeFileAtomic } from '../../src/output/write.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const HOURS = 3_600_000;
const MODULE = JSON.stringify(new URL('../../src/output/unfinished.ts', import.meta.url).href);

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** Starts a process that is writing a file in the folder. */
async function startWriter() {
  const script = `import { unfinishedIn } from ${MODULE}; import { writeFileSync } from 'node:fs';
    writeFileSync(await unfinishedIn(${JSON.stringify(folder)}), 'half'); console.log('writing'); setInterval(() => {}, 1000);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(writer.stdout, 'data');
  return {
    async kill() {
      writer.kill('SIGKILL');
      await once(writer, 'exit');
    },
  };
}

describe.each([
  ['a write', () => writeFileAtomic(join(folder, 'new.svg'), 'x')],
  ['a check', () => checkWritable(join(folder, 'new.svg'))],
])('%s', (_, write) => {
  it('removes what a killed process left, and nothing else', async () => {
    await (await startWriter()).kill();
    const others = ['.clipasso-mine.tmp', 'photo.tmp', '.clipasso.lock', 'years-old.jpg'];
    for (const name of others) {
      writeFileSync(join(folder, name), '');
      utimesSync(join(folder, name), 0, 0);
    }
    expect(readdirSync(folder).filter((name) => UNFINISHED.test(name))).toHaveLength(1);
    await write();
    const left = readdirSync(folder).filter((name) => name !== 'new.svg');
    expect(left.sort()).toEqual(others.sort());
  });

  it('leaves alone what a living process is writing', async () => {
    const writer = await startWriter();
    await write();
    expect(readdirSync(folder).filter((name) => UNFINISHED.test(name))).toHaveLength(1);
    await writer.kill();
  });
});

it.each([
  ['another machine', (name: string) => name.replace(/-[0-9a-f]{8}-/, '-00000000-')],
  ['an old version', () => '.clipasso-0123456789ab.tmp'],
])('goes only after an hour if it is of %s', async (_, rename) => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const ours = basename(await unfinishedIn(temporaryFolder()));
  const name = rename(ours.replace(`-${process.pid}-`, `-${gone}-`));
  expect(name).toMatch(UNFINISHED);
  writeFileSync(join(folder, name), 'half');
  await writeFileAtomic(join(folder, 'new.svg'), 'x');
  expect(readdirSync(folder)).toContain(name);
  const other = temporaryFolder();
  const [past, path] = [new Date(Date.now() - 2 * HOURS), join(other, name)];
  writeFileSync(path, 'half');
  utimesSync(path, past, past);
  await writeFileAtomic(join(other, 'new.svg'), 'x');
  expect(readdirSync(other)).toEqual(['new.svg']);
});
