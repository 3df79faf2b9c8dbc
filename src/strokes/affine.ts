/** SVG's `transform` attribute: x' = a x + c y + e, y' = b x + d y + f. */
import { ClipassoError } from '../errors.ts';

/** a, b, c, d, e, f, as in SVG's matrix(). */
export type Affine = readonly [number, number, number, number, number, number];

export const IDENTITY: Affine = [1, 0, 0, 1, 0, 0];

/** m after n. */
export function multiplyAffine(m: Affine, n: Affine): Affine {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

/** Images of flat points x0, y0, x1, y1 ... */
export function applyAffine(m: Affine, points: readonly number[]): number[] {
  return points.map((value, i) =>
    i % 2 === 0 ? m[0] * value + m[2] * points[i + 1] + m[4] : m[1] * points[i - 1] + m[3] * value + m[5],
  );
}

/** How much lengths grow, sqrt|det|. */
export function affineScale(m: Affine): number {
  return Math.sqrt(Math.abs(m[0] * m[3] - m[1] * m[2]));
}

/** @throws ClipassoError 'input' for a transform that SVG 1.1 does not know. */
export function parseTransform(text: string): Affine {
  let result = IDENTITY;
  for (const [, name, list] of text.matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const v = list
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number);
    const next = v.every(Number.isFinite) ? transformOf(name, v) : null;
    if (!next) throw new ClipassoError('input', `The transform '${name}(${list})' cannot be read`);
    result = multiplyAffine(result, next);
  }
  return result;
}

function transformOf(name: string, v: readonly number[]): Affine | null {
  const radians = (v[0] * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  switch (name) {
    case 'matrix':
      return v.length === 6 ? (v as unknown as Affine) : null;
    case 'translate':
      return [1, 0, 0, 1, v[0], v[1] ?? 0];
    case 'scale':
      return [v[0], 0, 0, v[1] ?? v[0], 0, 0];
    case 'skewX':
      return [1, 0, Math.tan(radians), 1, 0, 0];
    case 'skewY':
      return [1, Math.tan(radians), 0, 1, 0, 0];
    case 'rotate': {
      const [x, y] = [v[1] ?? 0, v[2] ?? 0];
      return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
    }
    default:
      return null;
  }
}
