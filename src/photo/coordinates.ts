/**
 * Coordinate systems of a drawing: working pixels, in which lines are found; the canvas, in pixels that the network sees; and the
 * paper, the drawing's own frame, which has the photo's shape.
 */

import type { Size } from '../raster/frame.ts';
import { placeStrokes } from '../strokes/layout.ts';
import type { Strokes } from '../strokes/stroke.ts';
import type { Look } from './look.ts';

/** The paper: the photo's shape with the area of the network's square, so that widths mean the same for every photo. */
export function paperSize({ width, height }: Size, side: number): Size {
  const aspect = width / height;
  const round = (v: number) => Math.round(v * 100) / 100;
  return { width: round(side * Math.sqrt(aspect)), height: round(side / Math.sqrt(aspect)) };
}

/** Translates between the coordinate systems of one look at a photo. */
export interface Placement {
  /** Canvas pixels per unit of the paper. */
  readonly zoom: number;
  workingToCanvas(points: Float64Array): Float64Array;
  canvasToWorking(points: Float64Array): Float64Array;
  canvasToPaper(strokes: Strokes): Strokes;
  paperToCanvas(strokes: Strokes): Strokes;
}

export function createPlacement(
  { window, frame, image }: Pick<Look, 'window' | 'frame' | 'image'>,
  photo: Size,
  paper: Size,
): Placement {
  const { x, y, width, height } = frame.photo;
  const scale = ((window.width / width) * paper.width) / photo.width;
  const dx = (window.x * paper.width) / photo.width - x * scale;
  const dy = (window.y * paper.height) / photo.height - y * scale;
  return {
    zoom: 1 / scale,
    workingToCanvas: (points) =>
      points.map((v, i) =>
        i % 2 === 0 ? x + v * (1 / image.width) * width : y + v * (1 / image.height) * height,
      ),
    canvasToWorking: (points) =>
      points.map((v, i) =>
        i % 2 === 0 ? ((v - x) / width) * image.width : ((v - y) / height) * image.height,
      ),
    canvasToPaper: (strokes) => placeStrokes(strokes, scale, dx, dy),
    paperToCanvas: (strokes) => placeStrokes(strokes, 1 / scale, -dx / scale, -dy / scale),
  };
}
