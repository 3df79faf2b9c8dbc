/** People's arms and legs: where they are, and how near to them each place is. */
import type { Engine } from '../compute/program.ts';
import type { Look } from '../photo/look.ts';
import type { Rect, Size } from '../raster/frame.ts';
import { type Plane, plane, type RgbImage, valueAt } from '../raster/raster.ts';
import { BODY_PARTS, type Body, type BodyPart, type BodyPoint, bodyIn, meanScore } from './bodies.ts';
import { distance, type Point } from './geometry.ts';
import { PERSONS } from './persons.ts';

export const LIMBS_OF_PEOPLE = {
  /** Mean likelihood of a person's points, see seeing/persons.ts. */
  posture: PERSONS.posture,
  /** Likelihood of both its ends that a limb has at least. */
  sure: 0.25,
  /** A person belongs to the subject where the mask at one of the shoulders or hips is at least this sure. */
  onSubject: 0.5,
  /** More people than this are a crowd. */
  most: 3,
  /** Half the width of a limb, in the trunk's lengths, at which 1/e of the nearness is left. */
  width: 0.2,
  /** How far a hand or a foot reaches beyond the wrist or the ankle, in lengths of the forearm or the shin. */
  beyond: 0.35,
};

/** A part of a limb, in pixels. */
export interface LimbPart {
  readonly from: Point;
  readonly to: Point;
  /** Half its width. */
  readonly radius: number;
}

const CHAINS: readonly (readonly [BodyPart, BodyPart, BodyPart])[] = [
  ['leftShoulder', 'leftElbow', 'leftWrist'],
  ['rightShoulder', 'rightElbow', 'rightWrist'],
  ['leftHip', 'leftKnee', 'leftAnkle'],
  ['rightHip', 'rightKnee', 'rightAnkle'],
];

/**
 * The parts of the arms and legs of the subject's people, in working pixels.
 * @param photo in full detail, of which `look.window` is a part
 * @param persons boxes in pixels of the photo, the likeliest first
 */
export async function findLimbParts(
  engine: Engine,
  photo: RgbImage,
  { window, image, mask }: Pick<Look, 'window' | 'image' | 'mask'>,
  persons: readonly Rect[],
  params: typeof LIMBS_OF_PEOPLE = LIMBS_OF_PEOPLE,
): Promise<LimbPart[]> {
  const scale = image.width / window.width;
  const place = <P extends Point>(point: P): P => ({
    ...point,
    x: (point.x - window.x) * scale,
    y: (point.y - window.y) * scale,
  });
  const limbs: LimbPart[] = [];
  for (const box of persons.slice(0, params.most)) {
    const found = await bodyIn(engine, photo, box);
    const body = Object.fromEntries(BODY_PARTS.map((part) => [part, place(found[part])])) as Body;
    if (meanScore(body) >= params.posture && isOnSubject(body, mask, image, params))
      limbs.push(...limbsOf(body, params));
  }
  return limbs;
}

/** Whether a shoulder or a hip is the subject's. */
function isOnSubject(
  body: Body,
  mask: Plane | null,
  { width, height }: Size,
  { onSubject }: typeof LIMBS_OF_PEOPLE,
): boolean {
  return [body.leftShoulder, body.rightShoulder, body.leftHip, body.rightHip].some(
    ({ x, y }) =>
      x >= 0 && y >= 0 && x < width && y < height && (mask === null || valueAt(mask, x, y) >= onSubject),
  );
}

/** The parts of a person's arms and legs that were found, hands and feet with them. */
export function limbsOf(body: Body, params: typeof LIMBS_OF_PEOPLE = LIMBS_OF_PEOPLE): LimbPart[] {
  const trunk = Math.max(
    distance(body.leftShoulder, body.leftHip),
    distance(body.rightShoulder, body.rightHip),
  );
  const radius = params.width * trunk;
  const isSure = ({ score }: BodyPoint) => score >= params.sure;
  return CHAINS.flatMap((chain) => {
    const [root, middle, end] = chain.map((part) => body[part]) as [BodyPoint, BodyPoint, BodyPoint];
    const tip = {
      x: end.x + params.beyond * (end.x - middle.x),
      y: end.y + params.beyond * (end.y - middle.y),
    };
    return [
      ...(isSure(root) && isSure(middle) ? [{ from: root, to: middle, radius }] : []),
      ...(isSure(middle) && isSure(end) ? [{ from: middle, to: tip, radius }] : []),
    ];
  });
}

/** How near each place is to the nearest limb, in [0, 1]. @param limbs in pixels of the map */
export function nearLimbs(limbs: readonly LimbPart[], size: Size): Plane {
  const near = plane(size, new Float32Array(size.width * size.height));
  for (const limb of limbs)
    near.data.forEach((v, i) => {
      const at = { x: (i % size.width) + 0.5, y: Math.floor(i / size.width) + 0.5 };
      near.data[i] = Math.max(v, Math.exp(-((distanceTo(limb, at) / limb.radius) ** 2)));
    });
  return near;
}

function distanceTo({ from, to }: LimbPart, at: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return distance(at, { x: from.x + t * dx, y: from.y + t * dy });
}
