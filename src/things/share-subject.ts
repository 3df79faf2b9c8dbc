/** Divides the subject's mask among the things that were detected in it; pixels of no detection remain. */
import type { WholeLook } from '../photo/look.ts';
import { oklabPlanes } from '../raster/colour.ts';
import { type Plane, plane, withData } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import type { DetectedObject } from '../seeing/objects.ts';
import { CLAIMS, claimTokens, inPatches } from './claims.ts';
import { DIVIDE, divideMask } from './divide.ts';
import { likeness } from './likeness.ts';
import { findSubjectParts, SUBJECT_PARTS, type SubjectPart } from './subject-parts.ts';

export const SHARE_SUBJECT = {
  parts: SUBJECT_PARTS,
  claims: CLAIMS,
  divide: DIVIDE,
  /** Remaining pixels are added to a thing if their likeness to its own is at least this: a box may hold half a crab. */
  same: 0.8,
};

export interface SharedSubject {
  /** For each detection, the pixels of the working image that it gets. */
  readonly shares: readonly (readonly number[])[];
  /** Parts of the subject that belong to no detection. */
  readonly rest: readonly (readonly number[])[];
}

/**
 * @param detections in pixels of the working image
 * @param claims a plane of scores for each detection; called only if needed
 */
export function shareSubject(
  whole: WholeLook,
  detections: readonly DetectedObject[],
  claims: () => readonly Plane[],
  params = SHARE_SUBJECT,
): SharedSubject {
  const { mask } = whole;
  const shares: number[][] = detections.map(() => []);
  const rest: (readonly number[])[] = [];
  for (const part of mask ? findSubjectParts(mask, detections, params.parts) : []) {
    const divided = dividePart(part, whole, detections, claims, params);
    divided.shares.forEach((share, k) => {
      for (const i of share) shares[part.owners[k]].push(i);
    });
    rest.push(...divided.rest);
  }
  return { shares, rest };
}

/** Shares in the order of the part's owners. */
function dividePart(
  { pixels, owners, inBox }: SubjectPart,
  { image, mask, tokens }: WholeLook,
  detections: readonly DetectedObject[],
  claims: () => readonly Plane[],
  params: typeof SHARE_SUBJECT,
): SharedSubject {
  if (owners.length === 0) return { shares: [], rest: [pixels] };
  if (owners.length === 1 && inBox) return { shares: [pixels], rest: [] };
  const all = claims();
  const claimants = owners.map((k) => ({ scores: all[k], box: detections[k].box }));
  const { shares, rest } = divideMask(pixels, claimants, oklabPlanes(image), params.divide);
  const ground = withData(
    mask!,
    mask!.data.map((v) => 1 - v),
  );
  const left = rest.filter((part) => {
    const alike = shares.map((share) =>
      share.length > 0 ? likeness(tokens, [share, part], ground) : Number.NEGATIVE_INFINITY,
    );
    const most = Math.max(...alike);
    if (most < params.same) return true;
    for (const i of part) shares[alike.indexOf(most)].push(i);
    return false;
  });
  return { shares, rest: left };
}

/** For each detection the scores of the working image's pixels: about 1 on the thing and -1 elsewhere. */
export function claimPixels(
  { image, tokens }: Pick<WholeLook, 'image' | 'tokens'>,
  detections: readonly Pick<DetectedObject, 'box'>[],
  params = CLAIMS,
): Plane[] {
  const boxes = detections.map(({ box }) => inPatches(box, image, tokens));
  const grid = { width: tokens.columns, height: tokens.rows };
  return claimTokens(tokens, boxes, params).map((scores) =>
    resample(plane(grid, scores), image, tokens.photo),
  );
}
