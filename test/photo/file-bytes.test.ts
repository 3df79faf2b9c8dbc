import { execFileSync, spawn } from 'node:child_process';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES, MAX_STREAM_BYTES, readFileBytes, readStream } from '../../src/photo/file-bytes.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import '../helpers/patience.ts';

const folder = temporaryFolder();
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: Error) => error,
  );

describe.runIf(process.platform !== 'win32')('what is no file', () => {
  it.each(['/dev/zero', '/dev/null', '/dev/random'])('%s is refused at once', async (device) => {
    expect(await failure(readFileBytes(device))).toMatchObject({
      code: 'input',
      message: `${device} is a device or socket, not an image; give an image file`,
    });
  });

  it('a pipe is read to its end', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', `(sleep 0.2; printf hello; sleep 0.2; printf world) > '${pipe}'`]);
    expect(Buffer.from(await readFileBytes(pipe)).toString()).toBe('helloworld');
    writer.kill();
  });

  it('a pipe that gives nothing is empty', async () => {
    const pipe = join(folder, 'empty-pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', `sleep 0.3 > '${pipe}'`]);
    expect(await failure(readFileBytes(pipe))).toMatchObject({ message: expect.stringMatching(/is empty/) });
    writer.kill();
  });
});

it('a file is refused by its size', async () => {
  const large = join(folder, 'large.tif');
  await writeFile(large, '');
  await truncate(large, MAX_FILE_BYTES + 1);
  expect(await failure(readFileBytes(large))).toMatchObject({
    code: 'input',
    message: expect.stringMatching(/large\.tif has more than 512 MB/),
  });
});

it('a stream is read up to a limit', async () => {
  let given = 0;
  async function* endless() {
    const chunk = new Uint8Array(2 ** 24);
    for (;;) {
      given += chunk.length;
      yield chunk;
    }
  }
  expect(await failure(readStream(endless(), 'standard input'))).toMatchObject({
    message: expect.stringMatching(/^standard input has more than 256 MB/),
  });
  expect(given).toBe(MAX_STREAM_BYTES + 2 ** 24);
  async function* short() {
    yield Buffer.from('ab');
    yield Buffer.from('c');
  }
  expect(Buffer.from(await readStream(short(), 'x')).toString()).toBe('abc');
});

it('a name that no file can have is an input error', async () => {
  expect(await failure(readFileBytes('a\0b'))).toMatchObject({ code: 'input' });
  expect(await failure(readFileBytes('x'.repeat(5000)))).toMatchObject({ code: 'input' });
});
