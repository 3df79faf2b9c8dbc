/** Masks as pictures: fetching, decoding and encoding. */
import { greyOf, type Mask, maskFromRgba } from '../model/mask.ts';
import { MASK_SIZE, maskAddress } from '../model/pictures.ts';

/** Fetches a mask. @param session the id of the server's run @throws Error with one line */
export async function fetchMask(id: string, session: string | null): Promise<Mask> {
  const picture = new Image();
  picture.src = maskAddress(id, session);
  await picture.decode().catch(() => {
    throw new Error('The mask could not be loaded. Reload the page.');
  });
  const { naturalWidth: width, naturalHeight: height } = picture;
  const context = contextOf(width, height);
  context.drawImage(picture, 0, 0);
  return maskFromRgba(context.getImageData(0, 0, width, height).data, width, height);
}

/** An empty mask of a photo's shape. */
export function emptyMask(photo: { readonly width: number; readonly height: number }): Mask {
  const scale = Math.min(1, MASK_SIZE / Math.max(photo.width, photo.height, 1));
  const [width, height] = [photo.width, photo.height].map((side) => Math.max(1, Math.round(side * scale)));
  return { width, height, data: new Uint8ClampedArray(width * height) };
}

export function maskPng(mask: Mask): Promise<Blob> {
  const context = contextOf(mask.width, mask.height);
  context.putImageData(new ImageData(greyOf(mask), mask.width, mask.height), 0, 0);
  return new Promise((resolve, reject) => {
    context.canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The mask is too large.'))));
  });
}

function contextOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext('2d', { willReadFrequently: true })!;
}
