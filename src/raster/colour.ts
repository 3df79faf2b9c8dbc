import { type Plane, plane, type RgbImage } from './raster.ts';

/** Of the pictures that are still in use: several steps ask for the same one's. */
const known = new WeakMap<RgbImage, readonly [Plane, Plane, Plane]>();

/**
 * OKLab planes L, a, b of an sRGB image; equal distances look about equally different. The same planes each time: nobody writes to them.
 * B. Ottosson, "A perceptual color space for image processing", 2020.
 */
export function oklabPlanes(image: RgbImage): readonly [Plane, Plane, Plane] {
  const planes = known.get(image) ?? computePlanes(image);
  known.set(image, planes);
  return planes;
}

function computePlanes(image: RgbImage): [Plane, Plane, Plane] {
  const { width, height, data } = image;
  const count = width * height;
  const planes = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let i = 0; i < count; i++) {
    const r = linear(data[3 * i]);
    const g = linear(data[3 * i + 1]);
    const b = linear(data[3 * i + 2]);
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    planes[0][i] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
    planes[1][i] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
    planes[2][i] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  }
  return [plane(image, planes[0]), plane(image, planes[1]), plane(image, planes[2])];
}

/** v^0.4 at so many places of [0, 1], where the root begins. */
const STEPS = 1024;
const roots = Float64Array.from({ length: STEPS + 2 }, (_, k) => (k / STEPS) ** 0.4);

/** sRGB decoded: ((v + 0.055) / 1.055) ** 2.4 above 0.04045, to the last bit or two, at a quarter of the time. */
export function linear(v: number): number {
  if (v <= 0.04045) return v / 12.92;
  const u = (v + 0.055) / 1.055;
  if (u > 1) return u ** 2.4;
  const place = u * STEPS;
  const k = Math.floor(place);
  const root = roots[k] + (place - k) * (roots[k + 1] - roots[k]);
  const square = u * u;
  // one step of Halley's method towards the fifth root of the square: an error of 1e-5 becomes its cube
  const fifth = root * root * root * root * root;
  return (square * (root * (4 * fifth + 6 * square))) / (6 * fifth + 4 * square);
}
