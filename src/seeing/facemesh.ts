/**
 * The shape of a face: 468 points (Y. Kartynnik et al., "Real-time Facial Surface Geometry from Monocular Video on Mobile
 * GPUs", 2019), and of each eye its lids and iris (A. Ablavatski et al., "Real-time Pupil Tracking from Monocular Video for
 * Digital Puppetry", 2020).
 */
import type { Engine } from '../compute/program.ts';
import type { RgbImage } from '../raster/raster.ts';
import { lineAngle } from './blazeface.ts';
import { cropSquare, fromCrop, type Square } from './crop.ts';
import { boundingBox, distance, midpoint, type Point } from './geometry.ts';
import { EYES, type EyeSide, IRIS_TO_MESH, OUTER_CORNERS } from './mesh-points.ts';
import { openDetector, runDetector } from './network.ts';

const MESH_SIZE = 192;
const EYE_SIZE = 64;
/** Side of the part that a network looks at, in sides of what it looks for. */
const AROUND = { face: 1.5, eye: 2.3 };
/** The iris model's last points: centre, right, above, left, below. */
const IRIS_FIRST = 71;

export interface Mesh {
  /** How likely there is a face, in [0, 1]. */
  readonly score: number;
  /** In photo pixels. */
  readonly points: readonly Point[];
}

export interface Iris extends Point {
  readonly radius: number;
}

/** @param face the square of a face, without what is around it */
export async function meshOf(engine: Engine, photo: RgbImage, face: Square): Promise<Mesh> {
  const square = { ...face, side: AROUND.face * face.side };
  const picture = cropSquare(photo, square, MESH_SIZE);
  const { score, points } = await runDetector(engine, openDetector('facemesh', engine.assets), picture.data);
  const toPhoto = fromCrop(square, MESH_SIZE);
  const xyz = points!.data;
  const count = xyz.length / 3;
  return {
    score: score!.data[0]!,
    points: Array.from({ length: count }, (_, i) => toPhoto({ x: xyz[3 * i]!, y: xyz[3 * i + 1]! })),
  };
}

/** The square of a face whose points are known, turned by its eyes. */
export function squareOfMesh(points: readonly Point[]): Square {
  const angle = lineAngle(points[OUTER_CORNERS.right]!, points[OUTER_CORNERS.left]!);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const upright = points.map(({ x, y }) => ({ x: x * cos + y * sin, y: y * cos - x * sin }));
  const { x, y, width, height } = boundingBox(upright);
  const [u, v] = [x + width / 2, y + height / 2];
  return { x: u * cos - v * sin, y: u * sin + v * cos, side: Math.max(width, height), angle };
}

/** One eye seen from near: its iris, and better places for the mesh's points around it. */
export async function eyeOf(
  engine: Engine,
  photo: RgbImage,
  mesh: readonly Point[],
  side: EyeSide,
): Promise<{ readonly iris: Iris; readonly points: ReadonlyMap<number, Point> }> {
  const { inner, outer } = EYES[side];
  const [a, b] = [mesh[inner]!, mesh[outer]!];
  const { angle } = squareOfMesh(mesh);
  const square = { ...midpoint(a, b), side: AROUND.eye * distance(a, b), angle };
  const mirrored = side === 'left';
  const picture = cropSquare(photo, square, EYE_SIZE, { mirrored });
  const { points } = await runDetector(engine, openDetector('iris', engine.assets), picture.data);
  const toPhoto = fromCrop(square, EYE_SIZE, mirrored);
  const pointAt = (i: number) => toPhoto({ x: points!.data[3 * i]!, y: points!.data[3 * i + 1]! });
  const [centre, ...rim] = [0, 1, 2, 3, 4].map((i) => pointAt(IRIS_FIRST + i)) as [Point, ...Point[]];
  const radius = rim.reduce((sum, point) => sum + distance(point, centre), 0) / rim.length;
  const better = IRIS_TO_MESH[side].map((index, i) => [index, pointAt(i)] as const);
  return { iris: { ...centre, radius }, points: new Map(better) };
}
