/** How well a drawing's lines lie where the subject's are. */

import { blur } from '../../../src/raster/blur.ts';
import type { Plane } from '../../../src/raster/raster.ts';
import { chamfer } from './chamfer.ts';
import { msSsim } from './ms-ssim.ts';
import { outlineOf, subjectEdges } from './outline.ts';
import { colourPlanes, inkOf, type SquarePicture } from './picture.ts';

/** Side in pixels of the square in which distances are measured. */
export const GEOMETRY_SIZE = 224;

/** How far off, in pixels, a line may be and still count as nearly there. */
const TOLERANCE = 2;

export interface GeometryTarget {
  readonly outline: Plane;
  /** Blurred edges as dark lines on white. */
  readonly lines: Plane;
}

export interface GeometryScores {
  /** MS-SSIM between the blurred edge map and the blurred drawing, up to 1. */
  readonly msSsim: number;
  /** Mean distance from the outline to the nearest ink, in pixels. */
  readonly outlineToInk: number;
  /** Mean distance from ink to the nearest point of the outline, in pixels. Inner lines raise it too. */
  readonly inkToOutline: number;
  /** Part of the square that is black. */
  readonly ink: number;
}

/** @param photo of GEOMETRY_SIZE @param mask of the same size */
export function geometryTarget(photo: SquarePicture, mask: Plane): GeometryTarget {
  return { outline: outlineOf(mask), lines: asLines(subjectEdges(colourPlanes(photo), mask)) };
}

/** @param drawing of GEOMETRY_SIZE */
export function scoreGeometry(drawing: SquarePicture, target: GeometryTarget): GeometryScores {
  const ink = inkOf(drawing);
  const { toInk, toTarget } = chamfer(ink, target.outline);
  return {
    msSsim: msSsim(asLines(ink), target.lines),
    outlineToInk: toInk,
    inkToOutline: toTarget,
    ink: ink.data.reduce((sum, v) => sum + v, 0) / ink.data.length,
  };
}

function asLines(plane: Plane): Plane {
  const blurred = blur(plane, TOLERANCE);
  return { ...blurred, data: blurred.data.map((v) => 1 - v) };
}
