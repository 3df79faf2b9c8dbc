/** What a look sees of drawn pictures: discs of plain colours, whose tokens are as different as their colours. */
import type { WholeLook } from '../../src/photo/look.ts';
import { mapValues, type Plane, plane, type RgbImage, rgbImage } from '../../src/raster/raster.ts';
import { resample } from '../../src/raster/resample.ts';

export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: readonly [number, number, number];
  /** Whether the network takes it for the subject. @default true */
  readonly subject?: boolean;
}

const GROUND = [0.5, 0.5, 0.5] as const;
const PATCH = 16;

/** Discs on a grey square, later ones before earlier ones. */
export function lookAtDiscs(discs: readonly Disc[], side = 256): WholeLook {
  const size = { width: side, height: side };
  const data = new Float32Array(side * side * 3);
  const subject = new Float32Array(side * side);
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [(i % side) + 0.5, Math.floor(i / side) + 0.5];
    const top = discs.findLast((disc) => Math.hypot(x - disc.x, y - disc.y) < disc.radius);
    data.set(top?.colour ?? GROUND, 3 * i);
    subject[i] = top && top.subject !== false ? 1 : 0;
  }
  const image = rgbImage(size, data);
  const cells = side / PATCH;
  const tokens = resample(image, { width: cells, height: cells });
  const everything = { x: 0, y: 0, ...size };
  return {
    window: everything,
    content: everything,
    image,
    mask: plane(size, subject),
    subject: plane(size, subject),
    attention: () => plane(size, subject),
    heads: plane(size, new Float32Array(side * side)),
    tokens: {
      rows: cells,
      columns: cells,
      width: 4,
      // the ground's colour, so that no token is 0, and what differs from it
      data: Float32Array.from({ length: cells * cells * 4 }, (_, k) => {
        const [cell, c] = [Math.floor(k / 4), k % 4];
        return c === 3 ? 0.5 : tokens.data[3 * cell + c] - GROUND[c];
      }),
      photo: { x: 0, y: 0, width: cells, height: cells },
    },
  };
}

/** The box around a disc. */
export const boxOf = ({ x, y, radius }: Disc) => ({
  x: x - radius,
  y: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});

/** A second opinion that finds nothing, which leaves the first one alone. */
export const ONE_OPINION = {
  salience: async ({ width, height }: RgbImage) => plane({ width, height }, new Float32Array(width * height)),
};

/** A second opinion that finds what differs from the ground by more than `least` in some channel. */
export const seesColours = (least: number) => ({
  salience: async ({ width, height, data }: RgbImage): Promise<Plane> =>
    mapValues(plane({ width, height }, new Float32Array(width * height)), (_, i) =>
      Number([0, 1, 2].some((c) => Math.abs(data[3 * i + c] - GROUND[c]) > least)),
    ),
});
