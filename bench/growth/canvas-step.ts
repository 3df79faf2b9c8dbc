/** Optimisation steps on a square canvas of the given side in px, 16 strokes, 2 views, one seed: tsx bench/growth/canvas-step.ts SIDE */
import { createEngine } from '../../src/compute/engines.ts';
import { measureStep } from '../step.ts';

const STEPS = 3;
const size = Number(process.argv[2]);
const engine = await createEngine('onnx', { threads: 1 });
const { processor } = await measureStep(engine, { strokes: 16, views: 2, seeds: 1, size }, STEPS);
console.log((processor.whole / 1e3).toFixed(3));
engine.dispose();
