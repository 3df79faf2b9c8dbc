/** What is drawn of a scene besides its things, and how much ink it wants. */
import { mapValues, type Plane } from '../raster/raster.ts';
import { type ContourMap, paintChains } from './map.ts';

/** The map of a photo whose background is drawn too: nothing is left out of it, and ink is wanted on the background's lines as well. */
export function asScene(map: ContourMap): Pick<ContourMap, 'mask' | 'wanted'> {
  const behind = paintChains(map.background ?? [], map.image);
  const wanted: Plane = map.mask ? mapValues(map.wanted, (v, i) => Math.max(v, behind.data[i])) : behind;
  return { mask: null, wanted };
}
