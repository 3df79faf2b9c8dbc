/** Which rooms are mutated, and which tests have to notice. */
import { globSync } from 'tinyglobby';
import type { ImportGraph } from './imports.ts';

/** Folders and files of src. */
export const ROOMS: readonly string[] = [
  'raster',
  'rasterizer',
  'views',
  'strokes',
  'saliency',
  'contours',
  'lines',
  'sources',
  'choose',
  'photo',
  'seeing',
  'loss',
  'optimize',
  'compute',
  'output',
  'models',
  'batch',
  'file-lock',
];

/** Test files that are not asked, because they run networks, or kill processes, for longer than a mutant is worth. */
const SLOW = new Set(
  [
    'batch/jobs',
    'batch/kill',
    'compute/broken-install',
    'compute/engines',
    'compute/onnxruntime',
    'compute/step',
    'compute/survey',
    'goldens/defaults',
    'goldens/drafts',
    'loss/ranking',
    'output/browser',
    'photo/budget',
    'photo/faces',
    'photo/file-bytes',
    'photo/hostile',
    'photo/source',
    'seeing/faces',
    'seeing/networks',
    'sketch',
  ].map((name) => `test/${name}.test.ts`),
);

/** Tests that start a browser take minutes. */
const BROWSER = 'test/helpers/browser.ts';

/** Source files of a room. */
export function sourcesOf(room: string): string[] {
  return globSync([`src/${room}/**/*.ts`, `src/${room}.ts`, `src/${room}-*.ts`]).sort();
}

/**
 * The test files that are asked about a source file, those closest to it first: the room's own that import it, by whatever way, and those of
 * other rooms that import it themselves.
 */
export function testsOf(room: string, source: string, graph: ImportGraph): string[] {
  const ofRoom = (test: string) => test.startsWith(`test/${room}/`) || test.startsWith(`test/${room}.`);
  const own = source.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
  return globSync('test/**/*.test.ts')
    .filter((test) => !SLOW.has(test) && graph.distance(test, BROWSER) === Number.POSITIVE_INFINITY)
    .map((test) => ({ test, steps: test === own ? 0 : graph.distance(test, source) }))
    .filter(({ test, steps }) => (ofRoom(test) ? steps < Number.POSITIVE_INFINITY : steps <= 1))
    .sort((a, b) => a.steps - b.steps || (a.test < b.test ? -1 : 1))
    .map(({ test }) => test);
}
