import { describe, expect, it } from 'vitest';
import { ridgeScores } from '../../src/photo/ridge.ts';
import { createRandom } from '../../src/random.ts';

const WIDTH = 3;

describe('ridgeScores', () => {
  const random = createRandom(1);
  const count = 40;
  const data = Float32Array.from({ length: count * WIDTH }, () => random.normal());
  const line = (i: number) => 0.5 + 2 * data[3 * i] - data[3 * i + 1];
  const values = Float32Array.from({ length: count }, (_, i) => line(i));
  const weights = new Float32Array(count).fill(1);

  it('finds a linear function, offset included, when nothing is held down', () => {
    const scores = ridgeScores({ data, width: WIDTH }, { values, weights }, { penalty: 0, steps: 10 });
    scores.forEach((score, i) => {
      expect(score).toBeCloseTo(line(i), 4);
    });
  });

  it('solves the regularised normal equations', () => {
    const penalty = 0.3;
    const scores = ridgeScores({ data, width: WIDTH }, { values, weights }, { penalty, steps: 10 });
    // at the minimum, X^T (scores - y) + lambda w = 0; with centred X, w is recovered from the scores
    const mean = [0, 1, 2].map((j) => values.reduce((sum, _, i) => sum + data[3 * i + j], 0) / count);
    const x = (i: number, j: number) => data[3 * i + j] - mean[j];
    let spread = 0;
    for (let i = 0; i < count; i++) for (let j = 0; j < 3; j++) spread += x(i, j) ** 2;
    const slope = (j: number) => {
      const moved = data.slice();
      moved[j] += 1; // the first sample, one further along axis j, with no weight of its own
      const at = (samples: Float32Array) => {
        const both = Float32Array.from([...samples.subarray(0, 3), ...data]);
        const targets = {
          values: Float32Array.from([0, ...values]),
          weights: Float32Array.from([0, ...weights]),
        };
        return ridgeScores({ data: both, width: WIDTH }, targets, { penalty, steps: 10 })[0];
      };
      return at(moved) - at(data);
    };
    for (let j = 0; j < 3; j++) {
      let residual = penalty * spread * slope(j);
      for (let i = 0; i < count; i++) residual += x(i, j) * (scores[i] - values[i]);
      expect(residual).toBeCloseTo(0, 2);
    }
  });

  it('leaves samples without weight out of the fit', () => {
    const odd = values.slice();
    odd[5] = 1000;
    const some = weights.slice();
    some[5] = 0;
    const scores = ridgeScores(
      { data, width: WIDTH },
      { values: odd, weights: some },
      { penalty: 0, steps: 10 },
    );
    expect(scores[5]).toBeCloseTo(line(5), 3);
  });
});
