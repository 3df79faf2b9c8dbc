/** Plain grounds: one colour, a gradient or a vignette. */
import type { Random } from '../../src/random.ts';
import { type RgbImage, rgbImage } from '../../src/raster/raster.ts';

const KINDS = ['plain', 'gradient', 'vignette'] as const;

export function plainGround(side: number, random: Random): { image: RgbImage; name: string } {
  const kind = KINDS[random.integer(KINDS.length)]!;
  const light = random.uniform(0.35, 0.95);
  const colour = [0, 1, 2].map(() => Math.min(1, Math.max(0.05, light + random.uniform(-0.25, 0.25))));
  const angle = random.uniform(0, 2 * Math.PI);
  const depth = random.uniform(0.1, 0.35);
  const data = new Float32Array(side * side * 3);
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [(2 * (i % side)) / side - 1, (2 * Math.floor(i / side)) / side - 1];
    const along = (x * Math.cos(angle) + y * Math.sin(angle)) / Math.SQRT2;
    const shade = { plain: 0, gradient: (1 + along) / 2, vignette: (x * x + y * y) / 2 }[kind];
    for (let c = 0; c < 3; c++) data[3 * i + c] = colour[c]! * (1 - depth * shade);
  }
  return { image: rgbImage({ width: side, height: side }, data), name: kind };
}
