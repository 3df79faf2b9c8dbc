/** Folders of photos of many shapes: crops of the bench's photos, each with its own aspect ratio. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Widths per height run from 1 / WIDEST to WIDEST, in equal ratios. */
const WIDEST = 2.5;
/** Longer side of a crop, in pixels. */
const SIDE = 900;

/**
 * Writes `count` photos of `shapes` aspects into a new `folder`, in turn from the photos in `from`. Photos with neighbouring names have very different shapes.
 * @returns their paths
 */
export async function makeFolder(
  folder: string,
  from: string,
  { count, shapes }: { readonly count: number; readonly shapes: number },
): Promise<string[]> {
  const photos = (await readdir(from)).filter((name) => /\.(jpg|png)$/.test(name)).sort();
  if (photos.length === 0) throw new Error(`no photos in ${from}: npm run bench:photos`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (let i = 0; i < count; i++) {
    const photo = photos[i % photos.length]!;
    const path = join(folder, `${String(i).padStart(4, '0')}-${photo.replace(/\.\w+$/, '.jpg')}`);
    await cropTo(join(from, photo), aspectOf((i * 7) % shapes, shapes), path);
    paths.push(path);
  }
  return paths;
}

function aspectOf(shape: number, shapes: number): number {
  return shapes === 1 ? 1 : WIDEST ** ((2 * shape) / (shapes - 1) - 1);
}

/** The largest part of that aspect from the photo's middle. */
async function cropTo(from: string, aspect: number, to: string): Promise<void> {
  const { width, height } = await sharp(from).metadata();
  const part = { width: Math.min(width, height * aspect), height: Math.min(height, width / aspect) };
  const [w, h] = [Math.max(8, Math.floor(part.width)), Math.max(8, Math.floor(part.height))];
  await sharp(from)
    .flatten({ background: 'white' })
    .extract({ left: (width - w) >> 1, top: (height - h) >> 1, width: w, height: h })
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .jpeg()
    .toFile(to);
}
