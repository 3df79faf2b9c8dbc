/** The photos whose masks are furthest from the true ones, as one picture: photo, true mask, mask; worst first. */
import sharp from 'sharp';
import type { Plane, Raster, RgbImage } from '../../src/raster/raster.ts';
import type { Result } from './table.ts';

const WORST = 10;
const TILE = 200;

export async function drawWorst(results: readonly Result[], path: string): Promise<void> {
  const worst = [...results].sort((a, b) => a.score.iou - b.score.iou).slice(0, WORST);
  const tiles = await Promise.all(
    worst.map(async ({ case: { image }, truth, found }, row) => {
      const pictures = [await colours(image), await grey(truth), await grey(found)];
      const half = Math.ceil(WORST / 2);
      return pictures.map((input, k) => ({
        input,
        left: TILE * (k + 3 * Math.floor(row / half)),
        top: TILE * (row % half),
      }));
    }),
  );
  const height = TILE * Math.min(worst.length, Math.ceil(WORST / 2));
  const sheet = { width: 6 * TILE, height, channels: 3 as const, background: '#444' };
  await sharp({ create: sheet }).composite(tiles.flat()).png().toFile(path);
}

const colours = (image: RgbImage) => tile(image);
const grey = (mask: Plane) => tile(mask);

function tile({ width, height, channels, data }: Raster<1 | 3>): Promise<Buffer> {
  const bytes = Uint8Array.from(data, (v) => Math.round(255 * v));
  return sharp(bytes, { raw: { width, height, channels } })
    .resize(TILE, TILE, { fit: 'contain', background: '#444' })
    .toColourspace('srgb')
    .png()
    .toBuffer();
}
