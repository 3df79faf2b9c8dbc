/** Written by `npm run bench:lines`: the weight of each of a line's features, see line-features.ts, and the bias. */
export const LINE_WEIGHTS: readonly number[] = [
  1.5998, 0.4174, 0.8968, 0.5079, 1.096, -0.5846, 1.9134, 0.7896, 0.5608, 3.6109, 0.8878, 0.1989, -0.5508,
  -0.7447, 11.4243,
];
export const LINE_BIAS = -9.4214;
