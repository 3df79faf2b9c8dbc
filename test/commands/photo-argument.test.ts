import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { withDefaultCommand } from '../../src/commands/default-command.ts';
import { onePhoto, openPhoto } from '../../src/commands/photo-argument.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const folder = temporaryFolder();
const never = new AbortController().signal;

describe('onePhoto', () => {
  it('is the one that is given, whatever its name', () => {
    const odd = join(folder, 'what?.jpg');
    writeFileSync(odd, '');
    for (const photo of ['a.jpg', '-', 'no such file', odd]) expect(onePhoto([photo])).toBe(photo);
  });

  it.each([
    [['a.jpg', 'b/c d.png'], "clipasso batch a.jpg 'b/c d.png' -o out"],
    [["it's.jpg", '-n.jpg'], "clipasso batch 'it'\\''s.jpg' ./-n.jpg -o out"],
    [['photos/*.jpg'], "clipasso batch 'photos/*.jpg' -o out"],
    [Array.from({ length: 20 }, (_, i) => `${i}.jpg`), /batch 0\.jpg .* 11\.jpg \.\.\. -o out$/],
  ])('says how to draw %j', (photos, line) => {
    expect(() => onePhoto(photos)).toThrow('sketch draws one photo; for several use batch: ');
    expect(() => onePhoto(photos)).toThrow(line);
  });
});

describe('openPhoto', () => {
  it('reads standard input to its end', async () => {
    expect(await openPhoto('a.jpg', never)).toBe('a.jpg');
    const bytes = await openPhoto('-', never, Readable.from([Buffer.from('ab'), Buffer.from('c')]));
    expect(String(bytes)).toBe('abc');
  });

  it('says so when there is nothing, or a person at the keyboard', async () => {
    await expect(openPhoto('-', never, Readable.from([]))).rejects.toThrow('Standard input is empty');
    const terminal = Object.assign(new PassThrough(), { isTTY: true });
    await expect(openPhoto('-', never, terminal)).rejects.toMatchObject({ code: 'usage' });
  });

  it('waits no longer when it is aborted', async () => {
    const controller = new AbortController();
    const pipe = new PassThrough();
    pipe.write('half a photo');
    const reading = openPhoto('-', controller.signal, pipe);
    setTimeout(() => controller.abort(), 20);
    await expect(reading).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('withDefaultCommand', () => {
  const commands = new Set(['sketch', 'batch', 'help']);
  const own = join(folder, 'own');
  writeFileSync(own, '');

  it.each([[['cat.jpg', '-n', '4']], [['photos/cat']], [['-']], [[own]], [['-n', '4', own]], [['*.jpg']]])(
    'sketches %j',
    (args) => {
      expect(withDefaultCommand(args, commands)).toEqual(['sketch', ...args]);
    },
  );

  it.each([[[]], [['--help']], [['--version']], [['batch', 'a.jpg']], [['scribble']], [['-n', '4', 'none']]])(
    'leaves %j as it is',
    (args) => {
      expect(withDefaultCommand(args, commands)).toEqual(args);
    },
  );
});
