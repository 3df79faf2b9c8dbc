/** Other programs, for scripts. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** What a program prints on stdout. @throws when it fails, with all that it printed */
export function run(command: string, args: readonly string[], cwd = ROOT): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed\n${stdout ?? ''}${stderr ?? ''}`);
  }
}

/** A program that npm has installed here. */
export function tool(name: string, ...args: readonly string[]): string {
  return run(process.execPath, [`${ROOT}node_modules/${name}`, ...args]);
}
