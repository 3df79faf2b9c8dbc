/** Principal components of a network's tokens. */
import type { TokenGrid } from './reader.ts';

/** Power iterations; the first components of a photo's tokens are well apart. */
const ITERATIONS = 40;

/**
 * Each token's coordinate along the first principal components of the tokens at unit length, weighted: planes (rows, columns) of mean 0 and
 * variance 1 under the weights. By orthogonal power iteration from a fixed start, so the same tokens give the same signs.
 * @param weights of the tokens, (rows, columns), >= 0, not all 0
 */
export function principalComponents(
  { rows, columns, width, data }: TokenGrid,
  weights: Float32Array,
  count: number,
): Float32Array[] {
  const tokens = centred(data, weights, rows * columns, width);
  const found: Float64Array<ArrayBufferLike>[] = [];
  return Array.from({ length: count }, (_, c) => {
    let axis: Float64Array<ArrayBufferLike> = Float64Array.from({ length: width }, (_, j) =>
      Math.sin(12.9898 * (j + 1) + c),
    );
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      axis = unit(without(found, covarianceTimes(tokens, weights, axis)));
    }
    found.push(axis);
    return scaled(project(tokens, axis), weights);
  });
}

/** Tokens at unit length, less their weighted mean. */
function centred(data: Float32Array, weights: Float32Array, count: number, width: number): Float64Array {
  const tokens = new Float64Array(count * width);
  const mean = new Float64Array(width);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const token = data.subarray(i * width, (i + 1) * width);
    const length = Math.hypot(...token) || 1;
    total += weights[i];
    for (let j = 0; j < width; j++) {
      tokens[i * width + j] = token[j] / length;
      mean[j] += (weights[i] * token[j]) / length;
    }
  }
  for (let i = 0; i < tokens.length; i++) tokens[i] -= mean[i % width] / total;
  return tokens;
}

function project(tokens: Float64Array, axis: Float64Array): Float64Array {
  const width = axis.length;
  return Float64Array.from({ length: tokens.length / width }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += tokens[i * width + j] * axis[j];
    return sum;
  });
}

/** The weighted covariance matrix of the tokens times a vector. */
function covarianceTimes(tokens: Float64Array, weights: Float32Array, axis: Float64Array): Float64Array {
  const width = axis.length;
  const out = new Float64Array(width);
  project(tokens, axis).forEach((coordinate, i) => {
    const factor = weights[i] * coordinate;
    if (factor === 0) return;
    for (let j = 0; j < width; j++) out[j] += factor * tokens[i * width + j];
  });
  return out;
}

/** The part of a vector that is orthogonal to unit vectors that are so to each other. */
function without(axes: readonly Float64Array[], vector: Float64Array): Float64Array {
  const out = Float64Array.from(vector);
  for (const axis of axes) {
    const along = axis.reduce((sum, v, j) => sum + v * out[j], 0);
    for (let j = 0; j < out.length; j++) out[j] -= along * axis[j];
  }
  return out;
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0)) || 1;
  return vector.map((v) => v / length);
}

/** Scaled to a weighted mean square of 1. */
function scaled(values: Float64Array, weights: Float32Array): Float32Array {
  let [squares, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    squares += weights[i] * values[i] * values[i];
    total += weights[i];
  }
  const deviation = Math.sqrt(squares / total) || 1;
  return Float32Array.from(values, (v) => v / deviation);
}
