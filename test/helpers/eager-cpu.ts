import { createEagerEngine } from '../../src/compute/eager.ts';
import type { Engine } from '../../src/compute/program.ts';
import * as tf from '../../src/compute/tf.ts';
import './patience.ts';

/** tfjs' pure JavaScript backend as an engine: slow, and the reference for the others. */
export function createReferenceEngine(): Engine {
  tf.enableProdMode();
  return createEagerEngine('wasm', 'cpu');
}
