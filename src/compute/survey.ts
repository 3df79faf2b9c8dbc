/**
 * What engines this machine has, and how fast they are.
 */
import { ClipassoError } from '../errors.ts';
import { createEngine, ENGINE_ORDER, type EngineSettings } from './engines.ts';
import type { EngineName, Program, TensorData } from './program.ts';
import { differenceOf } from './providers/difference.ts';

export interface EngineReport {
  readonly engine: EngineName;
  /** Whether it started. */
  readonly ready: boolean;
  /** Why not, and what to do about it. */
  readonly problem?: string;
  /** Median time of one run. */
  readonly secondsPerRun?: number;
  /** Relative distance of its results from those of onnx on the CPU; absent where that does not run. */
  readonly difference?: number;
}

export interface SurveySettings extends EngineSettings {
  /** How long each engine is measured; the first run only counts if there is no time for another. */
  readonly seconds: number;
}

type Outputs = Readonly<Record<string, TensorData>>;

/** Starts every engine, in the order in which `auto` tries them, and times `program` on those that run. */
export async function surveyEngines(
  program: Program,
  inputs: Readonly<Record<string, TensorData>>,
  settings: SurveySettings,
): Promise<EngineReport[]> {
  const reports: EngineReport[] = [];
  const outputs = new Map<EngineName, Outputs>();
  const keep = (name: EngineName, results: Outputs) => outputs.set(name, results);
  for (const name of ENGINE_ORDER)
    reports.push(await surveyEngine(name, { program, inputs, settings, keep }));
  const reference = outputs.get('onnx');
  return reports.map((report) => {
    const own = outputs.get(report.engine);
    return own && reference ? { ...report, difference: differenceOf(own, reference) } : report;
  });
}

interface Task {
  readonly program: Program;
  readonly inputs: Readonly<Record<string, TensorData>>;
  readonly settings: SurveySettings;
  readonly keep: (name: EngineName, outputs: Outputs) => void;
}

async function surveyEngine(
  name: EngineName,
  { program, inputs, settings, keep }: Task,
): Promise<EngineReport> {
  const { seconds } = settings;
  try {
    const engine = await createEngine(name, settings);
    try {
      const compiled = await engine.compile(program);
      const time = async () => {
        const start = performance.now();
        keep(name, await compiled.run(inputs));
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
