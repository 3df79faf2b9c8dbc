/** What a second thread can do meanwhile: pure functions of data that can be cloned. Each loads what it needs when it is first called. */
import type { CONTOURS, ContourInput, ContoursApart } from '../contours/map.ts';
import type { ReadAside } from '../vision/weights.ts';

export interface Tasks {
  /** The embedded network's weights by their names, as its programs take them. */
  weights(assets: string | undefined): ReadAside;
  /** What of a photo's map does not wait for the rest. */
  contoursApart(seen: Pick<ContourInput, 'mask'>, params: typeof CONTOURS): Promise<ContoursApart>;
}

export const TASKS: Tasks = {
  async weights(assets) {
    const { openDinov2 } = await import('../vision/dinov2.ts');
    const { tensors } = openDinov2(assets).weights;
    const read = Object.entries(tensors).map(([name, { data }]) => [name, data] as const);
    return Object.fromEntries(read);
  },
  async contoursApart(seen, params) {
    const { contoursApart } = await import('../contours/map.ts');
    return contoursApart(seen, params);
  },
};
