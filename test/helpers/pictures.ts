/** Pictures made for tests: flat colours, shapes drawn with canvas, and their planes. */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Boundaries } from '../../src/photo/reader.ts';
import type { Size } from '../../src/raster/frame.ts';
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

/** What a network would say of a photo that has no borders. */
export function noBoundaries({ width, height }: Size): Boundaries {
  const near = constantPlane(width, height, 0);
  return { near, afar: near };
}

/** What a network would say of a picture of flat colours: a ridge 3 pixels to each side along borders between them, highest where they differ most. */
export function boundariesOf({ width, height, data }: RgbImage): Boundaries {
  const at = (x: number, y: number) => Math.min(height - 1, y) * width + Math.min(width - 1, x);
  const differ = (i: number, j: number) =>
    Math.max(...[0, 1, 2].map((c) => Math.abs(data[3 * i + c]! - data[3 * j + c]!)));
  const near = constantPlane(width, height, 0);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = at(x, y);
      const step = Math.min(1, 3 * Math.max(differ(i, at(x + 1, y)), differ(i, at(x, y + 1))));
      if (step > 0) raise(near, x, y, step);
    }
  return { near, afar: near };
}

function raise({ width, height, data }: Plane, x: number, y: number, peak: number): void {
  for (let row = Math.max(0, y - 3); row <= Math.min(height - 1, y + 3); row++)
    for (let column = Math.max(0, x - 3); column <= Math.min(width - 1, x + 3); column++) {
      const value = peak * Math.max(0, 1 - Math.hypot(column - x, row - y) / 4);
      data[row * width + column] = Math.max(data[row * width + column]!, value);
    }
}

/** What a network would say of a photo in which borders run along lines of so many pixels' width. */
export function boundariesAlong(
  { width, height }: Size,
  lines: readonly (readonly (readonly [number, number])[])[],
  thickness = 5,
): Boundaries {
  const { data } = drawPicture(width, height, (c) => {
    c.lineWidth = thickness;
    for (const line of lines) {
      c.beginPath();
      for (const [x, y] of line) c.lineTo(x, y);
      c.stroke();
    }
  });
  const near = plane(
    { width, height },
    Float32Array.from({ length: width * height }, (_, i) => 1 - data[3 * i]!),
  );
  return { near, afar: near };
}
