/** Pictures made for tests: flat colours, shapes drawn with canvas, and their planes. */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { type Plane, plane, type RgbImage } from '../../src/raster/raster.ts';

/** A red disc on white, as an SVG file: edges all round, so that a few strokes draw it. */
export const DISC_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><circle cx="150" cy="100" r="70" fill="#a02010"/></svg>';

/** Draws on a canvas filled with `background` and gives its pixels. */
export function drawPicture(
  width: number,
  height: number,
  draw: (context: SKRSContext2D) => void = () => {},
  background = 'white',
): RgbImage {
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  draw(context);
  const rgba = context.getImageData(0, 0, width, height).data;
  const data = Float32Array.from(
    { length: width * height * 3 },
    (_, i) => rgba[4 * Math.floor(i / 3) + (i % 3)] / 255,
  );
  return { width, height, channels: 3 as const, data };
}

export function fillCircle(context: SKRSContext2D, x: number, y: number, radius: number, colour: string) {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** A plane whose value at each pixel centre is f(x, y). */
export function planeOf(width: number, height: number, f: (x: number, y: number) => number): Plane {
  const data = Float32Array.from({ length: width * height }, (_, i) =>
    f((i % width) + 0.5, Math.floor(i / width) + 0.5),
  );
  return plane({ width, height }, data);
}

export function constantPlane(width: number, height: number, value: number): Plane {
  return planeOf(width, height, () => value);
}
