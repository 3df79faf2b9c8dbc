/**
 * The subject's parts: head, neck, body, legs, sole and shoe. A self-supervised transformer's middle tokens change from part to part and
 * little within one (S. Amir et al., "Deep ViT features as dense visual descriptors", 2021): their first principal components over the
 * subject, brought to the photo's own edges, are smooth within a part and step between two.
 */
import { oklabPlanes } from '../raster/colour.ts';
import { guidedFilter } from '../raster/guided.ts';
import { type Plane, plane, type RgbImage } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { onTokens } from './on-tokens.ts';
import { principalComponents } from './principal.ts';
import type { TokenGrid } from './reader.ts';

export const PART_MAPS = {
  /** Principal components. */
  components: 4,
  /** Part of a patch that the mask must cover for its token to belong to the subject. */
  covered: 0.6,
  /** The window is about a patch of the network wide; colours that differ by less than about 0.014 in OKLab are one. */
  guide: { radius: 12, epsilon: 2e-4 },
};

/**
 * @param image the photo at working size, which `tokens` were read from
 * @param mask subject mask in [0, 1] of the same size, or null for everything
 * @returns planes of the image's size, of unit variance over the subject; beyond it they go on as at its border
 */
export function mapParts(
  tokens: TokenGrid,
  image: RgbImage,
  mask: Plane | null,
  params = PART_MAPS,
): Plane[] {
  const { rows, columns, photo } = tokens;
  const grid = { width: columns, height: rows };
  const weights = mask ? onTokens(mask, tokens) : new Float32Array(rows * columns).fill(1);
  const inside = weights.map((v) => (v >= params.covered ? 1 : 0));
  if (!inside.includes(1)) return [];
  const components = principalComponents(tokens, weights, params.components);
  const planes = components.map((component) => {
    const extended = extend(component, inside, columns);
    return resample(plane(grid, extended), image, photo);
  });
  return guidedFilter(planes, oklabPlanes(image), params.guide);
}

/** Cells that are not inside get the mean of their neighbours that are, from the border outwards. */
function extend(values: Float32Array, inside: Float32Array, columns: number): Float32Array {
  const extended = Float32Array.from(values);
  const known = Float32Array.from(inside);
  const rows = values.length / columns;
  for (let left = known.filter((v) => v === 0).length; left > 0; ) {
    const border: [number, number][] = [];
    for (let i = 0; i < known.length; i++) {
      if (known[i]) continue;
      const mean = meanAround(extended, known, i, { columns, rows });
      if (mean !== null) border.push([i, mean]);
    }
    for (const [i, mean] of border) {
      extended[i] = mean;
      known[i] = 1;
    }
    left -= border.length;
  }
  return extended;
}

function meanAround(
  values: Float32Array,
  known: Float32Array,
  i: number,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): number | null {
  const [x, y] = [i % columns, Math.floor(i / columns)];
  let [sum, count] = [0, 0];
  for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++) {
    for (let u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u++) {
      if (!known[v * columns + u]) continue;
      sum += values[v * columns + u];
      count++;
    }
  }
  return count > 0 ? sum / count : null;
}
