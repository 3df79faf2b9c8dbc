/** CSS colours, read by the same parser that draws them. */

import { invalidOption } from '../errors.ts';
import { createCanvas } from '../napi-canvas.ts';

/** Red, green and blue 0 to 255, alpha 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/** Longest text that is tried as a colour. */
const MAX_LENGTH = 100;

/** `#rrggbb`, or `#rrggbbaa` where it is not opaque. */
export function hexColor([r, g, b, alpha]: Rgba): string {
  const parts = alpha < 1 ? [r, g, b, Math.round(255 * alpha)] : [r, g, b];
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour of a CSS value: `black`, `#c00`, `rgb(0 0 0 / 50%)`, `transparent`...; null if it is invalid. */
export function readCssColor(value: string): Rgba | null {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return null;
  const plain = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(value);
  if (plain) return rgba(plain);
  const context = createCanvas(1, 1).getContext('2d');
  // an invalid value leaves fillStyle unchanged
  const read = ['#000000', '#ffffff'].map((before) => {
    context.fillStyle = before;
    context.fillStyle = value;
    return context.fillStyle as string;
  });
  if (read[0] !== read[1]) return null;
  const named = /^#(..)(..)(..)$/.exec(read[0]);
  if (named) return rgba(named);
  if (read[0].startsWith('rgba('))
    return (read[0].match(/[\d.]+(e-?\d+)?/g) ?? []).map(Number) as unknown as Rgba;
  // a colour in another colour space, which is converted by painting it
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, alpha] = context.getImageData(0, 0, 1, 1).data;
  return [r, g, b, alpha / 255];
}

/** As `readCssColor`. @throws ClipassoError 'usage' naming the option. */
export function parseColor(name: string, value: string): Rgba {
  const color = readCssColor(value);
  if (!color) throw invalidOption(name, 'a CSS colour such as black or #336699', value);
  return color;
}

function rgba([, r, g, b]: RegExpExecArray): Rgba {
  return [Number.parseInt(r, 16), Number.parseInt(g, 16), Number.parseInt(b, 16), 1];
}
