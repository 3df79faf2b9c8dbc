/** How likely a colour is inside the subject, by histograms of what is inside and outside. */
import { mapValues, type Plane } from '../raster/raster.ts';

/** Colour histogram bins per axis: lightness, a, b. */
const BINS = [16, 16, 16] as const;
const AXIS_RANGE = [
  [0, 1],
  [-0.3, 0.3],
  [-0.3, 0.3],
] as const;

/**
 * The bin of each cell's colour.
 * @param lab OKLab planes
 */
export function colourBins(lab: readonly Float32Array[]): Int32Array {
  const bins = new Int32Array(lab[0].length);
  lab.forEach((plane, axis) => {
    const [low, high] = AXIS_RANGE[axis];
    const count = BINS[axis];
    for (let i = 0; i < bins.length; i++) {
      const at = Math.floor(((plane[i] - low) / (high - low)) * count);
      bins[i] = bins[i] * count + Math.min(count - 1, Math.max(0, at));
    }
  });
  return bins;
}

/** Probability of being inside, by each cell's bin, given the colour alone, with equal areas of inside and outside assumed. */
export function colourPosterior(bins: Int32Array, mask: Plane): Plane {
  const size = BINS[0] * BINS[1] * BINS[2];
  const inside = new Float64Array(size);
  const outside = new Float64Array(size);
  let insideTotal = 1e-9;
  let outsideTotal = 1e-9;
  for (let i = 0; i < bins.length; i++) {
    const v = mask.data[i];
    inside[bins[i]] += v;
    outside[bins[i]] += 1 - v;
    insideTotal += v;
    outsideTotal += 1 - v;
  }
  const [p, q] = [blurBins(inside), blurBins(outside)];
  const floor = 1e-4;
  return mapValues(mask, (_, i) => {
    const a = p[bins[i]] / insideTotal + floor;
    const b = q[bins[i]] / outsideTotal + floor;
    return a / (a + b);
  });
}

/** Spreads counts to neighbouring bins with weights 1/4, 1/2, 1/4 along each axis. */
export function blurBins(counts: Float64Array): Float64Array {
  const [, nb, nc] = BINS;
  let from = counts;
  for (const [stride, size] of [
    [1, nc],
    [nc, nb],
    [nb * nc, BINS[0]],
  ]) {
    const to = new Float64Array(from.length);
    for (let i = 0; i < from.length; i++) {
      const at = Math.floor(i / stride) % size;
      to[i] += from[i] / 2;
      to[at > 0 ? i - stride : i] += from[i] / 4;
      to[at < size - 1 ? i + stride : i] += from[i] / 4;
    }
    from = to;
  }
  return from;
}
