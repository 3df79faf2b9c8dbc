/** Edges of a picture that are structure rather than texture: what is there at a fine scale and at a coarse one. */
import type { Plane } from '../raster/raster.ts';
import { type EdgeOptions, type Edges, findEdges, normaliseByQuantile } from './edges.ts';

/** Numbers of these; CONTOURS in map.ts has them. */
export interface StructureParams {
  readonly planeWeights: readonly number[];
  readonly maskWeight: number;
  readonly fineShare: number;
  readonly fine: EdgeOptions;
  readonly coarse: EdgeOptions;
  readonly fullStrength: number;
}

export interface Structure {
  readonly fine: Edges;
  readonly coarse: Edges;
  /** Of both, in [0, 1], (height, width). */
  readonly strength: Float32Array;
  /** Edges at another scale, measured in the same way. */
  at(scale: EdgeOptions): Edges;
}

/**
 * @param colours the picture's OKLab planes
 * @param mask the subject's, whose edge is one as well, or null
 * @param counts whether the pixel at an index may lie on an edge; all may unless given
 */
export function findStructure(
  colours: readonly Plane[],
  mask: Plane | null,
  params: StructureParams,
  counts: (index: number) => boolean = () => true,
): Structure {
  const planes = [...colours, ...(mask ? [mask] : [])];
  const weights = [...params.planeWeights, params.maskWeight];
  const at = (scale: EdgeOptions): Edges => {
    const map = findEdges(planes, weights, scale);
    const { strength } = map;
    for (let i = 0; i < strength.length; i++) if (!counts(i)) strength[i] = 0;
    return { ...map, strength: normaliseByQuantile(strength, params.fullStrength) };
  };
  const [fine, coarse] = [params.fine, params.coarse].map(at);
  const share = params.fineShare;
  const strength = fine.strength.map((v, i) => share * v + (1 - share) * coarse.strength[i]);
  return { fine, coarse, strength, at };
}
