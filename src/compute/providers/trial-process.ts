/**
 * Tries a provider in a process of its own: what drivers print is not seen, and one that crashes or hangs takes nothing with it.
 */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProviderName } from '../engine-name.ts';
import { nativeEnvironment } from '../native-environment.ts';
import type { Trial } from './trial.ts';

/** A first start compiles shaders: seconds, not a minute. */
const TIMEOUT_MS = 60_000;

/** In this process where the code is bundled, so that there is no file to start. */
export async function runTrial(name: ProviderName, script = childScript()): Promise<Trial> {
  if (script !== null && existsSync(script)) return tryInProcess(name, script);
  const { tryProvider } = await import('./trial.ts');
  return tryProvider(name);
}

function tryInProcess(name: ProviderName, script: string): Promise<Trial> {
  const child = fork(script, [name], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, ...nativeEnvironment() },
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve) => {
    const fail = (reason: string) =>
      resolve({
        started: false,
        problem: `Engine ${name} was tried in a process that ended (${reason}): use --engine auto`,
      });
    child.on('message', (trial: Trial) => resolve(trial));
    child.on('error', ({ message }) => fail(message));
    child.on('exit', (code, signal) => fail(signal ?? `exit code ${code}`));
  });
}

function childScript(): string | null {
  const here: string | undefined = import.meta.url;
  if (!here || extname(here) !== '.js') return null;
  return fileURLToPath(new URL('./trial-child.js', here));
}
