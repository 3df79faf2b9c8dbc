/** A portrait's mask: a network that is surest of the face leaves shoulders out of the subject, and badges on a chest. */
import type { Engine } from '../compute/program.ts';
import type { WholeLook } from '../photo/look.ts';
import { chooseMask } from '../photo/subject.ts';
import { connectedWithin } from '../raster/connected.ts';
import { mapValues, type Plane, type RgbImage, valueAt } from '../raster/raster.ts';
import { type Body, bodyIn } from './bodies.ts';
import type { Face } from './faces.ts';
import { distance, midpoint, type Point } from './geometry.ts';
import { CHIN, FOREHEAD } from './mesh-points.ts';
import { TORSO, torsoMap } from './torso.ts';

export const PORTRAIT_MASK = {
  /** Height of a face, in parts of the picture's mean side, from which the picture is a portrait. */
  portrait: 0.2,
  /** The mask is at least this sure of a portrait's face. */
  sure: 0.5,
  /** A mask that holds at least this part of the torso needs no more of it. */
  held: 0.75,
  /** Holes smaller than this, in squares of the face's height, are badges or spots of light. */
  hole: 0.5,
  /** How surely a hole's pixels are not the subject. */
  empty: 0.2,
  torso: TORSO,
};

/**
 * What was seen of a portrait, its mask with the person's shoulders and chest and without small holes; of anything else as it is.
 * @param photo in full detail
 * @param faces in pixels of the photo, the largest first
 */
export async function completePortrait(
  engine: Engine,
  photo: RgbImage,
  whole: WholeLook,
  faces: readonly Face[],
  params: typeof PORTRAIT_MASK = PORTRAIT_MASK,
): Promise<WholeLook> {
  const { content, image, mask } = whole;
  if (!mask) return whole;
  const scale = image.width / content.width;
  const place = ({ x, y }: Point) => ({ x: (x - content.x) * scale, y: (y - content.y) * scale });
  const face = faces
    .map(({ points }) => ({ points: points.map(place) }))
    .find((placed) => isPortrait(placed, mask, params));
  if (!face) return whole;
  const found = await bodyIn(engine, photo, content);
  const body = Object.fromEntries(
    Object.entries(found).map(([part, point]) => [part, { ...place(point), score: point.score }]),
  ) as Body;
  const wider = addTorso({ ...whole, mask }, torsoMap(face, body, image, params.torso), params);
  return { ...whole, mask: fillHoles(wider, params.hole * heightOf(face) ** 2, params) };
}

const heightOf = ({ points }: Pick<Face, 'points'>) => distance(points[FOREHEAD]!, points[CHIN]!);

function isPortrait(
  face: Pick<Face, 'points'>,
  mask: Plane,
  { portrait, sure }: typeof PORTRAIT_MASK,
): boolean {
  const middle = midpoint(face.points[FOREHEAD]!, face.points[CHIN]!);
  return (
    heightOf(face) >= portrait * Math.sqrt(mask.width * mask.height) &&
    valueAt(mask, middle.x, middle.y) >= sure
  );
}

/** The mask of a subject that the torso belongs to as surely as anything does. */
function addTorso(
  { image, mask, subject }: Pick<WholeLook, 'image' | 'subject'> & { readonly mask: Plane },
  torso: Plane,
  { held }: typeof PORTRAIT_MASK,
): Plane {
  if (partHeld(mask, torso) >= held) return mask;
  const surest = subject.data.reduce((a, b) => Math.max(a, b), 0);
  const raised = mapValues(subject, (v, i) => Math.max(v, surest * torso.data[i]!));
  const wider = chooseMask(image, null, raised);
  return wider ? mapValues(mask, (v, i) => Math.max(v, wider.data[i]!)) : mask;
}

/** Part of a map that a mask holds. */
function partHeld(mask: Plane, map: Plane): number {
  let [held, all] = [0, 1e-9];
  map.data.forEach((v, i) => {
    held += v * mask.data[i]!;
    all += v;
  });
  return held / all;
}

/** The mask without holes of fewer than `most` pixels that the picture's border does not open. */
export function fillHoles(mask: Plane, most: number, { empty } = PORTRAIT_MASK): Plane {
  const { width, height } = mask;
  const outside = mask.data.map((v) => 1 - v);
  const isBorder = (i: number) =>
    i < width || i >= width * (height - 1) || i % width === 0 || i % width === width - 1;
  const filled = mask.data.slice();
  for (const part of connectedWithin(outside, empty, 1, mask))
    if (part.length < most && !part.some(isBorder)) for (const i of part) filled[i] = 1;
  return { ...mask, data: filled };
}
