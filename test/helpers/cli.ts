/** Runs the built command line as a user does: another process, its streams and its exit code. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './patience.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = `${ROOT}dist/cli.js`;

/** Flags for what does not depend on the start: short strokes, none of which has to be chosen, and the network alone. */
export const PLAIN = ['--init', 'saliency', '--contours', '0', '--focus', '0'];

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  /** Sends SIGINT as soon as stderr contains this. */
  readonly interruptAt?: string;
  /** Kills it as soon as stderr contains this: the rest is not of interest. */
  readonly killAt?: string;
  /** Variables besides this process' own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Another installation's command line. */
  readonly cli?: string;
}

/** Builds dist/ if a source is newer. */
export function buildCli(): void {
  const changed = (path: string) => statSync(path).mtimeMs;
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const built = existsSync(CLI) ? changed(CLI) : 0;
  if (sources.every((path) => changed(join(ROOT, 'src', path)) <= built)) return;
  const tsc = `${ROOT}node_modules/typescript/bin/tsc`;
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
}

export function runCli(
  args: readonly string[],
  { cwd, interruptAt, killAt, env, cli = CLI }: CliOptions,
): Promise<CliRun> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr, interrupted] = ['', '', false];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (interruptAt !== undefined && !interrupted && stderr.includes(interruptAt)) {
      interrupted = true;
      child.kill('SIGINT');
    }
    if (killAt !== undefined && stderr.includes(killAt)) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
