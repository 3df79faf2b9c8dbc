/**
 * The minimiser of sum w_ij (x_i - x_j)^2 + priorPull sum (x_i - prior_i)^2 over neighbours i and j, the more alike the closer together
 * (L. Grady, "Random walks for image segmentation", 2006), by successive over-relaxation.
 */
import type { Size } from '../raster/frame.ts';

export interface WalkOptions {
  /** Colour difference at which neighbours are held together with weight exp(-1/2). */
  readonly edgeScale: number;
  /** Pull of the prior against the pull of one like neighbour. */
  readonly priorPull: number;
  readonly sweeps: number;
}

const OVER_RELAXATION = 1.8;
/** Rows that are swept together, each a cell behind the one above: their cells do not wait for each other. */
const BAND = 4;

/**
 * @param colours planes of the picture's colours, (height, width)
 * @returns for a prior (height, width) in [0, 1] the minimiser, clipped to [0, 1]
 */
export function createWalk(
  colours: readonly Float32Array[],
  size: Size,
  { edgeScale, priorPull, sweeps }: WalkOptions,
): (prior: Float32Array) => Float32Array {
  const { width, height } = size;
  const links = linkNeighbours(colours, size, edgeScale);
  const totals = sumLinks(links, size, priorPull);
  return (prior) => {
    // a row above and one below, to which nothing is linked
    const x = new Float32Array((height + 2) * width);
    x.set(prior, width);
    for (let sweep = 0; sweep < sweeps; sweep++) {
      for (let top = 0; top < height; top += BAND) {
        const rows = Math.min(BAND, height - top);
        for (let step = 0; step < width + rows - 1; step++) {
          const last = Math.min(rows - 1, step);
          for (let k = Math.max(0, step - width + 1); k <= last; k++) {
            const cell = (top + k) * width + step - k;
            const i = cell + width;
            let sum = priorPull * prior[cell];
            sum += links.right[i - 1] * x[i - 1];
            sum += links.below[i - width] * x[i - width];
            sum += links.right[i] * x[i + 1];
            sum += links.below[i] * x[i + width];
            x[i] += OVER_RELAXATION * (sum / totals[cell] - x[i]);
          }
        }
      }
    }
    return x.subarray(width, width + prior.length).map((v) => Math.min(1, Math.max(0, v)));
  };
}

/** Similarity of each cell to its right and lower neighbour, 0 where there is none; with a row above, as `x` has. */
interface Links {
  readonly right: Float32Array;
  readonly below: Float32Array;
}

function linkNeighbours(colours: readonly Float32Array[], { width, height }: Size, edgeScale: number): Links {
  const right = new Float32Array((height + 2) * width);
  const below = new Float32Array((height + 2) * width);
  const similarity = (i: number, j: number) => {
    let square = 0;
    for (const plane of colours) square += (plane[i] - plane[j]) ** 2;
    return Math.exp(-square / (2 * edgeScale * edgeScale)) + 1e-3;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (x + 1 < width) right[width + i] = similarity(i, i + 1);
      if (y + 1 < height) below[width + i] = similarity(i, i + width);
    }
  }
  return { right, below };
}

function sumLinks({ right, below }: Links, { width, height }: Size, priorPull: number): Float64Array {
  const totals = new Float64Array(width * height);
  for (let cell = 0, i = width; cell < totals.length; cell++, i++) {
    totals[cell] = priorPull + right[i - 1] + below[i - width] + right[i] + below[i];
  }
  return totals;
}
