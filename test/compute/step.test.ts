/** The whole step of the embedded teacher, traced, against the same step run op by op. */

import { expect, it } from 'vitest';
import { createEngine } from '../../src/compute/engines.ts';
import type { EngineName } from '../../src/compute/program.ts';
import { createObjective, type Step } from '../../src/loss/objective.ts';
import { createRandom } from '../../src/random.ts';
import { loadDinov2 } from '../../src/teachers/dinov2.ts';
import { relativeError } from '../helpers/relative-error.ts';
import '../helpers/patience.ts';

const SIZE = 56;

async function stepOn(name: EngineName): Promise<Step> {
  const engine = await createEngine(name, { threads: 2 });
  const random = createRandom(3);
  const noise = () => Float32Array.from({ length: SIZE * SIZE * 3 }, () => random.next());
  const photos = [0, 1].map(() => ({ width: SIZE, height: SIZE, channels: 3 as const, data: noise() }));
  const objective = await createObjective(engine, await loadDinov2(), photos);
  const ink = Float32Array.from({ length: 2 * SIZE * SIZE }, () => (random.next() < 0.1 ? 1 : 0));
  const step = await objective.step(ink, 1);
  expect(await objective.step(ink, 1)).toEqual(step);
  engine.dispose();
  return step;
}

it('gives the losses and the gradient of the eager engine, the same bytes every time', async () => {
  const onnx = await stepOn('onnx');
  const eager = await stepOn('wasm');
  expect(relativeError(onnx.terms, eager.terms)).toBeLessThan(1e-4);
  expect(relativeError(onnx.gradient, eager.gradient)).toBeLessThan(1e-4);
  expect(onnx.gradient.length).toBe(2 * SIZE * SIZE);
});
