/** Human faces in a photo: where they are, their 468 points and their irises. */
import type { Engine } from '../compute/program.ts';
import type { Rect } from '../raster/frame.ts';
import type { RgbImage } from '../raster/raster.ts';
import { detectFaces, type FaceBox } from './blazeface.ts';
import { eyeOf, type Iris, meshOf, squareOfMesh } from './facemesh.ts';
import { areaOf, boundingBox, coverage, type Point, suppressOverlaps } from './geometry.ts';
import { findObjects } from './objects.ts';

export interface Face {
  readonly box: Rect;
  /** How likely it is a face, in [0, 1]: the less sure of the detector and the mesh. */
  readonly score: number;
  /** 468 points of the face in photo pixels; mesh-points.ts says which is where. */
  readonly points: readonly Point[];
  /** The person's own right and left. */
  readonly irises: { readonly right: Iris; readonly left: Iris };
  /** Radians by which the line of the eyes is turned, clockwise as seen. */
  readonly angle: number;
}

export const HUMAN_FACES = {
  /** Least likelihoods: below them a cup or a wheel is taken for a face (bench/seeing). */
  detector: 0.5,
  mesh: 0.6,
  /** A face less likely than this counts only as part of a person, who is found as such: a rabbit's cheek was one at 0.61, a truck's front at 0.78. */
  sure: 0.8,
  /** Two boxes that share more than this are of one face. */
  overlap: 0.3,
  /** A face that shares more than this with a likelier one, of the smaller's area, is a part of it. */
  coverage: 0.5,
  /** Smaller faces, in photo pixels, have no landmarks that could be drawn. */
  leastSide: 16,
  /** Most faces of one photo: the likeliest. */
  most: 12,
};

/**
 * All faces, the largest first.
 * @param photo in full detail
 * @param regions parts of the photo to look at once more from near, for small faces
 */
export async function findFaces(
  engine: Engine,
  photo: RgbImage,
  regions: readonly Rect[] = [],
  params: typeof HUMAN_FACES = HUMAN_FACES,
): Promise<Face[]> {
  const whole = { x: 0, y: 0, width: photo.width, height: photo.height };
  const boxes: FaceBox[] = [];
  for (const { x, y, width, height } of [whole, ...regions]) {
    const square = { x: x + width / 2, y: y + height / 2, side: Math.max(width, height), angle: 0 };
    boxes.push(...(await detectFaces(engine, photo, square, params.detector)));
  }
  const faces: Face[] = [];
  for (const box of suppressOverlaps(boxes, params.overlap).slice(0, params.most)) {
    if (box.square.side < params.leastSide) continue;
    const face = await lookAtFace(engine, photo, box, params.mesh);
    if (face) faces.push(face);
  }
  const apart = suppressOverlaps(faces, params.coverage, coverage);
  const people = apart.every(({ score }) => score >= params.sure) ? [] : await findPeople(engine, photo);
  return apart
    .filter(({ score, box }) => score >= params.sure || people.some((person) => isCentredIn(box, person)))
    .sort((a, b) => areaOf(b.box) - areaOf(a.box));
}

async function findPeople(engine: Engine, photo: RgbImage): Promise<Rect[]> {
  const objects = await findObjects(engine, photo);
  return objects.filter(({ name }) => name === 'person').map(({ box }) => box);
}

function isCentredIn({ x, y, width, height }: Rect, outer: Rect): boolean {
  const [u, v] = [x + width / 2 - outer.x, y + height / 2 - outer.y];
  return u >= 0 && v >= 0 && u <= outer.width && v <= outer.height;
}

/** The mesh twice, the second time in a square that the first one's points set upright; null where it sees no face. */
async function lookAtFace(
  engine: Engine,
  photo: RgbImage,
  { square, score }: FaceBox,
  least: number,
): Promise<Face | null> {
  const first = await meshOf(engine, photo, square);
  if (first.score < least) return null;
  const upright = squareOfMesh(first.points);
  const mesh = await meshOf(engine, photo, upright);
  if (mesh.score < least) return null;
  const right = await eyeOf(engine, photo, mesh.points, 'right');
  const left = await eyeOf(engine, photo, mesh.points, 'left');
  const points = mesh.points.map((point, i) => right.points.get(i) ?? left.points.get(i) ?? point);
  return {
    box: boundingBox(points),
    score: Math.min(score, mesh.score),
    points,
    irises: { right: right.iris, left: left.iris },
    angle: squareOfMesh(points).angle,
  };
}
