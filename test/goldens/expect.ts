/** The goldens as tests, each kind in a file of its own so that two workers share them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSketcher, type Sketcher } from '../../src/sketch.ts';
import { ENGINE_OPTIONS, GOLDEN_CASES } from './cases.ts';
import { compareWithGolden, writePicture } from './check.ts';
import '../helpers/patience.ts';

/**
 * What another processor's rounding may change, in units of which a square photo is 224 wide: the mean distance between drawings, and
 * that of the stroke that differs most. `npm run goldens -- --check` compares to the byte.
 */
const TOLERANCE = { mean: 0.5, worstStroke: 1.5 };

/** One test for each case whose name ends with `suffix`. */
export function expectGoldens(suffix: string): void {
  let sketcher: Sketcher;
  beforeAll(async () => {
    sketcher = await createSketcher(ENGINE_OPTIONS);
  });
  afterAll(() => sketcher.dispose());

  for (const golden of GOLDEN_CASES.filter(({ name }) => name.endsWith(suffix))) {
    it(`${golden.name} is drawn as before`, async () => {
      const { mean, worstStroke, svg } = await compareWithGolden(sketcher, golden);
      if (mean <= TOLERANCE.mean && worstStroke <= TOLERANCE.worstStroke) return;
      const picture = await writePicture(golden, svg);
      expect.fail(
        `${golden.name} lies ${mean.toFixed(2)} from its golden (${TOLERANCE.mean} allowed), its most different stroke ` +
          `${worstStroke.toFixed(2)} (${TOLERANCE.worstStroke} allowed); see ${picture}. If that is meant, run npm run goldens.`,
      );
    });
  }
}
