/**
 * Maps of a photo that are smooth within a part and step between two. A self-supervised transformer's middle tokens change from part to
 * part and little within one (S. Amir et al., "Deep ViT features as dense visual descriptors", 2021): the maps are their first principal
 * components, brought to the photo's own edges.
 */
import { oklabPlanes } from '../raster/colour.ts';
import { guidedFilter } from '../raster/guided.ts';
import { type Plane, plane, type RgbImage } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { principalComponents } from './principal.ts';
import type { TokenGrid } from './reader.ts';

export const PART_MAPS = {
  /** Principal components. */
  components: 4,
  /** The window is about a patch of the network wide; colours that differ by less than about 0.014 in OKLab are one. */
  guide: { radius: 12, epsilon: 2e-4 },
};

/**
 * @param image the photo at working size, which `tokens` were read from
 * @returns planes of the image's size, of unit variance
 */
export function mapParts(tokens: TokenGrid, image: RgbImage, params = PART_MAPS): Plane[] {
  const { rows, columns, photo } = tokens;
  const grid = { width: columns, height: rows };
  const planes = principalComponents(tokens, params.components).map((component) =>
    resample(plane(grid, component), image, photo),
  );
  return guidedFilter(planes, oklabPlanes(image), params.guide);
}
