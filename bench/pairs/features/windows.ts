/** The head, looked at from near. */
import { whitenBackground } from '../../../src/photo/subject.ts';
import type { Rect } from '../../../src/raster/frame.ts';
import { type RgbImage, rgbImage } from '../../../src/raster/raster.ts';
import { resample } from '../../../src/raster/resample.ts';
import type { Facts } from './facts.ts';

/** How much of a head's surroundings is looked at, in its radii. */
const HEAD_REACH = 1.5;

/** The head's square in canvas pixels, or null. */
export function headWindow({ head }: Facts): Rect | null {
  if (!head) return null;
  const side = 2 * HEAD_REACH * head.radius;
  return { x: head.x - side / 2, y: head.y - side / 2, width: side, height: side };
}

/** The photo's subject in a square window of the canvas, on white; what lies beyond the photo is white too. */
export function photoInWindow({ look, frame }: Facts, window: Rect, side: number): RgbImage {
  const { image, mask } = look;
  const scale = image.width / frame.photo.width;
  const at = {
    x: (window.x - frame.photo.x) * scale,
    y: (window.y - frame.photo.y) * scale,
    width: window.width * scale,
    height: window.height * scale,
  };
  const size = { width: side, height: side };
  const near = whitenBackground(resample(image, size, at), mask && resample(mask, size, at));
  const beyond = (x: number, y: number) =>
    x < -at.x / at.width ||
    y < -at.y / at.height ||
    x > (image.width - at.x) / at.width ||
    y > (image.height - at.y) / at.height;
  const data = near.data.map((v, i) => {
    const k = Math.floor(i / 3);
    const [x, y] = [((k % side) + 0.5) / side, (Math.floor(k / side) + 0.5) / side];
    return beyond(x, y) ? 1 : v;
  });
  return rgbImage(size, data);
}
