/** Strokes of a brush for the painted photos: shaded shapes, lines, textures. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Random } from '../../../src/random.ts';

type Paint = string | CanvasGradient;
type CanvasGradient = ReturnType<SKRSContext2D['createLinearGradient']>;

export function fill(context: SKRSContext2D, paint: Paint, path: () => void): void {
  context.fillStyle = paint;
  context.beginPath();
  path();
  context.closePath();
  context.fill();
}

/** A curve through the first and last of three points, bent towards the second. */
export function line(
  context: SKRSContext2D,
  colour: string,
  width: number,
  [x0, y0, x1, y1, x2, y2]: readonly number[],
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(x0, y0);
  context.quadraticCurveTo(x1, y1, x2, y2);
  context.stroke();
}

export function linear(
  context: SKRSContext2D,
  top: number,
  bottom: number,
  colours: readonly string[],
): CanvasGradient {
  return withStops(context.createLinearGradient(0, top, 0, bottom), colours);
}

export function across(
  context: SKRSContext2D,
  left: number,
  right: number,
  colours: readonly string[],
): CanvasGradient {
  return withStops(context.createLinearGradient(left, 0, right, 0), colours);
}

function withStops(gradient: CanvasGradient, colours: readonly string[]): CanvasGradient {
  for (const [i, colour] of colours.entries()) gradient.addColorStop(i / (colours.length - 1), colour);
  return gradient;
}

/** A sphere lit from the upper left. */
export function ball(
  context: SKRSContext2D,
  x: number,
  y: number,
  radius: number,
  light: string,
  dark: string,
): void {
  ellipseBall(context, x, y, radius, radius, light, dark);
}

export function ellipseBall(
  context: SKRSContext2D,
  x: number,
  y: number,
  rx: number,
  ry: number,
  light: string,
  dark: string,
): void {
  const radius = Math.max(rx, ry);
  const gradient = context.createRadialGradient(x - rx / 3, y - ry / 3, radius / 8, x, y, radius);
  fill(context, withStops(gradient, [light, dark]), () => context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI));
}

export function shadow(context: SKRSContext2D, x: number, y: number, rx: number, ry: number): void {
  fill(context, 'rgba(20, 20, 10, 0.35)', () => context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI));
}

export function grass(context: SKRSContext2D, random: Random, horizon: number): void {
  const { width, height } = context.canvas;
  for (let i = 0; i < 700; i++) {
    const [x, y] = [random.next() * width, horizon + random.next() * (height - horizon)];
    const green = 90 + Math.floor(80 * random.next());
    const blade = 4 + 5 * random.next();
    line(context, `rgb(${green - 30}, ${green + 20}, ${Math.floor(green / 2)})`, 1, [
      x,
      y,
      x + 1,
      y - blade,
      x + 2,
      y - blade,
    ]);
  }
}
