/** With a program in ffmpeg's place: its exit code and its words are what counts. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runFfmpeg } from '../../src/output/ffmpeg.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipasso-ffmpeg-'));
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function put(script: string): Promise<void> {
  const path = join(folder, 'ffmpeg');
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
}

describe.skipIf(process.platform === 'win32')('ffmpeg', () => {
  it('is given the frames one after another', async () => {
    await put(`cat > ${folder}/got; echo "$1" > ${folder}/argument`);
    await runFfmpeg(['-x'], [Buffer.from('one'), Buffer.from('two')]);
    expect(await readFile(join(folder, 'got'), 'utf8')).toBe('onetwo');
    expect(await readFile(join(folder, 'argument'), 'utf8')).toBe('-x\n');
  });

  it('that fails is no success: its last line is the reason', async () => {
    await put('cat > /dev/null; echo "some notes" >&2; echo "no such codec" >&2; exit 3');
    await expect(runFfmpeg([], [Buffer.from('x')])).rejects.toMatchObject({
      code: 'engine',
      message: 'ffmpeg could not make the movie: no such codec',
    });
  });

  it('that is killed is no success, nor one that reads nothing', async () => {
    await put('kill -9 $$');
    await expect(runFfmpeg([], [Buffer.alloc(1 << 20)])).rejects.toMatchObject({ code: 'engine' });
    await put('exec 0<&-; exit 1');
    await expect(runFfmpeg([], [Buffer.alloc(1 << 20)])).rejects.toMatchObject({ code: 'engine' });
  });

  it('may warn', async () => {
    await put('cat > /dev/null; echo careful >&2');
    await runFfmpeg([], []);
  });
});
