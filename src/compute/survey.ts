/**
 * What engines this machine has, and how fast they are.
 */
import { ClipassoError } from '../errors.ts';
import { createEngine, ENGINE_ORDER } from './engines.ts';
import type { EngineName, Program, TensorData } from './program.ts';

export interface EngineReport {
  readonly engine: EngineName;
  /** Whether it started. */
  readonly ready: boolean;
  /** Why not, and what to do about it. */
  readonly problem?: string;
  /** Median time of one run. */
  readonly secondsPerRun?: number;
}

export interface SurveySettings {
  readonly threads: number;
  /** How long each engine is measured; the first run only counts if there is no time for another. */
  readonly seconds: number;
}

/** Starts every engine and times `program` on those that run. The first ready one in the list is what `auto` takes. */
export async function surveyEngines(
  program: Program,
  inputs: Readonly<Record<string, TensorData>>,
  settings: SurveySettings,
): Promise<EngineReport[]> {
  const reports: EngineReport[] = [];
  for (const name of ENGINE_ORDER) reports.push(await surveyEngine(name, program, inputs, settings));
  return reports;
}

async function surveyEngine(
  name: EngineName,
  program: Program,
  inputs: Readonly<Record<string, TensorData>>,
  { threads, seconds }: SurveySettings,
): Promise<EngineReport> {
  try {
    const engine = await createEngine(name, { threads });
    try {
      const compiled = await engine.compile(program);
      const time = async () => {
        const start = performance.now();
        await compiled.run(inputs);
        return (performance.now() - start) / 1e3;
      };
      const end = performance.now() + seconds * 1e3;
      const first = await time();
      const times: number[] = [];
      while (performance.now() < end) times.push(await time());
      times.sort((a, b) => a - b);
      return { engine: name, ready: true, secondsPerRun: times[times.length >> 1] ?? first };
    } finally {
      engine.dispose();
    }
  } catch (error) {
    if (!(error instanceof ClipassoError)) throw error;
    return { engine: name, ready: false, problem: error.message };
  }
}
