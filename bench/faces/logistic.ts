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

const STEPS = 8;

/**
 * The linear model with the largest likelihood less `ridge` / 2 times the square of its weights, which are those of standardised
 * values; by Newton's method (iteratively reweighted least squares).
 */
export function fitLogistic({ rows, labels }: Examples, ridge: number): LinearModel {
  const width = rows[0].length;
  const { mean, deviation } = standardisation(rows);
  const size = width + 1;
  const values = rows.map((row) =>
    Float64Array.from({ length: size }, (_, d) => (d < width ? (row[d] - mean[d]) / deviation[d] : 1)),
  );
  const model = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    const gradient = Float64Array.from(model, (w, d) => (d < width ? -ridge * w : 0));
    const hessian = Array.from({ length: size }, (_, d) => {
      const row = new Float64Array(size);
      row[d] = d < width ? ridge : 1e-9;
      return row;
    });
    values.forEach((row, k) => {
      let logit = 0;
      for (let d = 0; d < size; d++) logit += model[d] * row[d];
      const p = 1 / (1 + Math.exp(-logit));
      const weight = Math.max(1e-9, p * (1 - p));
      for (let d = 0; d < size; d++) {
        gradient[d] += (labels[k] - p) * row[d];
        const scaled = weight * row[d];
        const line = hessian[d];
        for (let e = 0; e <= d; e++) line[e] += scaled * row[e];
      }
    });
    const change = solveSymmetric(hessian, gradient);
    for (let d = 0; d < size; d++) model[d] += change[d];
    if (Math.max(...change.map(Math.abs)) < 1e-6) break;
  }
  const weight = Float32Array.from({ length: width }, (_, d) => model[d] / deviation[d]);
  const bias = weight.reduce((sum, w, d) => sum - w * mean[d], model[width]);
  return { weight, bias };
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

/** Solves A x = b by Cholesky's decomposition; `lower` holds A's lower triangle, and is overwritten. */
function solveSymmetric(lower: readonly Float64Array[], b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i][j];
      for (let k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(sum) : sum / lower[j][j];
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i][k] * x[k];
    x[i] /= lower[i][i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}
