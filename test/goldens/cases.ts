/** What the goldens draw: every photo as a draft with few strokes, four of them optimised as well. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SketchOptions } from '../../src/options.ts';
import { PRESETS } from '../../src/presets.ts';

export interface GoldenCase {
  /** Names the SVG in test/goldens/drawings. */
  readonly name: string;
  /** Path of the photo. */
  readonly photo: string;
  readonly options: Partial<SketchOptions>;
}

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Strokes of each photo's draft. Few, because choosing them takes most of the time; 12 draw eyes and noses. */
const DRAFT_STROKES: Readonly<Record<string, number>> = {
  balloon: 5,
  boat: 5,
  cup: 6,
  duck: 6,
  face: 12,
  fox: 6,
  fruit: 5,
  hopper: 8,
  kite: 3,
  leaf: 5,
};

/** Strokes of those that are optimised as well. */
const OPTIMISED_STROKES: Readonly<Record<string, number>> = { duck: 5, cup: 4, leaf: 4, face: 4 };

/** With the default's two starts, views and tournament, but only so many steps that it takes seconds. */
const STEPS = 4;

/** The same wherever it runs: sums depend on the number of threads. */
export const ENGINE_OPTIONS = { engine: 'onnx', threads: 1 } as const;

export const GOLDEN_CASES: readonly GoldenCase[] = readdirSync(pathOf('photos'))
  .filter((file) => /\.(jpg|png)$/.test(file))
  .sort()
  .flatMap((file) => {
    const subject = file.replace(/\.\w+$/, '');
    const photo = pathOf(`photos/${file}`);
    const draft = {
      name: `${subject}-draft`,
      photo,
      options: { ...PRESETS.draft, strokes: DRAFT_STROKES[subject] },
    };
    const few = OPTIMISED_STROKES[subject];
    if (few === undefined) return [draft];
    return [draft, { name: `${subject}-default`, photo, options: { strokes: few, iterations: STEPS } }];
  });

/** Where the golden of that name is. */
export function drawingPath(name: string): string {
  return pathOf(`drawings/${name}.svg`);
}
