/** A head seen upright and at one size, whatever its size and angle in the photo: where a face's lines are measured. */

import { blur } from '../raster/blur.ts';
import { oklabPlanes } from '../raster/colour.ts';
import type { Plane, RgbImage } from '../raster/raster.ts';
import { cropSquare, fromCrop, type Square } from './crop.ts';
import { squareOfMesh } from './facemesh.ts';
import type { Face } from './faces.ts';
import { distance, type Point } from './geometry.ts';
import { CHIN, EYES, type EyeSide, FOREHEAD } from './mesh-points.ts';

export interface Head {
  /** The 468 points of the face, in pixels of the planes. */
  readonly points: readonly Point[];
  /** Distance from the middle of the forehead to the chin, in pixels: the measure of all others. */
  readonly unit: number;
  /** OKLab, softened a little. */
  readonly lightness: Plane;
  readonly redness: Plane;
  readonly yellowness: Plane;
  /** From pixels of the planes to the photo's. */
  readonly toPhoto: (point: Point) => Point;
}

/** Side of the view in sides of the face, pixels along it, and standard deviation of the blur in pixels. */
const VIEW = { around: 2.6, size: 320, softness: 1 };

export function viewHead(photo: RgbImage, face: Face): Head {
  const square: Square = squareOfMesh(face.points);
  const around = { ...square, side: VIEW.around * square.side };
  const view = cropSquare(photo, around, VIEW.size);
  const [lightness, redness, yellowness] = oklabPlanes(view).map((plane) => blur(plane, VIEW.softness)) as [
    Plane,
    Plane,
    Plane,
  ];
  const toView = inverse(around);
  const points = face.points.map(toView);
  return {
    points,
    unit: distance(points[FOREHEAD]!, points[CHIN]!),
    lightness,
    redness,
    yellowness,
    toPhoto: fromCrop(around, VIEW.size),
  };
}

function inverse({ x, y, side, angle }: Square): (point: Point) => Point {
  const scale = VIEW.size / side;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const middle = VIEW.size / 2;
  return (point) => ({
    x: middle + (point.x - x) * cos + (point.y - y) * sin,
    y: middle + (point.y - y) * cos - (point.x - x) * sin,
  });
}

/** A plane's value between pixels; outside, its border's. */
export function valueAt({ width, height, data }: Plane, { x, y }: Point): number {
  const px = Math.min(width - 1, Math.max(0, x - 0.5));
  const py = Math.min(height - 1, Math.max(0, y - 0.5));
  const [x0, y0] = [Math.floor(px), Math.floor(py)];
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
  const [fx, fy] = [px - x0, py - y0];
  const top = data[y0 * width + x0]! * (1 - fx) + data[y0 * width + x1]! * fx;
  const bottom = data[y1 * width + x0]! * (1 - fx) + data[y1 * width + x1]! * fx;
  return top * (1 - fy) + bottom * fy;
}

/** Distance between the corners of an eye, in pixels of the view. */
export function eyeWidth({ points }: Head, side: EyeSide): number {
  return distance(points[EYES[side].outer]!, points[EYES[side].inner]!);
}
