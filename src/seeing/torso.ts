/** Where the neck, the shoulders and the chest of a portrait are. */
import { blur } from '../raster/blur.ts';
import type { Size } from '../raster/frame.ts';
import { mapValues, type Plane, plane } from '../raster/raster.ts';
import type { Body, BodyPoint } from './bodies.ts';
import type { Face } from './faces.ts';
import { distance, midpoint, type Point } from './geometry.ts';
import { CHIN, FOREHEAD } from './mesh-points.ts';

export const TORSO = {
  /** Least likelihood of a shoulder that is taken as it was found. */
  sure: 0.3,
  /** In heights of the face, where else shoulders are: to both sides of the chin, and below it. */
  aside: 1,
  below: 0.75,
  /** Half the neck's width there, and how far shoulders lie inside the clothes. */
  neck: 0.3,
  inside: 0.05,
  /** How far the line from the neck to the shoulder sags in its middle. */
  slope: 0.06,
  /** Standard deviation of the soft border, in heights of the face. */
  soft: 0.12,
  /** How far sleeves and wide clothes may reach beyond the shoulders, likewise, and how likely what is there is theirs before colours are seen. */
  wide: 0.6,
  unsure: 0.4,
};

/**
 * How likely each place is the person's neck, shoulders or chest, in [0, 1]: full well inside, soft at the border, which the photo's
 * colours and edges are to settle.
 * @param face in pixels of the map
 * @param body likewise
 * @param size of the map
 */
export function torsoMap(
  face: Pick<Face, 'points'>,
  body: Body,
  size: Size,
  params: typeof TORSO = TORSO,
): Plane {
  const unit = distance(face.points[FOREHEAD]!, face.points[CHIN]!);
  const soft = (wide: number) =>
    blur(fillPolygon(torsoOutline(face, body, size, { ...params, wide }), size), params.soft * unit);
  const sleeves = soft(params.wide);
  return mapValues(soft(0), (v, i) => Math.max(v, params.unsure * sleeves.data[i]!));
}

/** Clockwise from the right side of the neck, as seen. */
function torsoOutline(
  { points }: Pick<Face, 'points'>,
  body: Body,
  { height }: Size,
  params: typeof TORSO,
): Point[] {
  const chin = points[CHIN]!;
  const unit = distance(points[FOREHEAD]!, chin);
  const shoulder = (found: BodyPoint, sign: number): Point =>
    found.score >= params.sure
      ? { x: found.x + sign * (params.inside + params.wide) * unit, y: found.y }
      : { x: chin.x + sign * (params.aside + params.wide) * unit, y: chin.y + params.below * unit };
  const [right, left] = [shoulder(body.rightShoulder, -1), shoulder(body.leftShoulder, 1)];
  const neck = (sign: number) => ({ x: chin.x + sign * params.neck * unit, y: chin.y - params.neck * unit });
  const base = (side: Point, sign: number) => {
    const middle = midpoint({ x: chin.x + sign * params.neck * unit, y: chin.y }, side);
    return { x: middle.x, y: Math.min(middle.y, side.y) + params.slope * unit };
  };
  return [
    neck(1),
    base(left, 1),
    left,
    { x: left.x, y: height },
    { x: right.x, y: height },
    right,
    base(right, -1),
    neck(-1),
  ];
}

/** 1 where a pixel's middle lies inside a closed outline (the even-odd rule, a row at a time), else 0. */
function fillPolygon(outline: readonly Point[], size: Size): Plane {
  const filled = plane(size, new Float32Array(size.width * size.height));
  for (let row = 0; row < size.height; row++) {
    const y = row + 0.5;
    const crossings = outline
      .flatMap((a, i) => {
        const b = outline[(i + 1) % outline.length]!;
        return a.y > y !== b.y > y ? [a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y)] : [];
      })
      .sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil(crossings[k]! - 0.5));
      const to = Math.min(size.width, Math.ceil(crossings[k + 1]! - 0.5));
      if (to > from) filled.data.fill(1, row * size.width + from, row * size.width + to);
    }
  }
  return filled;
}
