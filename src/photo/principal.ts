/** Principal components of a network's tokens. */
import type { TokenGrid } from './reader.ts';

/** Power iterations; the first components of a photo's tokens are well apart. */
const ITERATIONS = 40;

/**
 * Each token's coordinate along the first `count` principal components of the tokens at unit length: planes (rows, columns) of mean 0 and
 * variance 1. By orthogonal power iteration from a fixed start, so the same tokens give the same signs.
 */
export function principalComponents(
  { rows, columns, width, data }: TokenGrid,
  count: number,
): Float32Array[] {
  const tokens = centred(data, rows * columns, width);
  const found: Float64Array<ArrayBufferLike>[] = [];
  return Array.from({ length: count }, (_, c) => {
    let axis: Float64Array<ArrayBufferLike> = Float64Array.from({ length: width }, (_, j) =>
      Math.sin(12.9898 * (j + 1) + c),
    );
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      axis = unit(without(found, covarianceTimes(tokens, axis)));
    }
    found.push(axis);
    return scaled(project(tokens, axis));
  });
}

/** Tokens at unit length, less their mean. */
function centred(data: Float32Array, count: number, width: number): Float64Array {
  const tokens = new Float64Array(count * width);
  const mean = new Float64Array(width);
  for (let i = 0; i < count; i++) {
    const first = i * width;
    const length = lengthOf(data, first, first + width) || 1;
    for (let j = 0; j < width; j++) {
      const value = data[first + j];
      tokens[first + j] = value / length;
      mean[j] += value / length;
    }
  }
  for (let j = 0; j < width; j++) mean[j] /= count;
  for (let first = 0; first < tokens.length; first += width) {
    for (let j = 0; j < width; j++) tokens[first + j] -= mean[j];
  }
  return tokens;
}

/** Math.hypot of the values from `first` to `end` - 1, to the bit as V8 computes it (Kahan's summation), without a list of arguments. */
function lengthOf(data: Float32Array, first: number, end: number): number {
  let most = 0;
  for (let i = first; i < end; i++) most = Math.max(most, Math.abs(data[i]));
  if (most === 0) return 0;
  let sum = 0;
  let compensation = 0;
  for (let i = first; i < end; i++) {
    const part = Math.abs(data[i]) / most;
    const summand = part * part - compensation;
    const next = sum + summand;
    compensation = next - sum - summand;
    sum = next;
  }
  return Math.sqrt(sum) * most;
}

/** Coordinates of tokens (k, width) along an axis, four at a time: their sums do not wait for each other. */
function project(tokens: Float64Array, axis: Float64Array): Float64Array {
  const width = axis.length;
  const out = new Float64Array(tokens.length / width);
  let i = 0;
  for (; i + 4 <= out.length; i += 4) {
    const [a, b, c, d] = [i * width, (i + 1) * width, (i + 2) * width, (i + 3) * width];
    let [sumA, sumB, sumC, sumD] = [0, 0, 0, 0];
    for (let j = 0; j < width; j++) {
      const v = axis[j];
      sumA += tokens[a + j] * v;
      sumB += tokens[b + j] * v;
      sumC += tokens[c + j] * v;
      sumD += tokens[d + j] * v;
    }
    out[i] = sumA;
    out[i + 1] = sumB;
    out[i + 2] = sumC;
    out[i + 3] = sumD;
  }
  for (; i < out.length; i++) {
    for (let j = 0; j < width; j++) out[i] += tokens[i * width + j] * axis[j];
  }
  return out;
}

/** The covariance matrix of tokens, not divided by their number, times a vector, four tokens at a time. */
function covarianceTimes(tokens: Float64Array, axis: Float64Array): Float64Array {
  const width = axis.length;
  const factors = project(tokens, axis);
  const out = new Float64Array(width);
  let i = 0;
  for (; i + 4 <= factors.length; i += 4) {
    const [a, b, c, d] = [i * width, (i + 1) * width, (i + 2) * width, (i + 3) * width];
    const [fa, fb, fc, fd] = [factors[i], factors[i + 1], factors[i + 2], factors[i + 3]];
    for (let j = 0; j < width; j++) {
      out[j] = out[j] + fa * tokens[a + j] + fb * tokens[b + j] + fc * tokens[c + j] + fd * tokens[d + j];
    }
  }
  for (; i < factors.length; i++) {
    for (let j = 0; j < width; j++) out[j] += factors[i] * tokens[i * width + j];
  }
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

/** Scaled to a mean square of 1. */
function scaled(values: Float64Array): Float32Array {
  let squares = 0;
  for (const value of values) squares += value * value;
  const deviation = Math.sqrt(squares / values.length) || 1;
  return Float32Array.from(values, (v) => v / deviation);
}
