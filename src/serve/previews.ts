/** Small pictures of photos for the page. */
import { imageError, openImage } from '../photo/decode.ts';
import { Refusal } from './problems.ts';
import type { PhotoState } from './state.ts';

export interface Previews {
  /**
   * JPEG on white, upright, its longer side at most `size` pixels. Reports the photo's size, or its problem.
   * @throws ClipassoError 'input' if it cannot be read
   */
  preview(photo: PhotoState, size: number): Promise<Buffer>;
  forget(photo: PhotoState): void;
}

const SIZES = { least: 32, most: 2048 };
const QUALITY = 84;
/** Size of the cache, in bytes. */
const KEPT_BYTES = 64e6;
/** Number of photos that are decoded at a time. */
const AT_ONCE = 2;

/** @param onSize called when a photo's size or problem is known */
export function createPreviews(onSize: (photo: PhotoState) => void): Previews {
  const kept = new Map<string, Buffer>();
  let bytes = 0;
  const take = createTurns(AT_ONCE);

  function keep(key: string, jpeg: Buffer): void {
    kept.set(key, jpeg);
    bytes += jpeg.length;
    for (const [oldest, old] of kept) {
      if (bytes <= KEPT_BYTES) break;
      kept.delete(oldest);
      bytes -= old.length;
    }
  }

  return {
    async preview(photo, size) {
      if (!(Number.isInteger(size) && size >= SIZES.least && size <= SIZES.most))
        throw new Refusal('usage', `The size must be an integer from ${SIZES.least} to ${SIZES.most}`);
      const key = `${photo.id} ${size}`;
      const found = kept.get(key);
      if (found) return found;
      return take(async () => {
        try {
          const jpeg = await render(photo, size, onSize);
          keep(key, jpeg);
          return jpeg;
        } catch (error) {
          if (error instanceof Error && photo.problem === null) {
            photo.problem = error.message;
            onSize(photo);
          }
          throw error;
        }
      });
    },
    forget({ id }) {
      for (const [key, jpeg] of kept)
        if (key.startsWith(`${id} `)) {
          kept.delete(key);
          bytes -= jpeg.length;
        }
    },
  };
}

async function render(photo: PhotoState, size: number, onSize: (photo: PhotoState) => void): Promise<Buffer> {
  const { name, width, height, pixels } = await openImage(await photo.read());
  if (photo.width !== width || photo.height !== height) {
    Object.assign(photo, { width, height });
    onSize(photo);
  }
  return (await pixels())
    .resize(size, size, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .jpeg({ quality: QUALITY })
    .toBuffer()
    .catch((error) => {
      throw imageError(name, error);
    });
}

/** Runs at most `count` tasks at a time, in order. */
function createTurns(count: number): <T>(task: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
