/** Cut-outs as they lie in a scene: scaled, turned, mirrored, in the ground's light, cut off by the frame. */
import sharp from 'sharp';
import type { Random } from '../../../src/random.ts';
import { openCutOut } from './sources.ts';

/** Colour times alpha (side, side, 3), and alpha. */
export interface Thing {
  readonly colour: Float32Array;
  readonly alpha: Float32Array;
}

/** Longest side of the opaque part, as parts of the scene's. */
const EXTENT = [0.3, 1.25] as const;
/** Degrees. */
const TURN = 12;

/** @param light mean colour of the ground, which tints the thing a little */
export async function placeThing(
  side: number,
  light: readonly number[],
  random: Random,
  extent: readonly [number, number] = EXTENT,
): Promise<Thing> {
  const long = Math.round(side * random.uniform(...extent));
  const trimmed = await openCutOut(random).toColourspace('srgb').trim({ threshold: 1 }).png().toBuffer();
  const soft = random.next() < 0.4 ? random.uniform(0.3, 1.2) : 0;
  const turn = random.next() < 0.5 ? random.uniform(-TURN, TURN) : 0;
  let picture = sharp(trimmed).flop(random.next() < 0.5);
  if (turn !== 0) picture = picture.rotate(turn, { background: '#0000' });
  picture = sharp(await picture.png().toBuffer())
    .resize(long, long, { fit: 'inside', kernel: 'cubic' })
    .modulate({ brightness: random.uniform(0.75, 1.2), saturation: random.uniform(0.6, 1.25) });
  if (soft > 0) picture = picture.blur(soft);
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const room = [side - info.width, side - info.height] as const;
  const place = (left: number) => {
    const spare = Math.max(0.12 * side, Math.abs(left) * 0.5);
    const [low, high] = left >= 0 ? [-0.08 * side, left + 0.08 * side] : [left / 2 - spare, left / 2 + spare];
    return Math.round(random.uniform(low, high));
  };
  const [x0, y0] = [place(room[0]), place(room[1])];
  const gain = tint(data, light, random.uniform(0, 0.35));
  const colour = new Float32Array(side * side * 3);
  const alpha = new Float32Array(side * side);
  for (let y = Math.max(0, -y0); y < Math.min(info.height, side - y0); y++) {
    for (let x = Math.max(0, -x0); x < Math.min(info.width, side - x0); x++) {
      const [from, to] = [4 * (y * info.width + x), (y0 + y) * side + x0 + x];
      alpha[to] = data[from + 3]! / 255;
      for (let c = 0; c < 3; c++)
        colour[3 * to + c] = alpha[to]! * Math.min(1, (gain[c]! * data[from + c]!) / 255);
    }
  }
  return { colour, alpha };
}

/** Factors that bring the thing's mean colour part of the way to the ground's. */
function tint(rgba: Buffer, light: readonly number[], part: number): number[] {
  const sums = [0, 0, 0, 1e-6];
  for (let i = 0; i < rgba.length; i += 4) {
    const a = rgba[i + 3]! / 255;
    for (let c = 0; c < 3; c++) sums[c]! += (a * rgba[i + c]!) / 255;
    sums[3]! += a;
  }
  return light.map((l, c) => {
    const mean = Math.max(0.05, sums[c]! / sums[3]!);
    return Math.min(1.6, Math.max(0.5, (Math.max(0.05, l) / mean) ** part));
  });
}

/** Mean colour of what is opaque. */
export function meanColour({ colour, alpha }: Thing): number[] {
  const sums = [0, 0, 0];
  let weight = 1e-6;
  alpha.forEach((a, i) => {
    weight += a;
    for (let c = 0; c < 3; c++) sums[c]! += colour[3 * i + c]!;
  });
  return sums.map((v) => v / weight);
}
