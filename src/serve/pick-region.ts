/**
 * The region that a click on the photo selects where no thing was found: for `drop` the connected part of the mask at that place; for `add`
 * the connected pixels of about its colour (region growing).
 */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** One byte per pixel. */
  readonly data: Uint8Array;
}

export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  /** Three bytes per pixel. */
  readonly data: Uint8Array;
}

export const PICK = {
  /** Mask values above this, of 255, count as inside. */
  inside: 127,
  /** Largest distance in RGB, of 255, to the mean colour around the place... */
  fromStart: 60,
  /** ...and to the neighbour from which a pixel is reached: edges stop it. */
  step: 16,
  /** Half the side, in pixels, of the square whose mean colour is compared. */
  around: 2,
};

/** Pixels of the connected part of the mask at (x, y): 1, elsewhere 0; all 0 outside of the mask. */
export function maskPart(mask: GreyPicture, x: number, y: number, params = PICK): Uint8Array {
  const inside = (i: number) => mask.data[i] > params.inside;
  return grow(mask, y * mask.width + x, inside, () => true);
}

/** Pixels of about the colour of (x, y) that are connected with it: 1, elsewhere 0. */
export function colourRegion(photo: RgbPicture, x: number, y: number, params = PICK): Uint8Array {
  const { data } = photo;
  const mean = meanColour(photo, x, y, params.around);
  const distance = (i: number, [r, g, b]: readonly number[]) =>
    Math.hypot(data[3 * i] - r, data[3 * i + 1] - g, data[3 * i + 2] - b);
  return grow(
    photo,
    y * photo.width + x,
    (i) => distance(i, mean) <= params.fromStart,
    (i, from) => distance(i, [...data.subarray(3 * from, 3 * from + 3)]) <= params.step,
  );
}

function meanColour({ width, height, data }: RgbPicture, x: number, y: number, around: number): number[] {
  const sum = [0, 0, 0];
  let count = 0;
  for (let v = Math.max(0, y - around); v <= Math.min(height - 1, y + around); v++)
    for (let u = Math.max(0, x - around); u <= Math.min(width - 1, x + around); u++) {
      for (let c = 0; c < 3; c++) sum[c] += data[3 * (v * width + u) + c];
      count++;
    }
  return sum.map((v) => v / count);
}

function grow(
  { width, height }: { readonly width: number; readonly height: number },
  start: number,
  belongs: (i: number) => boolean,
  mayStep: (i: number, from: number) => boolean,
): Uint8Array {
  const region = new Uint8Array(width * height);
  if (!belongs(start)) return region;
  region[start] = 1;
  const open = [start];
  while (open.length > 0) {
    const i = open.pop()!;
    const x = i % width;
    const neighbours = [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width];
    for (const j of neighbours) {
      if (j < 0 || j >= region.length || region[j] || !belongs(j) || !mayStep(j, i)) continue;
      region[j] = 1;
      open.push(j);
    }
  }
  return region;
}
