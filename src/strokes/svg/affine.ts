/** SVG's `transform` attribute: x' = a x + c y + e, y' = b x + d y + f. */
import { ClipassoError } from '../../errors.ts';
import { shortened } from './refuse.ts';

/** a, b, c, d, e, f, as in SVG's matrix(). */
export type Affine = readonly [number, number, number, number, number, number];

const IDENTITY: Affine = [1, 0, 0, 1, 0, 0];

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

/** Names of transforms with the numbers of arguments that they take. */
const ARGUMENTS: Readonly<Record<string, readonly number[]>> = {
  matrix: [6],
  translate: [1, 2],
  scale: [1, 2],
  rotate: [1, 3],
  skewx: [1],
  skewy: [1],
};
const FUNCTION = /[\s,]*([a-z]+)\s*\(([^()]*)\)[\s,]*/iy;

/** @throws ClipassoError 'input' for a transform that SVG 1.1 does not know, or that is not finite. */
export function parseTransform(text: string): Affine {
  let result = IDENTITY;
  for (
    let at = text.trim() === 'none' ? text.length : 0;
    at < text.trimEnd().length;
    at = FUNCTION.lastIndex
  ) {
    FUNCTION.lastIndex = at;
    const match = FUNCTION.exec(text);
    const next = match && transformOf(match[1].toLowerCase(), match[2]);
    if (!next) throw unreadable(text.slice(at));
    result = multiplyAffine(result, next);
    if (!result.every(Number.isFinite)) throw unreadable(text.slice(at), 'is not finite');
  }
  return result;
}

function transformOf(name: string, list: string): Affine | null {
  const v = list
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((part) => Number(part.replace(/(px|deg)$/, '')));
  if (!ARGUMENTS[name]?.includes(v.length) || v.some(Number.isNaN)) return null;
  const radians = (v[0] * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  switch (name) {
    case 'matrix':
      return v as unknown as Affine;
    case 'translate':
      return [1, 0, 0, 1, v[0], v[1] ?? 0];
    case 'scale':
      return [v[0], 0, 0, v[1] ?? v[0], 0, 0];
    case 'skewx':
      return [1, 0, Math.tan(radians), 1, 0, 0];
    case 'skewy':
      return [1, Math.tan(radians), 0, 1, 0, 0];
    default: {
      const [x, y] = [v[1] ?? 0, v[2] ?? 0];
      return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
    }
  }
}

function unreadable(text: string, why = 'cannot be read'): ClipassoError {
  return new ClipassoError('input', `the transform '${shortened(text)}' ${why}`);
}
