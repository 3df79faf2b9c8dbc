/** Photos that a folder should not have, and names that no one should give them. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Photo of a dark disc before a light ground, width x height. */
function disc(width: number, height: number) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="100%" height="100%" fill="#dde"/><circle cx="45%" cy="50%" r="${0.3 * height}" fill="#823"/></svg>`;
  return { svg, photo: () => sharp(Buffer.from(svg)).flatten({ background: 'white' }) };
}

const { svg, photo } = disc(160, 120);

/** Names to files that can be drawn. */
const GOOD: Readonly<Record<string, () => Promise<Buffer>>> = {
  'cmyk.jpg': () => photo().toColourspace('cmyk').jpeg().toBuffer(),
  'sixteen bit.png': () => photo().toColourspace('rgb16').png().toBuffer(),
  'grey.jpg': () => photo().greyscale().jpeg().toBuffer(),
  'moving.gif': async () => {
    const frame = await photo().png().toBuffer();
    return sharp([frame, frame], { join: { animated: true } })
      .gif()
      .toBuffer();
  },
  'really a png.jpg': () => photo().png().toBuffer(),
  'vector.svg': async () => Buffer.from(svg),
  'wide.jpg': () => disc(12_000, 400).photo().jpeg().toBuffer(),
  'sub/deeper/one.jpg': () => photo().jpeg().toBuffer(),
  'quotes \' " `.jpg': () => photo().jpeg().toBuffer(),
  'new\nline.jpg': () => photo().jpeg().toBuffer(),
  '-n.jpg': () => photo().jpeg().toBuffer(),
  '100%d.jpg': () => photo().jpeg().toBuffer(),
  '😀.jpg': () => photo().jpeg().toBuffer(),
  [`${'long '.repeat(40)}.jpg`]: () => photo().jpeg().toBuffer(),
};

/** Names to files that look like photos and cannot be drawn. */
const BAD: Readonly<Record<string, () => Promise<Buffer>>> = {
  'truncated.jpg': async () => (await photo().jpeg().toBuffer()).subarray(0, 700),
  'text.jpg': async () => Buffer.from('this is no photo\n'),
  'empty.jpg': async () => Buffer.alloc(0),
  'phone.heic': async () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
};

export interface HostileFolder {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** Fills `folder`: the files above, a link in a circle, a link to nothing, an output folder's leftovers and a text. */
export async function makeHostileFolder(folder: string): Promise<HostileFolder> {
  await mkdir(join(folder, 'sub', 'deeper'), { recursive: true });
  for (const [name, make] of Object.entries({ ...GOOD, ...BAD }))
    await writeFile(join(folder, name), await make());
  await symlink('.', join(folder, 'circle'));
  await symlink('nothing', join(folder, 'dangling.png'));
  await writeFile(join(folder, 'notes.txt'), 'no photo');
  return { good: Object.keys(GOOD), bad: [...Object.keys(BAD), 'dangling.png'] };
}

/** The same upright picture stored in each of the eight EXIF orientations, losslessly. */
export async function orientedPhotos(): Promise<Buffer[]> {
  const upright = await photo().png().toBuffer();
  const stored = (orientation: number) => {
    const image = sharp(upright);
    switch (orientation) {
      case 2:
        return image.flop();
      case 3:
        return image.rotate(180);
      case 4:
        return image.flip();
      case 5:
        return image.rotate(270).flop();
      case 6:
        return image.rotate(270);
      case 7:
        return image.rotate(90).flop();
      case 8:
        return image.rotate(90);
      default:
        return image;
    }
  };
  return Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map(async (orientation) => {
      const pixels = await stored(orientation).png().toBuffer();
      return sharp(pixels).withMetadata({ orientation }).webp({ lossless: true }).toBuffer();
    }),
  );
}
