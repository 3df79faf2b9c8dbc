/** Whether `auto` takes a provider, by its trial. */
import type { ProviderName } from '../engine-name.ts';
import type { Trial } from './trial.ts';

const VERDICT = {
  /** Relative distance of the probe step from the CPU's. Providers sum in other orders: 1e-5; half precision is beyond 1e-3. */
  mostDifference: 1e-3,
  /** How many times faster than the CPU: with less, and with drivers that compute on the CPU, nothing is won. */
  leastSpeedup: 1.5,
};

/** Why not, in one line; null when it is taken. */
export function refusal(name: ProviderName, trial: Trial): string | null {
  if (!trial.started) return trial.problem;
  const { difference, seconds, cpuSeconds } = trial;
  if (!(difference <= VERDICT.mostDifference))
    return `Engine ${name} differs from the CPU by ${difference.toExponential(0)} of the result`;
  if (seconds * VERDICT.leastSpeedup > cpuSeconds)
    return `Engine ${name} takes ${ms(seconds)} ms for what the CPU does in ${ms(cpuSeconds)} ms`;
  return null;
}

function ms(seconds: number): string {
  return (seconds * 1e3).toFixed(0);
}
