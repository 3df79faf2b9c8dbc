/** What a drawing's file says about how it was made. Nothing in it changes from run to run. */
import type { SketchResult } from '../result.ts';
import { VERSION } from '../versions.ts';

type Making = Pick<SketchResult, 'seed' | 'loss' | 'options' | 'teacher' | 'engine'>;

export function metadataOf({ seed, loss, options, teacher, engine }: Making): object {
  return { generator: `clipasso ${VERSION}`, seed, loss: Number(loss.toFixed(6)), teacher, engine, options };
}
