/** Looks at a photo's heads from near, for eyes and noses. */
import type { Engine } from '../compute/program.ts';
import { FACE_SIZE, type Teacher } from '../vision/teacher.ts';
import { oklabPlanes } from './colour.ts';
import { type Feature, findFeatures } from './features.ts';
import type { Rect } from './frame.ts';
import { type Circle, findHeads } from './heads.ts';
import type { RgbImage } from './image.ts';
import type { Plane } from './plane.ts';
import { resample } from './resample.ts';

/** Half the side of the picture of a head, in its radii. */
const MARGIN = 1.5;
const MIDDLE = FACE_SIZE / 2;
const HEAD_IN_PICTURE: Circle = { x: MIDDLE, y: MIDDLE, radius: MIDDLE / MARGIN };

/** A square picture of a head; outside the photo its border is repeated. */
export function pictureOfHead({ width, height, data }: RgbImage, head: Circle): RgbImage {
  const size = FACE_SIZE;
  return {
    width: size,
    height: size,
    data: resample(data, width, height, 3, size, size, squareAround(head)),
  };
}

/**
 * Features of all heads, head by head, in pixels of the map; none where the photo has no head or `mask` leaves it out.
 * @param photo in full detail, of which `window` is the part that the map shows
 * @param map how likely each pixel belongs to a head, in [0, 1]
 */
export async function findFaces(
  photo: RgbImage,
  window: Rect,
  map: Plane,
  mask: Float32Array | null,
  teacher: Teacher,
  engine: Engine,
): Promise<Feature[]> {
  const { width, height } = map;
  const scale = width / window.width;
  const features: Feature[] = [];
  for (const { x, y, radius } of findHeads(map.data, width, height)) {
    const head = { x: window.x + x / scale, y: window.y + y / scale, radius: radius / scale };
    const square = squareAround(head);
    const picture = pictureOfHead(photo, head);
    const zoom = FACE_SIZE / square.width;
    const maps = await teacher.face(engine, picture);
    const [lightness] = oklabPlanes(picture);
    for (const found of findFeatures(maps, lightness, HEAD_IN_PICTURE)) {
      features.push({
        ...found,
        x: (square.x + found.x / zoom - window.x) * scale,
        y: (square.y + found.y / zoom - window.y) * scale,
        radius: (found.radius / zoom) * scale,
      });
    }
  }
  const onSubject = ({ x, y }: Feature) =>
    x >= 0 &&
    y >= 0 &&
    x < width &&
    y < height &&
    (!mask || mask[Math.floor(y) * width + Math.floor(x)] > 0.5);
  return features.filter(onSubject);
}

/** The part of the photo that a head's picture shows. */
export function squareAround({ x, y, radius }: Circle): Rect {
  const half = MARGIN * radius;
  return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
}
