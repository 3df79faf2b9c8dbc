/** Adam (Kingma and Ba 2015, algorithm 1) with bias correction, over one flat parameter vector. */
export interface AdamState {
  /** First and second moments. */
  readonly m: Float64Array;
  readonly v: Float64Array;
  /** Steps taken. */
  readonly step: number;
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export function createAdam(size: number): AdamState {
  return { m: new Float64Array(size), v: new Float64Array(size), step: 0 };
}

/**
 * One step: moves `parameters` in place against `gradient` and returns the next state, which takes over the moments'
 * arrays. The learning rate is in the parameters' unit: no coordinate moves by much more than it.
 */
export function adamStep(
  state: AdamState,
  parameters: Float64Array,
  gradient: Float64Array,
  learningRate: number,
): AdamState {
  const { m, v } = state;
  const step = state.step + 1;
  const scale = 1 / (1 - BETA1 ** step);
  const scale2 = 1 / (1 - BETA2 ** step);
  for (let i = 0; i < parameters.length; i++) {
    const g = gradient[i];
    m[i] = BETA1 * m[i] + (1 - BETA1) * g;
    v[i] = BETA2 * v[i] + (1 - BETA2) * g * g;
    parameters[i] -= (learningRate * m[i] * scale) / (Math.sqrt(v[i] * scale2) + EPSILON);
  }
  return { m, v, step };
}
