import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockFolder } from '../../src/batch/lock.ts';
import { temporaryFolder } from '../helpers/folder.ts';

it('refuses a folder that a living process holds, and names it', async () => {
  const folder = temporaryFolder();
  await writeFile(join(folder, '.clipasso.lock'), JSON.stringify({ pid: process.ppid, host: hostname() }));
  await expect(lockFolder(folder)).rejects.toMatchObject({
    code: 'output',
    message: expect.stringContaining(
      `Another batch (process ${process.ppid} on ${hostname()}) is writing into ${folder};`,
    ),
  });
});

it('says what is wrong with a folder that takes no lock', async () => {
  const folder = join(temporaryFolder(), 'missing');
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'output' });
});
