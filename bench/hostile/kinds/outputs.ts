/** Output paths that must not, or cannot, be written. */
import { link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandCase, type HostileCase, type Kind, pick } from '../case.ts';
import { DRAWING_SVG, MASK, PHOTO } from '../files.ts';

interface Place {
  readonly title: string;
  readonly args: readonly string[];
  readonly expect: CommandCase['expect'];
  readonly outputs?: readonly string[];
}

const refused = (title: string, ...args: string[]): Place => ({ title, args, expect: 'refused' });
const SKETCH = ['sketch', 'photo.jpg', '-n', '1', '--iterations', '0', '--seeds', '1'];
const RENDER = ['render', 'a.svg', '--size', '32'];

const PLACES: readonly Place[] = [
  refused('the photo itself', ...SKETCH, '-o', 'photo.jpg'),
  refused('the photo by another path', ...SKETCH, '-o', 'sub/../photo.jpg'),
  refused('the photo by a link', ...SKETCH, '-o', 'link.jpg'),
  refused('the photo by a hard link, forced', ...SKETCH, '-o', 'hard.jpg', '--force'),
  refused('the mask', ...SKETCH, '--mask', 'mask.png', '-o', 'mask.png', '--force'),
  refused('the mask, saved over itself', ...SKETCH, '--mask', 'mask.png', '--save-mask', 'mask.png'),
  refused('the photo by a file: URL', 'sketch', 'file:photo.jpg', '-o', 'photo.jpg'),
  refused('the drawing that is rendered', ...RENDER, '-o', 'a.svg'),
  refused('the drawing to go on from', ...SKETCH, '--from', 'a.svg', '-o', 'a.svg'),
  refused('the config', ...RENDER, '--config', 'c.json', '-o', 'c.json'),
  refused('a picture of somebody', ...RENDER, '-o', 'foreign.png'),
  refused('a text of somebody', ...RENDER, '-o', 'notes.svg'),
  refused('a picture of somebody, by sketch', ...SKETCH, '-o', 'foreign.png'),
  refused('a picture of somebody as mask', ...SKETCH, '-o', 'new.svg', '--save-mask', 'foreign.png'),
  refused('a folder', ...RENDER, '-o', 'sub'),
  refused('a folder with an extension', ...RENDER, '-o', 'folder.png'),
  refused('below a file', ...RENDER, '-o', 'notes.svg/x.png'),
  refused('a name of 300 letters', ...RENDER, '-o', `${'x'.repeat(300)}.png`),
  refused('/proc', ...RENDER, '-o', '/proc/nowhere/x.png'),
  refused('/dev/full', ...RENDER, '-o', '/dev/full'),
  refused('below /dev/null', ...RENDER, '-o', '/dev/null/x.png'),
  refused('no extension', ...RENDER, '-o', 'picture'),
  refused('an unknown extension', ...RENDER, '-o', 'a.bmp'),
  refused('the same twice', ...RENDER, '-o', 'x.png', '-o', './x.png'),
  refused('an unknown brace', ...RENDER, '-o', '{nobody}.png'),
  refused('a WebP that is too large', ...RENDER.slice(0, 2), '-o', 'x.webp', '--size', '16384'),
  refused('a picture that is too large', ...RENDER.slice(0, 2), '-o', 'x.png', '--size', '99999999'),
  refused('JSON and SVG on one stream', ...SKETCH, '--json', '-o', '-'),
  refused('several drawings on one stream', ...SKETCH, '-n', '1,2', '-o', '-'),
  refused('a batch over its photos', 'batch', 'photos', '-o', 'photos', '--format', 'jpg'),
  refused('a batch of nothing', 'batch', 'sub', '-o', 'drawings'),
  refused('a batch into a file', 'batch', 'photos', '-o', 'notes.svg'),
  {
    title: 'a link that leads outside',
    args: [...RENDER, '-o', 'out-link/x.png'],
    expect: 'either',
    outputs: ['out-link/', 'elsewhere/'],
  },
  { title: 'a new folder', args: [...RENDER, '-o', 'new/deep/x.png'], expect: 'done', outputs: ['new/'] },
  { title: 'kept by --no-clobber', args: [...RENDER, '-o', 'foreign.png', '--no-clobber'], expect: 'done' },
  {
    title: 'forced over a picture of somebody',
    args: [...RENDER, '-o', 'foreign.png', '--force'],
    expect: 'done',
    outputs: ['foreign.png'],
  },
  {
    title: 'one good place and one bad',
    args: [...RENDER, '-o', 'x.png', '-o', '/dev/full'],
    expect: 'refused',
    outputs: ['x.png'],
  },
];

export const OUTPUTS: Kind = {
  name: 'outputs',
  count: 40,
  make(index, random): HostileCase {
    const place = PLACES[index] ?? pick(random, PLACES);
    return {
      title: place.title,
      async prepare(folder) {
        await furnish(join(folder, 'work'));
        return { args: place.args, expect: place.expect, outputs: place.outputs ?? [] };
      },
    };
  },
};

async function furnish(work: string): Promise<void> {
  const put = (name: string, content: string | Buffer) => writeFile(join(work, name), content);
  for (const name of ['sub', 'folder.png', 'photos', 'elsewhere']) await mkdir(join(work, name));
  await put('photo.jpg', PHOTO);
  await put('photos/one.jpg', PHOTO);
  await put('photos/index.html', 'mine');
  await put('mask.png', MASK);
  await put('foreign.png', MASK);
  await put('notes.svg', 'not a drawing');
  await put('a.svg', DRAWING_SVG);
  await put('c.json', '{ "size": 32 }');
  await symlink('photo.jpg', join(work, 'link.jpg'));
  await symlink('elsewhere', join(work, 'out-link'));
  await link(join(work, 'photo.jpg'), join(work, 'hard.jpg'));
}
