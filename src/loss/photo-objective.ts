/** The objective of one photo: its subject on white in every view, what counts how much in it, and its contours. */
import type { Engine } from '../compute/program.ts';
import type { ContourMap } from '../contours/map.ts';
import type { Look } from '../photo/look.ts';
import type { Plane } from '../photo/plane.ts';
import { placeOnCanvas, planeOnCanvas } from '../photo/resample.ts';
import { whitenBackground } from '../photo/subject.ts';
import type { Homography } from '../views/homography.ts';
import { warpImage, warpPlane } from '../views/warp.ts';
import type { Teacher } from '../vision/teacher.ts';
import { createEdgeTerm } from './edges.ts';
import { createGapTerm } from './gaps.ts';
import { createObjective, type Objective } from './objective.ts';
import { withInkTerms } from './with-ink-terms.ts';

export interface ObjectiveWeights {
  /** Weight of the contour and gap terms; 0 leaves them out. */
  readonly contours: number;
  /** How much more patches count where the subject's most telling parts are; 0 counts all alike. */
  readonly focus: number;
}

/** What of a plan the losses need: where ink is wanted, and where it matters most. */
export type PhotoPlan = Pick<ContourMap, 'wanted' | 'importance'>;

/** @param plan the photo's contours; null when neither weight needs them */
export async function createPhotoObjective(
  engine: Engine,
  teacher: Teacher,
  { image, mask, frame }: Look,
  plan: PhotoPlan | null,
  views: readonly Homography[],
  weights: ObjectiveWeights,
): Promise<Objective> {
  const { width, height } = frame;
  const onCanvas = (plane: Plane): Plane => ({
    width,
    height,
    data: planeOnCanvas(plane.data, plane, frame),
  });
  const subject = whitenBackground(
    placeOnCanvas(image, frame),
    mask && onCanvas({ ...image, data: mask }).data,
  );
  const photos = views.map((view) => warpImage(subject, view, width, height));
  const focus = plan && weights.focus > 0 ? focusOf(onCanvas(plan.importance), weights.focus) : null;
  const focuses = focus && views.map((view) => warpPlane(focus, view, width, height, 1));
  const objective = await createObjective(engine, teacher, photos, focuses ?? undefined);
  if (!plan || weights.contours === 0) return objective;
  const wanted = onCanvas(plan.wanted);
  const inkTerms = [createEdgeTerm(wanted), createGapTerm(wanted)];
  return withInkTerms(objective, inkTerms, weights.contours, views.length * width * height);
}

function focusOf({ width, height, data }: Plane, focus: number): Plane {
  return { width, height, data: data.map((v) => 1 + focus * v) };
}
