import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { adamStep, createAdam } from '../../src/optimize/adam.ts';

const golden = JSON.parse(readFileSync(new URL('../golden/adam/adam.json', import.meta.url), 'utf8'));

it('takes the steps PyTorch takes', () => {
  const parameters = Float64Array.from(golden.start);
  let state = createAdam(parameters.length);
  golden.grads.forEach((gradient: number[], i: number) => {
    state = adamStep(state, parameters, Float64Array.from(gradient), golden.lr);
    golden.params_after[i].forEach((expected: number, k: number) => {
      expect(parameters[k]).toBeCloseTo(expected, 4);
    });
  });
  expect(state.step).toBe(golden.grads.length);
});

it('leaves a parameter without gradient where it is', () => {
  const parameters = Float64Array.of(0.5);
  adamStep(createAdam(1), parameters, Float64Array.of(0), 1);
  expect(parameters[0]).toBe(0.5);
});
