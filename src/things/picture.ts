/** A photo with its things marked: tinted, outlined, boxed and numbered. */

import { contours } from 'd3-contour';
import { type Canvas, createCanvas, type SKRSContext2D } from '../napi-canvas.ts';
import type { RgbImage } from '../raster/raster.ts';
import { writeNumber } from './digits.ts';
import { INSIDE } from './region.ts';
import type { Thing } from './thing.ts';

const PICTURE = {
  /** Opacity of the tint. */
  tint: 0.3,
  /** Widths of outlines and boxes, and the height of numbers, as fractions of the square root of the photo's area. */
  outline: 0.004,
  box: 0.002,
  number: 0.032,
  /** Margin around a number, as a fraction of its height. */
  room: 0.4,
  /** Thickness of a number's lines, as a fraction of its height. */
  pen: 0.16,
};

/** Colours that are told apart by most people (M. Okabe and K. Ito, "Color universal design", 2008). */
const COLOURS = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7'];

/** @param photo in which the things were found */
export function drawThings(photo: RgbImage, things: readonly Thing[]): Canvas {
  const { width, height, data } = photo;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const picture = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) picture.data[4 * i + c] = Math.round(255 * data[3 * i + c]);
    picture.data[4 * i + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
  const unit = Math.sqrt(width * height);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const coloured = things.map((thing) => ({ thing, colour: COLOURS[(thing.number - 1) % COLOURS.length] }));
  for (const { thing, colour } of coloured.toReversed()) drawMask(context, thing, colour, unit);
  for (const { thing, colour } of coloured.toReversed()) drawLabel(context, thing, colour, unit);
  return canvas;
}

function drawMask(context: SKRSContext2D, { box, mask }: Thing, colour: string, unit: number): void {
  // a ring around the mask, so that outlines close at its border
  const [columns, rows] = [box.width + 2, box.height + 2];
  const padded = new Array<number>(columns * rows).fill(0);
  for (let y = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++) padded[(y + 1) * columns + x + 1] = mask.data[y * box.width + x];
  const { coordinates } = contours().size([columns, rows]).contour(padded, INSIDE);
  context.beginPath();
  for (const ring of coordinates.flat()) {
    ring.forEach(([x, y], k) => {
      if (k === 0) context.moveTo(box.x + x - 1, box.y + y - 1);
      else context.lineTo(box.x + x - 1, box.y + y - 1);
    });
    context.closePath();
  }
  context.globalAlpha = PICTURE.tint;
  context.fillStyle = colour;
  context.fill('evenodd');
  context.globalAlpha = 1;
  context.strokeStyle = colour;
  context.lineWidth = PICTURE.outline * unit;
  context.stroke();
}

/** The box, and in its upper left corner the number. */
function drawLabel(context: SKRSContext2D, { number, box }: Thing, colour: string, unit: number): void {
  context.strokeStyle = colour;
  context.lineWidth = PICTURE.box * unit;
  context.strokeRect(box.x, box.y, box.width, box.height);
  const size = PICTURE.number * unit;
  const room = PICTURE.room * size;
  const { lines, width } = writeNumber(number);
  context.fillStyle = colour;
  context.fillRect(box.x, box.y, width * size + 2 * room, size + 2 * room);
  context.strokeStyle = 'black';
  context.lineWidth = PICTURE.pen * size;
  for (const line of lines) {
    context.beginPath();
    line.forEach(([x, y], k) => {
      const [u, v] = [box.x + room + x * size, box.y + room + y * size];
      if (k === 0) context.moveTo(u, v);
      else context.lineTo(u, v);
    });
    context.stroke();
  }
}
