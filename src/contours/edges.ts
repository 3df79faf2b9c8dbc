/**
 * Edges that a person would draw: colour gradients, thinned, with texture held down.
 *
 * The gradient is the largest eigenvalue of the smoothed colour structure tensor (S. Di Zenzo, "A note on the gradient of
 * a multi-image", 1986); texture is held down by surround inhibition (C. Grigorescu, N. Petkov, M. Westenberg, "Contour
 * detection based on nonclassical receptive field inhibition", 2003): an edge among many loses, a lone one stays.
 */

import { blur, blurWide } from '../raster/blur.ts';
import { quantiles } from '../raster/quantiles.ts';
import { type Plane, plane } from '../raster/raster.ts';

/** How strong an edge runs through each pixel. */
export interface EdgeStrength {
  readonly width: number;
  readonly height: number;
  /** In [0, 1], (height, width). */
  readonly strength: Float32Array;
}

type Tensor = readonly [Float32Array, Float32Array, Float32Array];

/** Edges before it is known which way they run: few pixels are on one, and angles take time. */
export interface Edges extends EdgeStrength {
  /** Planes xx, xy and yy of the smoothed structure tensor. */
  readonly tensor: Tensor;
}

export interface EdgeMap extends EdgeStrength {
  /** Unit normal (across the edge) of each pixel that has a strength, x and y planes. */
  readonly normalX: Float32Array;
  readonly normalY: Float32Array;
}

export interface EdgeOptions {
  /** Standard deviation of the derivative in pixels. */
  readonly scale: number;
  /** Standard deviation over which tensors are averaged, in pixels. */
  readonly integration: number;
  /** How texture is held down; it stays where this is absent. */
  readonly texture?: {
    /** Weight of the surround's mean strength that is taken off. */
    readonly inhibition: number;
    /** Standard deviation of the surround in pixels. */
    readonly surround: number;
  };
}

/** Edges in several planes of one size, e.g. OKLab with the mask as a fourth. */
export function findEdges(planes: readonly Plane[], weights: readonly number[], options: EdgeOptions): Edges {
  const { width, height } = planes[0];
  const sums = createTensor(width * height);
  planes.forEach((of, k) => {
    addTensor(sums, blur(of, options.scale), weights[k] * weights[k]);
  });
  const smooth = (data: Float32Array) => blur(plane({ width, height }, data), options.integration).data;
  const tensor = [smooth(sums[0]), smooth(sums[1]), smooth(sums[2])] as const;
  const magnitude = plane({ width, height }, largestEigenvalues(tensor));
  return { width, height, strength: inhibit(magnitude, options), tensor };
}

/** The edges with their normals where they have a strength. */
export function withNormals({ width, height, strength, tensor }: Edges): EdgeMap {
  const [xx, xy, yy] = tensor;
  const normalX = new Float32Array(width * height);
  const normalY = new Float32Array(width * height);
  for (let i = 0; i < strength.length; i++) {
    if (strength[i] <= 0) continue;
    // cosine and sine of half the angle of (x, y), without the angle
    const [x, y] = [xx[i] - yy[i], 2 * xy[i]];
    const length = Math.sqrt(x * x + y * y);
    const larger = length === 0 ? 1 : Math.sqrt((1 + Math.abs(x) / length) / 2);
    const smaller = length === 0 ? 0 : Math.abs(y) / (2 * length * larger);
    normalX[i] = x >= 0 ? larger : smaller;
    normalY[i] = (y < 0 ? -1 : 1) * (x >= 0 ? smaller : larger);
  }
  return { width, height, strength, normalX, normalY };
}

const createTensor = (count: number): Tensor => [
  new Float32Array(count),
  new Float32Array(count),
  new Float32Array(count),
];

/** Adds the products of a plane's central differences, of which the border's are one-sided. */
function addTensor([xx, xy, yy]: Tensor, { width, height, data }: Plane, weight: number): void {
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const up = Math.max(0, y - 1) * width;
    const down = Math.min(height - 1, y + 1) * width;
    let [before, here] = [data[row], data[row]];
    for (let x = 0; x < width; x++) {
      const i = row + x;
      const next = x < width - 1 ? data[i + 1] : here;
      const gx = (next - before) / 2;
      const gy = (data[down + x] - data[up + x]) / 2;
      xx[i] += weight * gx * gx;
      xy[i] += weight * gx * gy;
      yy[i] += weight * gy * gy;
      before = here;
      here = next;
    }
  }
}

/** Their square roots. */
function largestEigenvalues([xx, xy, yy]: Tensor): Float32Array {
  const roots = new Float32Array(xx.length);
  for (let i = 0; i < roots.length; i++) {
    const half = (xx[i] - yy[i]) / 2;
    const root = Math.sqrt(half * half + xy[i] * xy[i]);
    roots[i] = Math.sqrt(Math.max(0, (xx[i] + yy[i]) / 2 + root));
  }
  return roots;
}

function inhibit(magnitude: Plane, { texture }: EdgeOptions): Float32Array {
  if (!texture) return magnitude.data;
  const around = blurWide(magnitude, texture.surround).data;
  return around.map((v, i) => Math.max(0, magnitude.data[i] - texture.inhibition * v));
}

/** Scales a map so that the value below which `fraction` of its non-zero entries lie becomes 1, and clips there. */
export function normaliseByQuantile(values: Float32Array, fraction: number): Float32Array {
  const positive = new Float32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > 0) positive[count++] = values[i];
  if (count === 0) return values;
  const [top] = quantiles(positive.subarray(0, count), [fraction]);
  const scaled = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) scaled[i] = Math.min(1, values[i] / top);
  return scaled;
}

/**
 * Non-maximum suppression across the edge: keeps the strength of pixels that are at least as strong as both neighbours one
 * pixel along the normal (J. Canny, 1986); the rest become 0.
 */
export function thin(map: EdgeMap): Float32Array {
  const { width, height, strength, normalX, normalY } = map;
  const out = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const v = strength[i];
      if (v <= 0) continue;
      const before = bilinear(strength, width, x - normalX[i], y - normalY[i]);
      const after = bilinear(strength, width, x + normalX[i], y + normalY[i]);
      if (v > before && v >= after) out[i] = v;
    }
  }
  return out;
}

function bilinear(data: Float32Array, width: number, x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const i = y0 * width + x0;
  const right = fx > 0 ? 1 : 0;
  const below = fy > 0 ? width : 0;
  return (
    (1 - fy) * ((1 - fx) * data[i] + fx * data[i + right]) +
    fy * ((1 - fx) * data[i + below] + fx * data[i + below + right])
  );
}
