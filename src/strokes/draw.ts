/** A sketch as pixels, drawn by Skia at any size. */
import { type Canvas, createCanvas, type SKRSContext2D } from '../napi-canvas.ts';
import type { Rgba } from './color.ts';
import { POINT_STRIDE, type Sketch, type Strokes } from './stroke.ts';
import { type DrawingStyle, inkColors, paperColor, pixelSize } from './style.ts';

/** Default longer side of a picture, in pixels. */
const DEFAULT_SIZE = 896;

/** The drawing on `style.paper`, else its own paper, else white. @throws ClipassoError 'usage' for an invalid colour or size. */
export function drawSketch(sketch: Sketch, style: DrawingStyle = {}): Canvas {
  const { width, height } = pixelSize(sketch, style.size ?? DEFAULT_SIZE);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const paper = paperColor(sketch, style, 'white');
  if (paper) {
    context.fillStyle = cssColor(paper);
    context.fillRect(0, 0, width, height);
  }
  context.scale(width / sketch.width, height / sketch.height);
  drawStrokes(context, sketch.strokes, style);
  return canvas;
}

/** The PNG file of `drawSketch`. */
export function drawPng(sketch: Sketch, style: DrawingStyle = {}): Buffer {
  return drawSketch(sketch, style).toBuffer('image/png');
}

/** Draws in the context's own coordinates. @throws ClipassoError 'usage' for an invalid colour. */
export function drawStrokes(
  context: SKRSContext2D,
  strokes: Strokes,
  style: Pick<DrawingStyle, 'color'> = {},
): void {
  const { points, widths } = strokes;
  const colors = inkColors(strokes, style);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (let s = 0; s < widths.length; s++) {
    const p = s * POINT_STRIDE;
    context.strokeStyle = cssColor(colors[s]);
    context.lineWidth = widths[s];
    context.beginPath();
    context.moveTo(points[p], points[p + 1]);
    context.bezierCurveTo(
      points[p + 2],
      points[p + 3],
      points[p + 4],
      points[p + 5],
      points[p + 6],
      points[p + 7],
    );
    context.stroke();
  }
}

function cssColor([r, g, b, alpha]: Rgba): string {
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}
