import { expect, it } from 'vitest';
import type { Program } from '../../src/compute/program.ts';
import { surveyEngines } from '../../src/compute/survey.ts';
import * as tf from '../../src/compute/tf.ts';
import '../helpers/patience.ts';

const program: Program = {
  key: 'survey',
  inputs: { x: { shape: [8] } },
  weights: [],
  run: ({ x }) => ({ y: tf.neg(x!) }),
};
const inputs = { x: { shape: [8], data: new Float32Array(8) } };

it('times the engines that run here and says why the others do not', async () => {
  const reports = await surveyEngines(program, inputs, { threads: 1, seconds: 0.05 });
  const byName = new Map(reports.map((report) => [report.engine, report]));
  for (const name of ['onnx', 'wasm'] as const) {
    expect(byName.get(name)).toMatchObject({ ready: true });
    expect(byName.get(name)!.secondsPerRun).toBeGreaterThan(0);
  }
  for (const { ready, problem } of reports) expect(problem === undefined).toBe(ready);
});

it('says how far results are from those of onnx', async () => {
  const reports = await surveyEngines(program, inputs, { threads: 1, seconds: 0 });
  const byName = new Map(reports.map((report) => [report.engine, report]));
  for (const name of ['onnx', 'wasm'] as const) expect(byName.get(name)!.difference).toBe(0);
  for (const { ready, difference } of reports) expect(difference === undefined).toBe(!ready);
});
