/** Logistic regression. */

export interface Examples {
  /** (n, width), row-major. */
  readonly rows: readonly Float32Array[];
  /** 1 or 0 for each row. */
  readonly labels: readonly number[];
}

export interface LinearModel {
  readonly weight: Float32Array;
  readonly bias: number;
}

/** Most steps; steps that are remembered; and the gradient's length, relative to the first one's, at which it stops. */
const MOST_STEPS = 400;
const REMEMBERED = 10;
const FLAT = 1e-6;
/** A step that lowers the loss by less than this fraction of the decrease that its slope predicts is halved. */
const ARMIJO = 1e-4;

/**
 * The linear model with the largest likelihood less `ridge` / 2 times the square of its weights, which are those of standardised
 * values; by L-BFGS (D. C. Liu and J. Nocedal, "On the limited memory BFGS method for large scale optimization", 1989), in time
 * linear in the number of values.
 */
export function fitLogistic({ rows, labels }: Examples, ridge: number): LinearModel {
  const width = rows[0].length;
  const { mean, deviation } = standardisation(rows);
  const standard = rows.map((row) => row.map((value, d) => (value - mean[d]) / deviation[d]));
  const model = minimise(width + 1, (at, gradient) => penalisedLoss(standard, labels, ridge, at, gradient));
  const weight = Float32Array.from({ length: width }, (_, d) => model[d] / deviation[d]);
  const bias = weight.reduce((sum, w, d) => sum - w * mean[d], model[width]);
  return { weight, bias };
}

/** Writes the gradient. @param model weights, then the bias */
function penalisedLoss(
  rows: readonly Float32Array[],
  labels: readonly number[],
  ridge: number,
  model: Float64Array,
  gradient: Float64Array,
): number {
  const width = model.length - 1;
  gradient.fill(0);
  let loss = 0;
  for (let d = 0; d < width; d++) {
    loss += (ridge / 2) * model[d] ** 2;
    gradient[d] = ridge * model[d];
  }
  rows.forEach((row, k) => {
    let logit = model[width];
    for (let d = 0; d < width; d++) logit += model[d] * row[d];
    loss += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - labels[k] * logit;
    const error = 1 / (1 + Math.exp(-logit)) - labels[k];
    for (let d = 0; d < width; d++) gradient[d] += error * row[d];
    gradient[width] += error;
  });
  return loss;
}

type Objective = (at: Float64Array, gradient: Float64Array) => number;

/** The minimiser of a smooth convex function, starting at 0. */
function minimise(size: number, objective: Objective): Float64Array {
  let at = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = objective(at, gradient);
  const flat = FLAT * Math.sqrt(dot(gradient, gradient));
  const memory: { readonly step: Float64Array; readonly change: Float64Array }[] = [];
  for (let k = 0; k < MOST_STEPS && Math.sqrt(dot(gradient, gradient)) > flat; k++) {
    const direction = descent(gradient, memory);
    const slope = dot(direction, gradient);
    let length = memory.length > 0 ? 1 : 1 / Math.sqrt(dot(gradient, gradient));
    const next = new Float64Array(size);
    const nextGradient = new Float64Array(size);
    const attempt = () => {
      for (let d = 0; d < size; d++) next[d] = at[d] + length * direction[d];
      return objective(next, nextGradient);
    };
    let lower = attempt();
    while (lower > value + ARMIJO * length * slope && length > 1e-12) {
      length /= 2;
      lower = attempt();
    }
    const step = next.map((v, d) => v - at[d]);
    const change = nextGradient.map((v, d) => v - gradient[d]);
    if (dot(step, change) <= 0) break;
    memory.push({ step, change });
    if (memory.length > REMEMBERED) memory.shift();
    [at, gradient, value] = [next, nextGradient, lower];
  }
  return at;
}

/** The two-loop recursion: less the inverse Hessian, as far as it is known from the steps before, times the gradient. */
function descent(
  gradient: Float64Array,
  memory: readonly { readonly step: Float64Array; readonly change: Float64Array }[],
): Float64Array {
  const direction = gradient.map((v) => -v);
  const parts = memory.map(() => 0);
  for (let m = memory.length - 1; m >= 0; m--) {
    const { step, change } = memory[m];
    parts[m] = dot(step, direction) / dot(step, change);
    for (let d = 0; d < direction.length; d++) direction[d] -= parts[m] * change[d];
  }
  const last = memory.at(-1);
  if (last) {
    const scale = dot(last.step, last.change) / dot(last.change, last.change);
    for (let d = 0; d < direction.length; d++) direction[d] *= scale;
  }
  memory.forEach(({ step, change }, m) => {
    const again = dot(change, direction) / dot(step, change);
    for (let d = 0; d < direction.length; d++) direction[d] += (parts[m] - again) * step[d];
  });
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[d];
  return sum;
}

function standardisation(rows: readonly Float32Array[]) {
  const width = rows[0].length;
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (const row of rows) for (let d = 0; d < width; d++) mean[d] += row[d] / rows.length;
  for (const row of rows)
    for (let d = 0; d < width; d++) deviation[d] += (row[d] - mean[d]) ** 2 / rows.length;
  return { mean, deviation: deviation.map((v) => Math.sqrt(v) + 1e-6) };
}
