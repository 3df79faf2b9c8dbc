/** The part of the photo that is looked at closely: a small subject is brought nearer. */

import type { Rect, Size } from '../raster/frame.ts';
import type { Plane } from '../raster/raster.ts';

export const WINDOW = {
  /** Mask values above this belong to the subject. */
  inside: 0.3,
  /** Room around the subject, as a part of its longer side. */
  room: 0.08,
  /** A subject whose window would fill more than this part of the photo is not brought nearer. */
  large: 0.7,
  /** Largest enlargement, as a factor of length. */
  maxZoom: 3,
  /** A window is at most this many times longer than wide. */
  maxAspect: 3,
};

/**
 * Where to look in a photo, in its pixels with integer sides: around the subject if it is small, else
 * at everything.
 * @param mask of the photo's size, in [0, 1], or null for no subject
 */
export function subjectWindow({ width, height }: Size, mask: Plane | null, params = WINDOW): Rect {
  const everything = { x: 0, y: 0, width, height };
  const box = mask && boxAround(mask, params.inside);
  if (!box) return everything;
  const longer = Math.max(box.width, box.height);
  const room = 2 * params.room * longer;
  const least = Math.max(longer / params.maxAspect, Math.sqrt((width * height) / params.maxZoom ** 2));
  const [x, windowWidth] = widen(box.x, box.width, Math.max(box.width + room, least), width);
  const [y, windowHeight] = widen(box.y, box.height, Math.max(box.height + room, least), height);
  if (windowWidth * windowHeight > params.large * width * height) return everything;
  return { x, y, width: windowWidth, height: windowHeight };
}

/** An interval around `start`..`start + length`, as long as `wanted` if `limit` allows, moved to lie in 0..limit. */
function widen(start: number, length: number, wanted: number, limit: number): [number, number] {
  const size = Math.min(limit, Math.round(wanted));
  const from = Math.round(start + length / 2 - size / 2);
  return [Math.min(limit - size, Math.max(0, from)), size];
}

/** The box around the values of at least `inside`; null where there are none. */
export function boxAround({ width, height, data }: Plane, inside: number): Rect | null {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] < inside) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  return right > left ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}
