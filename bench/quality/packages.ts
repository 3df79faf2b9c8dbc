/** Downloads and unpacks packages of Debian, npm and PyPI through their ordinary clients. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export type Registry = 'apt' | 'npm' | 'pip';

/** Where each client's archives keep the package's own files. */
const STRIP: Readonly<Record<Registry, number>> = { apt: 0, npm: 1, pip: 1 };

/**
 * Unpacks a package below `cache` unless that was done before.
 * @returns the folder with the package's files
 */
export function unpackPackage(registry: Registry, name: string, cache: string): string {
  const folder = join(cache, `${registry}-${name.replaceAll(/[^\w.=-]/g, '_')}`);
  if (existsSync(folder)) return folder;
  const work = `${folder}.partial`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: work, stdio: 'pipe' });
  if (registry === 'apt') run('apt-get', 'download', name);
  if (registry === 'npm') run('npm', 'pack', '--silent', name);
  if (registry === 'pip')
    run('pip', 'download', '--quiet', '--no-deps', ...pipForm(name), '--dest', '.', name);
  const archive = readdirSync(work).find((file) => /\.(deb|tgz|tar\.gz|whl)$/.test(file));
  if (archive === undefined) throw new Error(`${registry} gave no archive for ${name}`);
  if (archive.endsWith('.deb')) run('dpkg-deb', '--extract', archive, '.');
  else if (archive.endsWith('.whl')) run('python3', '-m', 'zipfile', '--extract', archive, '.');
  else run('tar', '--extract', '--file', archive, `--strip-components=${STRIP[registry]}`);
  rmSync(join(work, archive));
  renameSync(work, folder);
  return folder;
}

/** `name==version` names a source archive, which is where packages keep their tests; `name` alone a wheel. */
function pipForm(name: string): string[] {
  return name.includes('==') ? ['--no-binary', ':all:'] : [];
}
