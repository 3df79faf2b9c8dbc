import { expect, it } from 'vitest';
import { principalComponents } from '../../src/photo/principal.ts';
import { createRandom } from '../../src/random.ts';

const [ROWS, COLUMNS, WIDTH] = [3, 5, 4];
const COUNT = ROWS * COLUMNS;
const random = createRandom(11);
/** Stretched along its axes by different amounts, so that the components are well apart. */
const data = Float32Array.from(
  { length: COUNT * WIDTH },
  (_, i) => [3, 1.4, 0.6, 0.2][i % WIDTH] * random.normal() + 1,
);
const tokens = {
  ...{ rows: ROWS, columns: COLUMNS, width: WIDTH, data },
  photo: { x: 0, y: 0, width: COLUMNS, height: ROWS },
};
const mean = (f: (i: number) => number) =>
  Array.from({ length: COUNT }, (_, i) => f(i)).reduce((sum, v) => sum + v / COUNT, 0);

/** The tokens at unit length less their mean, and their covariance. */
function byDefinition() {
  const unit = Array.from({ length: COUNT }, (_, i) => {
    const token = [...data.subarray(i * WIDTH, (i + 1) * WIDTH)];
    return token.map((v) => v / Math.hypot(...token));
  });
  const centre = Array.from({ length: WIDTH }, (_, j) => mean((i) => unit[i][j]));
  const centred = unit.map((token) => token.map((v, j) => v - centre[j]));
  const covariance = centre.map((_, j) => centre.map((_, k) => mean((i) => centred[i][j] * centred[i][k])));
  return covariance;
}

it('components are uncorrelated, of mean 0 and variance 1 over the tokens', () => {
  const components = principalComponents(tokens, 3);
  components.forEach((a, m) => {
    expect(mean((i) => a[i])).toBeCloseTo(0, 5);
    components.forEach((b, n) => {
      expect(mean((i) => a[i] * b[i])).toBeCloseTo(m === n ? 1 : 0, 3);
    });
  });
});

it('the first component varies as much as any direction does', () => {
  const covariance = byDefinition();
  const along = (axis: readonly number[]) =>
    axis.reduce((sum, v, j) => sum + axis.reduce((inner, w, k) => inner + v * w * covariance[j][k], 0), 0);
  /** What a component of variance 1 is of the tokens: their covariance with it is its axis times the root of its variance. */
  const [first] = principalComponents(tokens, 1);
  const lengths = Array.from({ length: COUNT }, (_, i) =>
    Math.hypot(...data.subarray(i * WIDTH, (i + 1) * WIDTH)),
  );
  const loading = Array.from({ length: WIDTH }, (_, j) =>
    mean((i) => (first[i] * data[i * WIDTH + j]) / lengths[i]),
  );
  const variance = loading.reduce((sum, v) => sum + v * v, 0);
  for (let k = 0; k < 2000; k++) {
    const direction = Array.from({ length: WIDTH }, () => random.normal());
    const length = Math.hypot(...direction);
    expect(along(direction.map((v) => v / length))).toBeLessThanOrEqual(variance * (1 + 1e-5));
  }
});
