/** Metadata of a drawing's file: how it was made. The same run gives the same metadata: no dates, no times. */
import type { SketchResult } from '../result.ts';
import { VERSION } from '../versions.ts';

type Making = Pick<SketchResult, 'seed' | 'loss' | 'options' | 'teacher' | 'engine'>;

export function metadataOf({ seed, loss, options, teacher, engine }: Making): object {
  return { generator: `clipasso ${VERSION}`, seed, loss: Number(loss.toFixed(6)), teacher, engine, options };
}
