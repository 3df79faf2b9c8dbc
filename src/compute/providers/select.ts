/** Decides which execution providers may run networks here. What it asks of the machine comes through `ProviderTools`. */
import { ClipassoError } from '../../errors.ts';
import type { ProviderName } from '../engine-name.ts';
import type { Provider } from './providers.ts';
import type { ProviderRuntime } from './runtime.ts';
import { problemBefore, startProvider } from './start.ts';
import type { Trial } from './trial.ts';
import { refusal } from './verdict.ts';

export interface ProviderTools {
  readonly runtime: ProviderRuntime;
  /** Tries a provider anew. */
  readonly runTrial: (name: ProviderName) => Promise<Trial>;
  /** Trials of earlier runs; null where none are kept. */
  readonly trials: TrialStore | null;
  /** Whether to try anew what was tried before. */
  readonly anew: boolean;
}

export interface TrialStore {
  read(name: ProviderName): Trial | null;
  write(name: ProviderName, trial: Trial): void;
}

/**
 * Why `auto` does not take a provider, in one line; null when it does. Where there is no device this costs nothing. Otherwise
 * it is tried once and the result remembered, be it good or bad.
 */
export async function refusedByAuto(provider: Provider, tools: ProviderTools): Promise<string | null> {
  const { runtime, trials, anew } = tools;
  const { name } = provider;
  const problem = problemBefore(provider, runtime);
  if (problem !== null) return problem;
  if (!runtime.mayHaveDevice(provider)) return `Engine ${name} finds no device: it needs ${provider.needs}`;
  const refused = refusal(name, (anew ? null : trials?.read(name)) ?? (await tryAnew(name, tools)));
  if (refused !== null) return refused;
  try {
    // a driver may have gone since
    await startProvider(provider, runtime);
    return null;
  } catch (error) {
    if (!(error instanceof ClipassoError)) throw error;
    trials?.write(name, { started: false, problem: error.message });
    return error.message;
  }
}

/**
 * Makes sure that a provider starts, for a user who asked for it: however slow it is, and whatever an earlier trial said.
 * @throws ClipassoError 'engine' in one line: what is missing, and what to install
 */
export async function startAskedFor(provider: Provider, tools: ProviderTools): Promise<void> {
  const { runtime, trials, anew } = tools;
  const problem = problemBefore(provider, runtime);
  if (problem !== null) throw new ClipassoError('engine', problem);
  const remembered = anew ? null : trials?.read(provider.name);
  const trial = remembered?.started ? remembered : await tryAnew(provider.name, tools);
  if (!trial.started) throw new ClipassoError('engine', trial.problem);
  await startProvider(provider, runtime);
}

async function tryAnew(name: ProviderName, { runTrial, trials }: ProviderTools): Promise<Trial> {
  const trial = await runTrial(name);
  trials?.write(name, trial);
  return trial;
}
