/** Looks at a photo's heads from near, for eyes and noses. */

import { oklabPlanes } from '../raster/colour.ts';
import type { Rect } from '../raster/frame.ts';
import type { Plane, RgbImage } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { type Circle, findHeads, HEADS } from './heads.ts';
import { findLandmarks, LANDMARKS, type Landmark } from './landmarks.ts';
import { FACE_SIZE, type SubjectReader } from './reader.ts';

export const FACES = {
  /** Half the side of the picture of a head, in its radii: what the probes for eyes and noses were trained on. */
  margin: 1.5,
  /** Less sure heads are looked at too... */
  heads: { ...HEADS, sure: 0.71 },
  /** ...but below this likelihood an eye needs so many log odds more, and a nose this likelihood: an ice-cream has none. */
  sureHead: 0.95,
  doubt: 2.3,
  sureNose: 0.95,
  /** A picture that is less likely than this to show a head, seen from near, has neither eyes nor a nose: it is a flower or a knob. */
  leastFace: 0.39,
  /** Below this likelihood a nose has to be as sure as in a head that is not: 3 and 10 in 100 heads are below these. */
  sureFace: 0.69,
  landmarks: LANDMARKS,
};

/** A square picture of a head; outside the photo its border is repeated. */
export function pictureOfHead(photo: RgbImage, head: Circle, params = FACES): RgbImage {
  return resample(photo, { width: FACE_SIZE, height: FACE_SIZE }, squareAround(head, params));
}

/** A part of a photo, and what is known of it. */
export interface HeadsView {
  /** The part of the photo that the maps show, in its pixels. */
  readonly window: Rect;
  /** How likely each pixel belongs to a head, in [0, 1]. */
  readonly heads: Plane;
  /** Subject mask of the same size, or null for everything. */
  readonly mask: Plane | null;
}

/**
 * Landmarks of all heads, head by head, in pixels of the map; none where the photo has no head or the mask leaves it out.
 * @param photo in full detail
 */
export async function findFaces(
  photo: RgbImage,
  { window, heads: map, mask }: HeadsView,
  reader: SubjectReader,
  params = FACES,
): Promise<Landmark[]> {
  const { width, height } = map;
  const scale = width / window.width;
  const middle = FACE_SIZE / 2;
  const headInPicture: Circle = { x: middle, y: middle, radius: middle / params.margin };
  const landmarks: Landmark[] = [];
  for (const { x, y, radius, likelihood } of findHeads(map, params.heads)) {
    const head = { x: window.x + x / scale, y: window.y + y / scale, radius: radius / scale };
    const square = squareAround(head, params);
    const picture = pictureOfHead(photo, head, params);
    const zoom = FACE_SIZE / square.width;
    const maps = await reader.face(picture);
    if (maps.face < params.leastFace) continue;
    const [lightness] = oklabPlanes(picture);
    const wanted = wantedOf(likelihood, maps.face, params);
    for (const found of findLandmarks(maps, lightness, headInPicture, wanted)) {
      landmarks.push({
        ...found,
        x: (square.x + found.x / zoom - window.x) * scale,
        y: (square.y + found.y / zoom - window.y) * scale,
        radius: (found.radius / zoom) * scale,
      });
    }
  }
  const onSubject = ({ x, y }: Landmark) =>
    x >= 0 &&
    y >= 0 &&
    x < width &&
    y < height &&
    (!mask || mask.data[Math.floor(y) * width + Math.floor(x)] > 0.5);
  return landmarks.filter(onSubject);
}

/** What a face needs, by how sure its head is from afar and from near. */
function wantedOf(head: number, near: number, params: typeof FACES): typeof LANDMARKS {
  const { landmarks, doubt, sureNose, sureHead, sureFace } = params;
  const isSure = head >= sureHead;
  if (isSure && near >= sureFace) return landmarks;
  const { face } = landmarks;
  const nose = Math.max(face.nose, sureNose);
  return { ...landmarks, face: { ...face, nose, doubt: isSure ? face.doubt : doubt } };
}

/** The part of the photo that a head's picture shows. */
export function squareAround({ x, y, radius }: Circle, { margin } = FACES): Rect {
  const half = margin * radius;
  return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
}
