import { expect, it } from 'vitest';
import { createEngine } from '../../../src/compute/engines.ts';
import { loadTf } from '../../../src/compute/lazy-tf.ts';
import { createOnnxEngine } from '../../../src/compute/onnx.ts';
import { differenceOf } from '../../../src/compute/providers/difference.ts';
import { probeProgram, runProbe } from '../../../src/compute/providers/probe.ts';
import '../../helpers/patience.ts';

it('gives the same step on engines that share no kernel, and another on other inputs', async () => {
  await loadTf();
  const onnx = await createOnnxEngine({ threads: 1 });
  const { outputs, seconds } = await runProbe(onnx);
  expect(seconds).toBeGreaterThan(0);
  const { program, inputs } = probeProgram();
  const wasm = await createEngine('wasm', { threads: 1 });
  expect(differenceOf(await (await wasm.compile(program)).run(inputs), outputs)).toBeLessThan(1e-4);
  const image = { ...inputs.image!, data: inputs.image!.data.map((x) => x * 1.01) };
  const changed = await (await onnx.compile(program)).run({ image });
  expect(differenceOf(changed, outputs)).toBeGreaterThan(1e-3);
  onnx.dispose();
  wasm.dispose();
});
