/** Where borders between regions are likely: where the photo shows an edge, and more so where the network's tokens change as well. */
import { blur } from '../raster/blur.ts';
import { type Plane, plane } from '../raster/raster.ts';
import { type EdgeOptions, type EdgeStrength, findEdges, normaliseByQuantile } from './edges.ts';

export interface BorderStrengthParams {
  /** How part maps are differentiated. */
  readonly tokens: EdgeOptions;
  /** Strengths above this quantile count as full. */
  readonly fullStrength: number;
  /** How much an edge counts where the tokens do not change, against 1 where they do as well. */
  readonly edgesAlone: number;
  /** Standard deviation in pixels of the blur of the strengths. */
  readonly blur: number;
}

/**
 * How likely a border runs through each pixel, in [0, 1].
 * @param parts planes from photo/part-maps.ts; without any the photo's edges count alone
 * @param edges of the photo, of the same size
 * @param where 1 where a border may run, 0 elsewhere
 */
export function borderStrength(
  parts: readonly Plane[],
  edges: EdgeStrength,
  where: Uint8Array,
  params: BorderStrengthParams,
): Plane {
  const normalised = (strength: Float32Array) => {
    const inner = new Float32Array(strength.length);
    for (let i = 0; i < inner.length; i++) inner[i] = strength[i] * where[i];
    return normaliseByQuantile(inner, params.fullStrength);
  };
  const seen = normalised(edges.strength);
  const even = parts.map(() => 1);
  const changes = parts.length > 0 ? normalised(findEdges(parts, even, params.tokens).strength) : seen;
  const alone = params.edgesAlone;
  const strength = new Float32Array(seen.length);
  for (let i = 0; i < strength.length; i++)
    strength[i] = (1 - alone) * Math.sqrt(seen[i] * changes[i]) + alone * seen[i];
  return blur(plane(edges, strength), params.blur);
}
