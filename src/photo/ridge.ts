/**
 * Ridge regression, for linear classifiers that are fitted to one photo's tokens: the weights w that minimise
 * sum_i c_i (x_i . w + b - y_i)^2 + lambda |w|^2, by conjugate gradients (M. Hestenes and E. Stiefel, 1952).
 */

import { dot } from '../sums.ts';
import type { TokenGrid } from './reader.ts';

export interface Samples {
  /** (count, width), row-major. */
  readonly data: Float32Array;
  readonly width: number;
}

/** What each sample should score, and how much it counts. */
export interface Targets {
  readonly values: Float32Array;
  /** >= 0, not all 0. */
  readonly weights: Float32Array;
}

const RIDGE = {
  /** lambda, as a part of the weighted mean square of a sample's distance from the mean, times the samples' weight. */
  penalty: 0.02,
  /** Steps of conjugate gradients: fewer fit less closely, as a larger penalty does. */
  steps: 12,
};

/** Scores (count) of all samples by the classifier that fits the targets best. */
export function ridgeScores(samples: Samples, { values, weights }: Targets, params = RIDGE): Float32Array {
  const { data, width } = samples;
  const count = values.length;
  let total = 0;
  let meanTarget = 0;
  const mean = new Float64Array(width);
  for (let i = 0; i < count; i++) {
    const c = weights[i];
    if (c === 0) continue;
    total += c;
    meanTarget += c * values[i];
    for (let j = 0; j < width; j++) mean[j] += c * data[i * width + j];
  }
  meanTarget /= total;
  for (let j = 0; j < width; j++) mean[j] /= total;
  /** (X - mean) w */
  const project = (w: Float64Array): Float64Array => {
    const out = new Float64Array(count);
    const shift = dot(mean, w);
    for (let i = 0; i < count; i++) {
      let sum = -shift;
      for (let j = 0; j < width; j++) sum += data[i * width + j] * w[j];
      out[i] = sum;
    }
    return out;
  };
  /** (X - mean)^T diag(c) v */
  const collect = (v: Float64Array): Float64Array => {
    const out = new Float64Array(width);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const cv = weights[i] * v[i];
      if (cv === 0) continue;
      sum += cv;
      for (let j = 0; j < width; j++) out[j] += cv * data[i * width + j];
    }
    for (let j = 0; j < width; j++) out[j] -= sum * mean[j];
    return out;
  };
  const lambda = params.penalty * spread(samples, weights, mean);
  const right = collect(Float64Array.from(values, (y) => y - meanTarget));
  const w = conjugateGradients(
    (v) => collect(project(v)).map((u, j) => u + lambda * v[j]),
    right,
    params.steps,
  );
  return Float32Array.from(project(w), (v) => v + meanTarget);
}

/** Weighted sum of squared distances from the mean. */
function spread({ data, width }: Samples, weights: Float32Array, mean: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    let square = 0;
    for (let j = 0; j < width; j++) square += (data[i * width + j] - mean[j]) ** 2;
    sum += weights[i] * square;
  }
  return sum;
}

/** An approximate solution of A x = b for a symmetric positive definite A, from 0. */
function conjugateGradients(
  times: (v: Float64Array) => Float64Array,
  b: Float64Array,
  steps: number,
): Float64Array {
  const x = new Float64Array(b.length);
  const residual = Float64Array.from(b);
  let direction = Float64Array.from(b);
  let square = dot(residual, residual);
  for (let step = 0; step < steps && square > 1e-12; step++) {
    const image = times(direction);
    const length = square / dot(direction, image);
    for (let j = 0; j < x.length; j++) {
      x[j] += length * direction[j];
      residual[j] -= length * image[j];
    }
    const next = dot(residual, residual);
    const keep = next / square;
    direction = direction.map((v, j) => residual[j] + keep * v);
    square = next;
  }
  return x;
}

/** Scales the weights so that both classes have the same sum. */
export function balanced({ values, weights }: Targets): Targets {
  let [inside, outside] = [0, 0];
  for (let i = 0; i < values.length; i++)
    if (values[i] > 0) inside += weights[i];
    else outside += weights[i];
  const [more, less] = [1 / Math.max(inside, 1e-6), 1 / Math.max(outside, 1e-6)];
  return { values, weights: weights.map((v, i) => v * (values[i] > 0 ? more : less)) };
}

/** Tokens, each of length 1. */
export function unitTokens({ width, data }: TokenGrid): Samples {
  const out = new Float32Array(data.length);
  for (let from = 0; from < data.length; from += width) {
    let square = 0;
    for (let j = from; j < from + width; j++) square += data[j] * data[j];
    const scale = 1 / (Math.sqrt(square) || 1);
    for (let j = from; j < from + width; j++) out[j] = data[j] * scale;
  }
  return { data: out, width };
}
