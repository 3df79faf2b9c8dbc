/** Runs the built command line as a user does: another process, its streams and its exit code. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './patience.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = `${ROOT}dist/cli.js`;

/** Flags for what does not depend on the start or the subject: short strokes, none of which has to be chosen, and the network alone. */
export const PLAIN = [
  ...['--init', 'saliency', '--contours', '0', '--focus', '0'],
  ...['--mask', 'none', '--features', 'none'],
];

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

/** What the browser runs is built by itself. */
const PAGE = join('serve', 'page');

/** Builds dist/ if a source is newer. */
export function buildCli(): void {
  const sources = filesBelow(join(ROOT, 'src')).filter((path) => !path.includes(PAGE));
  if (isBuilt(CLI, sources)) return;
  const tsc = `${ROOT}node_modules/typescript/bin/tsc`;
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
}

/** Builds the page of `clipasso serve` if a source of it is newer. @returns its folder */
export function buildPage(): string {
  const folder = join(ROOT, 'dist', PAGE);
  if (!isBuilt(join(folder, 'index.html'), filesBelow(join(ROOT, 'src', PAGE)))) {
    const vite = `${ROOT}node_modules/vite/bin/vite.js`;
    const args = [vite, 'build', '--config', 'tools/page.config.ts'];
    execFileSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  }
  return folder;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
}

function isBuilt(target: string, sources: readonly string[]): boolean {
  const changed = (path: string) => statSync(path).mtimeMs;
  const built = existsSync(target) ? changed(target) : 0;
  return sources.every((path) => changed(path) <= built);
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
