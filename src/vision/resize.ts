/**
 * Separable resizing of maps as PyTorch's `interpolate(align_corners=False, antialias=False)` does it: output pixel
 * centres are mapped to the input by `(i + 0.5) in / out - 0.5`, samples beyond the edge repeat it.
 */

export type Interpolation = 'bilinear' | 'bicubic';

/** Resizes `data` (height, width, channels) to (toHeight, toWidth, channels). */
export function resizeMap(
  data: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  [toHeight, toWidth]: readonly [number, number],
  interpolation: Interpolation,
): Float32Array {
  const rows = resizeAxis(data, [1, height, width * channels], toHeight, interpolation);
  return resizeAxis(rows, [toHeight, width, channels], toWidth, interpolation);
}

/** Resizes the middle axis of (outer, size, inner). */
function resizeAxis(
  data: Float32Array,
  [outer, size, inner]: readonly [number, number, number],
  toSize: number,
  interpolation: Interpolation,
): Float32Array {
  const out = new Float32Array(outer * toSize * inner);
  const kernel = interpolation === 'bicubic' ? cubicWeights : linearWeights;
  for (let i = 0; i < toSize; i++) {
    const source = ((i + 0.5) * size) / toSize - 0.5;
    const floor = Math.floor(source);
    const weights = kernel(source - floor);
    const first = floor - weights.length / 2 + 1;
    weights.forEach((weight, k) => {
      const from = Math.min(size - 1, Math.max(0, first + k));
      for (let o = 0; o < outer; o++) {
        const read = (o * size + from) * inner;
        const write = (o * toSize + i) * inner;
        for (let c = 0; c < inner; c++) out[write + c]! += weight * data[read + c]!;
      }
    });
  }
  return out;
}

function linearWeights(t: number): number[] {
  return [1 - t, t];
}

/** Keys' cubic convolution with a = -0.75, at distances 1 + t, t, 1 - t, 2 - t. */
function cubicWeights(t: number): number[] {
  const a = -0.75;
  const near = (x: number) => ((a + 2) * x - (a + 3)) * x * x + 1;
  const far = (x: number) => ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
  return [far(1 + t), near(t), near(1 - t), far(2 - t)];
}

/** Scales values to [0, 1]; a constant map becomes zeros. */
export function minMax(data: Float32Array): Float32Array {
  let low = Infinity;
  let high = -Infinity;
  for (const value of data) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const range = high - low;
  return range > 0 ? data.map((value) => (value - low) / range) : new Float32Array(data.length);
}
