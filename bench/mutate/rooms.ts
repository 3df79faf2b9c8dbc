/** Which rooms are mutated, and which of their tests have to notice. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Room {
  /** A folder of src and of test. */
  readonly name: string;
  /** Test files that are not asked, because they run networks for longer than a mutant is worth. */
  readonly slow: readonly string[];
}

const room = (name: string, ...slow: readonly string[]): Room => ({ name, slow });

export const ROOMS: readonly Room[] = [
  room('raster'),
  room('rasterizer'),
  room('views'),
  room('strokes'),
  room('saliency'),
  room('contours'),
  room('lines'),
  room('sources'),
  room('choose'),
  room('photo', 'faces', 'budget', 'file-bytes', 'source'),
  room('seeing', 'faces', 'networks'),
  room('loss', 'ranking', 'photo-objective'),
  room('optimize'),
  room('compute/trace'),
  room('output', 'browser'),
  room('models'),
  room('batch'),
];

/** The test file of the same name, which is asked first; null if there is none. */
export function ownTest(root: string, path: string): string | null {
  const test = path.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
  return existsSync(join(root, test)) ? test : null;
}

/** Vitest's arguments for the whole room. */
export function roomTests({ name, slow }: Room): string[] {
  return [`test/${name}/`, ...slow.flatMap((test) => ['--exclude', `**/${name}/${basename(test)}.test.ts`])];
}
