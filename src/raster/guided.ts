/**
 * The guided filter with a colour guide: the output is, in every window, a linear function of the guide's colours that is nearest to the
 * input, so that a coarse map takes over the guide's edges (K. He, J. Sun, X. Tang, "Guided image filtering", 2010, section 3.5).
 */
import { openGuidedKernel } from './kernels/guided.ts';
import { type Plane, plane } from './raster.ts';

export interface GuidedOptions {
  /** Half the window's side in pixels. */
  readonly radius: number;
  /** Variance of the guide in a window below which it counts as flat, in squared units of the guide. */
  readonly epsilon: number;
}

/** Planes in the kernel's memory: where each is, or the first of several. */
const PLACES = { colours: 0, means: 3, covariance: 6, slopes: 12, offset: 15, input: 16 };
const COUNT = 17;
/** Pairs of colours in the order of a symmetric matrix's upper half. */
const PAIRS = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 1],
  [1, 2],
  [2, 2],
] as const;

/** Filters several planes by one guide, all of one size: what depends on the guide alone is computed once. */
export function guidedFilter(
  planes: readonly Plane[],
  guide: readonly [Plane, Plane, Plane],
  { radius, epsilon }: GuidedOptions,
): Plane[] {
  const { width, height } = guide[0];
  const { colours, means, covariance, slopes, offset, input } = PLACES;
  const kernel = openGuidedKernel({ width, height }, radius, COUNT);
  const averaged = [0, 1, 2].map((c) => ({ values: colours + c, mean: means + c }));
  for (const [c, { values, mean }] of averaged.entries()) {
    kernel.put(values, guide[c]!.data);
    kernel.means(values, mean);
  }
  for (const [k, [a, b]] of PAIRS.entries()) {
    kernel.covariance(averaged[a]!, averaged[b]!, covariance + k);
    if (a === b) kernel.add(covariance + k, epsilon);
  }
  return planes.map(({ data }) => {
    kernel.put(input, data);
    kernel.means(input, offset);
    for (const [c, colour] of averaged.entries())
      kernel.covariance(colour, { values: input, mean: offset }, slopes + c);
    kernel.models(covariance, means, slopes);
    for (let k = slopes; k <= offset; k++) kernel.means(k, k);
    kernel.predict(slopes, colours);
    return plane({ width, height }, kernel.take(offset));
  });
}
