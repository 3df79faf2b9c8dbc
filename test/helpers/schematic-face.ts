/** The mesh of a schematic face, symmetric and seen from the front, so that tests of faces need neither a photo nor a network. */
import { type Plane, plane, type RgbImage, rgbImage } from '../../src/raster/raster.ts';
import type { Face } from '../../src/seeing/faces.ts';
import { boundingBox, type Point } from '../../src/seeing/geometry.ts';
import type { Head } from '../../src/seeing/head.ts';
import { EYES, type EyeSide, FACE_PATHS, LIPS, NOSE, OVAL } from '../../src/seeing/mesh-points.ts';

/** Lengths in heights of the face, from its middle, x to the right as seen, y down. */
export const SHAPE = {
  halfWidth: 0.38,
  eye: { x: 0.17, y: -0.08, halfWidth: 0.08, upper: 0.03, lower: 0.02 },
  brow: { upper: -0.21, lower: -0.17 },
  iris: 0.025,
  mouth: { y: 0.27, halfWidth: 0.13 },
};

const signOf = (side: EyeSide) => (side === 'right' ? -1 : 1);

/** @param open half the distance between the lips */
function meshInHeights(open: number): Point[] {
  const points: Point[] = Array.from({ length: 468 }, () => ({ x: 0, y: 0.02 }));
  const put = (i: number, x: number, y: number) => {
    points[i] = { x, y };
  };
  const along = (indices: readonly number[], place: (t: number) => readonly [number, number]) =>
    indices.forEach((i, k) => {
      put(i, ...place(k / (indices.length - 1)));
    });
  OVAL.forEach((i, k) => {
    const angle = -Math.PI / 2 + (2 * Math.PI * k) / OVAL.length;
    put(i, SHAPE.halfWidth * Math.cos(angle), 0.5 * Math.sin(angle));
  });
  put(NOSE.bridge, 0, -0.12);
  put(NOSE.tip, 0, 0.1);
  for (const side of ['right', 'left'] as const) {
    const sign = signOf(side);
    const { outer, inner, upper, lower, browUpper, browLower } = EYES[side];
    const { eye, brow } = SHAPE;
    const arc = (height: number) => (t: number) =>
      [sign * (eye.x + eye.halfWidth * (1 - 2 * t)), eye.y - height * Math.sin(Math.PI * t)] as const;
    along([outer, ...upper, inner], arc(eye.upper));
    along([outer, ...lower, inner], arc(-eye.lower));
    along(browUpper, (t) => [sign * (0.28 - 0.21 * t), brow.upper]);
    along(browLower, (t) => [sign * (0.28 - 0.21 * t), brow.lower]);
    along(FACE_PATHS[side].nose, (t) => [sign * 0.08 * Math.sin(Math.PI * t) + 1e-9, -0.1 + 0.25 * t]);
    along(FACE_PATHS[side].cheekFold, (t) => [sign * (0.09 + 0.09 * t), 0.14 + 0.14 * t]);
  }
  // cheeks and forehead, by the mesh's numbers
  for (const [right, left, x, y] of [
    [50, 280, 0.22, 0.08],
    [205, 425, 0.2, 0.16],
    [36, 266, 0.14, 0.1],
    [117, 346, 0.2, 0.02],
    [69, 299, 0.14, -0.28],
    [108, 337, 0.06, -0.3],
  ] as const) {
    put(right, -x, y);
    put(left, x, y);
  }
  put(151, 0, -0.32);
  put(9, 0, -0.24);
  put(8, 0, -0.18);
  const { mouth } = SHAPE;
  const lip = (halfWidth: number, height: number) => (t: number) =>
    [halfWidth * (2 * t - 1), mouth.y + height * Math.sin(Math.PI * t)] as const;
  along(LIPS.upperInner, lip(mouth.halfWidth - 0.01, -open));
  along(LIPS.lowerInner, lip(mouth.halfWidth - 0.01, open));
  along(LIPS.upperOuter, lip(mouth.halfWidth, -open - 0.03));
  along(LIPS.lowerOuter, lip(mouth.halfWidth, open + 0.04));
  return points;
}

export interface FacePlace {
  /** Middle of the face and its height, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** Radians, clockwise as seen. @default 0 */
  readonly angle?: number;
  /** Half the distance between the lips, in heights of the face. @default 0 */
  readonly open?: number;
}

/** From heights of the face to pixels. */
export function placer({ x, y, height, angle = 0 }: FacePlace): (point: Point) => Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (point) => ({
    x: x + height * (point.x * cos - point.y * sin),
    y: y + height * (point.x * sin + point.y * cos),
  });
}

/** A face at a place, as the networks would have found it. */
export function schematicFace(at: FacePlace): Face {
  const place = placer(at);
  const points = meshInHeights(at.open ?? 0).map(place);
  const iris = (side: EyeSide) => ({
    ...place({ x: signOf(side) * SHAPE.eye.x, y: SHAPE.eye.y }),
    radius: SHAPE.iris * at.height,
  });
  return {
    box: boundingBox(points),
    score: 0.9,
    points,
    irises: { right: iris('right'), left: iris('left') },
    angle: at.angle ?? 0,
  };
}

/** The place of the face in the views of `schematicHead`. */
export const IN_VIEW = { x: 160, y: 160, height: 160 };

/** A view of 320 x 320 pixels of a head whose lightness at a place in heights of the face is f(x, y); without colour. */
export function schematicHead(f: (x: number, y: number) => number, open = 0): Head {
  const { points } = schematicFace({ ...IN_VIEW, open });
  const size = { width: 320, height: 320 };
  const data = Float32Array.from({ length: 320 * 320 }, (_, i) =>
    f(
      ((i % 320) + 0.5 - IN_VIEW.x) / IN_VIEW.height,
      (Math.floor(i / 320) + 0.5 - IN_VIEW.y) / IN_VIEW.height,
    ),
  );
  const flat: Plane = plane(size, new Float32Array(320 * 320));
  return {
    points,
    unit: IN_VIEW.height,
    lightness: plane(size, data),
    redness: flat,
    yellowness: flat,
    toPhoto: (point) => point,
  };
}

/** A grey photo whose brightness around a face, at a place in its heights, is f(x, y). */
export function paintFace(
  at: FacePlace,
  size: { readonly width: number; readonly height: number },
  f: (x: number, y: number) => number,
): RgbImage {
  const { x, y, height, angle = 0 } = at;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const data = Float32Array.from({ length: 3 * size.width * size.height }, (_, k) => {
    const i = Math.floor(k / 3);
    const [dx, dy] = [(i % size.width) + 0.5 - x, Math.floor(i / size.width) + 0.5 - y];
    return f((dx * cos + dy * sin) / height, (dy * cos - dx * sin) / height);
  });
  return rgbImage(size, data);
}
