/** The objective of one photo: its subject on white in every view, what counts how much in it, and its contours. */

import type { Engine } from './compute/program.ts';
import type { ContourMap } from './contours/map.ts';
import { createEdgeTerm, EDGE_TERM } from './loss/edges.ts';
import { createGapTerm, GAP_TERM } from './loss/gaps.ts';
import { createObjective, type ViewsObjective } from './loss/objective.ts';
import type { Judge } from './loss/terms.ts';
import { withInkTerms } from './loss/with-ink-terms.ts';
import { whitenBackground } from './photo/subject.ts';
import type { Frame } from './raster/frame.ts';
import { mapValues, type Plane, type Raster } from './raster/raster.ts';
import { placeOnCanvas } from './raster/resample.ts';
import type { Homography } from './views/homography.ts';
import { warp } from './views/warp.ts';

export interface ObjectiveWeights {
  /** Weight of the contour and gap terms; 0 leaves them out. */
  readonly contours: number;
  /** How much more patches count where the subject's most important parts are; 0 counts all alike. */
  readonly focus: number;
  /** Numbers of the contour and gap terms. @default INK_TERMS */
  readonly inkTerms?: typeof INK_TERMS;
}

export const INK_TERMS = { edges: EDGE_TERM, gaps: GAP_TERM };

/** What the losses need of a photo: the subject, its canvas, where ink is wanted, and where it matters most. */
export interface SeenPhoto extends Pick<ContourMap, 'image' | 'mask' | 'wanted' | 'importance'> {
  readonly frame: Frame;
}

export async function createPhotoObjective(
  engine: Engine,
  teacher: Judge,
  { image, mask, wanted, importance, frame }: SeenPhoto,
  views: readonly Homography[],
  weights: ObjectiveWeights,
): Promise<ViewsObjective> {
  const { width, height } = frame;
  const onCanvas = <C extends number>(raster: Raster<C>) => placeOnCanvas(raster, frame);
  const subject = whitenBackground(onCanvas(image), mask && onCanvas(mask));
  const photos = views.map((view) => warp(subject, view, frame));
  const focus = weights.focus > 0 ? focusOf(onCanvas(importance), weights.focus) : null;
  const focuses = focus && views.map((view) => warp(focus, view, frame));
  const objective = await createObjective(engine, teacher, photos, focuses ?? undefined);
  if (weights.contours === 0) return objective;
  const wantedInk = onCanvas(wanted);
  const { edges, gaps } = weights.inkTerms ?? INK_TERMS;
  const inkTerms = [createEdgeTerm(wantedInk, edges), createGapTerm(wantedInk, gaps)];
  return withInkTerms(objective, inkTerms, weights.contours, {
    views: views.length,
    size: width * height,
  });
}

function focusOf(importance: Plane, focus: number): Plane {
  return mapValues(importance, (v) => 1 + focus * v);
}
