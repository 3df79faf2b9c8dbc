/** How much pages may put into the server's memory. */
import sharp from 'sharp';
import { afterEach, expect, it } from 'vitest';
import { LIMITS } from '../../src/serve/session.ts';
import { createStudio, type Studio } from '../../src/serve/studio.ts';

let studio: Studio;
afterEach(() => studio.close());

const open = (limits: Partial<typeof LIMITS>) => {
  studio = createStudio({
    ...{ engine: {}, settings: {}, folder: null, shellPath: ({ path }) => path, metadataOf: () => ({}) },
    limits: { ...LIMITS, ...limits },
  });
};
const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();

it('photos up to a number, and another one when one is removed', async () => {
  open({ photos: 2 });
  const png = await picture();
  const first = await studio.photos.upload('a.png', png);
  await studio.photos.upload('b.png', png);
  await expect(studio.photos.upload('c.png', png)).rejects.toThrow(
    'There are too many photos; remove some first',
  );
  studio.photos.remove(first.id);
  await studio.photos.upload('c.png', png);
  expect(studio.photos.all().map(({ name }) => name)).toEqual(['b.png', 'c.png']);
});

it('photos up to a number of bytes together', async () => {
  const png = await picture();
  open({ totalBytes: 1.5 * png.length });
  const first = await studio.photos.upload('a.png', png);
  await expect(studio.photos.upload('b.png', png)).rejects.toThrow(
    'There are too many photos; remove some first',
  );
  studio.photos.remove(first.id);
  await studio.photos.upload('b.png', png);
});

it('jobs up to a number that wait', async () => {
  open({ queue: 1 });
  const png = await picture();
  const ids: string[] = [];
  for (const name of ['a.png', 'b.png', 'c.png']) ids.push((await studio.photos.upload(name, png)).id);
  studio.photos.look(ids[0]);
  studio.photos.look(ids[1]);
  expect(() => studio.photos.look(ids[2])).toThrow('1 drawings wait already; try again when some are done');
});
