/** The subject's mask, painted with a brush and shown over the photo: one byte per pixel, row-major, 255 inside the subject. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export interface Dab {
  /** Centre in pixels of the mask. */
  readonly x: number;
  readonly y: number;
}

export type Rgb = readonly [number, number, number];

/** Width of the line around the subject, in pixels of the mask. */
const LINE = 2;
/** Opacity of the shade over the background, 0 to 1; the photo stays recognisable beneath it. */
const VEIL = 0.78;

/** The mask with a line of the brush's width from one point to another, set to 255 (add) or 0 (erase). */
export function paintLine(
  mask: Mask,
  from: Dab,
  to: Dab,
  brush: { readonly radius: number; readonly value: 0 | 255 },
): Mask {
  const { width, height } = mask;
  const { radius, value } = brush;
  const data = mask.data.slice();
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - radius));
  const right = Math.min(width - 1, Math.ceil(Math.max(from.x, to.x) + radius));
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - radius));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(from.y, to.y) + radius));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5 - from.x, y + 0.5 - from.y];
      const t = length > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length)) : 0;
      if ((px - t * dx) ** 2 + (py - t * dy) ** 2 <= radius * radius) data[y * width + x] = value;
    }
  }
  return { width, height, data };
}

/** Whether a place, in fractions of the mask's width and height, is inside the subject. */
export function isInside({ width, height, data }: Mask, [x, y]: readonly [number, number]): boolean {
  const column = Math.min(width - 1, Math.max(0, Math.floor(x * width)));
  const row = Math.min(height - 1, Math.max(0, Math.floor(y * height)));
  return data[row * width + column] >= 128;
}

/** RGBA overlay for the photo: a shade over the background and a line around the subject. */
export function veilOf(mask: Mask, veil: Rgb, line: Rgb): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, data } = mask;
  const rgba = new Uint8ClampedArray(width * height * 4);
  const inside = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] >= 128;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const within = data[i] >= 128;
      const deep = inside(x - LINE, y) && inside(x + LINE, y) && inside(x, y - LINE) && inside(x, y + LINE);
      const edge = within && !deep;
      const colour = edge ? line : veil;
      rgba[4 * i] = colour[0];
      rgba[4 * i + 1] = colour[1];
      rgba[4 * i + 2] = colour[2];
      rgba[4 * i + 3] = edge ? 255 : VEIL * (255 - data[i]);
    }
  }
  return rgba;
}

/** The mask as grey RGBA, for encoding as a picture. */
export function greyOf({ width, height, data }: Mask): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  data.forEach((value, i) => {
    rgba.fill(value, 4 * i, 4 * i + 3);
  });
  return rgba;
}

/** The mask from a picture's first channel. */
export function maskFromRgba(rgba: Uint8ClampedArray, width: number, height: number): Mask {
  return { width, height, data: Uint8ClampedArray.from({ length: width * height }, (_, i) => rgba[4 * i]) };
}
