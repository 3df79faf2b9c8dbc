/**
 * One optimisation step by engine: npx tsx bench/step.ts
 */

import { fileURLToPath } from 'node:url';
import { createEngine, ENGINE_ORDER } from '../src/compute/engines.ts';
import type { Engine } from '../src/compute/program.ts';
import { ClipassoError } from '../src/errors.ts';
import { createObjective } from '../src/loss/objective.ts';
import { createSeedRun, moveStrokes } from '../src/optimize/seed.ts';
import { createRandom } from '../src/random.ts';
import type { RgbImage } from '../src/raster/raster.ts';
import { loadDinov2 } from '../src/teachers/dinov2.ts';
import { createViewBank } from '../src/views/bank.ts';
import { warp } from '../src/views/warp.ts';
import { median, ms, printTable } from './measure.ts';
import { randomDrawing } from './rasterizer.ts';

export interface StepSize {
  readonly strokes: number;
  readonly views: number;
  readonly seeds: number;
  readonly size: number;
}

export const DEFAULT_STEP: StepSize = { strokes: 16, views: 2, seeds: 3, size: 224 };

export interface StepTimes {
  readonly rasterize: number;
  readonly network: number;
  /** The rasterizer's gradient, and Adam. */
  readonly update: number;
  readonly whole: number;
  /** Processor time of all threads. */
  readonly processor: { readonly network: number; readonly whole: number };
}

/** Medians over `repeats` steps, in milliseconds. */
export async function measureStep(engine: Engine, step: StepSize, repeats: number): Promise<StepTimes> {
  const { strokes, views, seeds, size } = step;
  const random = createRandom(1);
  const teacher = await loadDinov2();
  const bank = createViewBank(random, views, size, size);
  const photo: RgbImage = {
    width: size,
    height: size,
    channels: 3 as const,
    data: Float32Array.from({ length: size * size * 3 }, () => random.next()),
  };
  const photos = bank.map((view) => warp(photo, view, photo));
  const objective = await createObjective(engine, teacher, photos);
  const runs = Array.from({ length: seeds }, (_, k) =>
    createSeedRun(k, randomDrawing(random, strokes, size), { width: size, height: size, views: bank }),
  );
  const perSeed = views * size * size;
  const ink = new Float32Array(seeds * perSeed);
  const times: StepTimes[] = [];
  for (let i = 0; i <= repeats; i++) {
    const start = performance.now();
    const processor = processorMs();
    ink.fill(0);
    for (const [k, run] of runs.entries()) run.renderer.render(run.strokes, ink, k * perSeed);
    const rendered = performance.now();
    const processorRendered = processorMs();
    const { gradient } = await objective.step(ink, seeds);
    const seen = performance.now();
    const processorSeen = processorMs();
    for (const [k, run] of runs.entries())
      moveStrokes(run, run.renderer.backward(gradient, k * perSeed), 0.6);
    const end = performance.now();
    times.push({
      rasterize: rendered - start,
      network: seen - rendered,
      update: end - seen,
      whole: end - start,
      processor: { network: processorSeen - processorRendered, whole: processorMs() - processor },
    });
  }
  const of = (pick: (time: StepTimes) => number) => median(times.slice(1).map(pick));
  return {
    rasterize: of((time) => time.rasterize),
    network: of((time) => time.network),
    update: of((time) => time.update),
    whole: of((time) => time.whole),
    processor: { network: of((time) => time.processor.network), whole: of((time) => time.processor.whole) },
  };
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

const COLUMNS = ['rasterize ms', 'network ms', 'update ms', 'step ms', 'processor ms'];

function rowOf(name: string, { rasterize, network, update, whole, processor }: StepTimes): string[] {
  return [name, ...[rasterize, network, update, whole, processor.whole].map(ms)];
}

export async function benchEngines(threads: number): Promise<void> {
  const rows = [['engine', ...COLUMNS]];
  for (const name of ENGINE_ORDER) {
    let engine: Engine;
    try {
      engine = await createEngine(name, { threads });
    } catch (error) {
      if (!(error instanceof ClipassoError)) throw error;
      console.error(error.message);
      continue;
    }
    const times = await measureStep(engine, DEFAULT_STEP, name === 'wasm' ? 1 : 7);
    rows.push(rowOf(name, times));
    engine.dispose();
  }
  printTable(rows);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await benchEngines(Number(process.argv[2] ?? 0));
}
