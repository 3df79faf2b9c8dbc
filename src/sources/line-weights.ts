/** Written by `npm run bench:lines`: the weight of each of a line's features, see line-features.ts, and the bias. */
export const LINE_WEIGHTS: readonly number[] = [
  1.4339, 0.5175, 0.8847, 0.5262, 1.1056, -0.58, 1.8917, 0.8226, 0.5771, 3.5705, 0.9101, 0.2034, -0.5414,
  -0.7403, 11.2072,
];
export const LINE_BIAS = -9.3322;
