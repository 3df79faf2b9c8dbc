/** CSS colours, read by the same parser that draws them. */
import { createCanvas } from '@napi-rs/canvas';
import { invalidOption } from '../errors.ts';

/** Red, green and blue 0 to 255, alpha 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/** No name or function of a colour is longer. */
const MAX_LENGTH = 100;

/** `#rrggbb`, or `#rrggbbaa` where it is not opaque. */
export function hexColor([r, g, b, alpha]: Rgba): string {
  const parts = alpha < 1 ? [r, g, b, Math.round(255 * alpha)] : [r, g, b];
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour that `value` names: `black`, `#c00`, `rgb(0 0 0 / 50%)`, `transparent`...; null if it names none. */
export function readCssColor(value: string): Rgba | null {
  if (value.length > MAX_LENGTH) return null;
  const plain = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(value);
  if (plain) return rgba(plain);
  const context = createCanvas(1, 1).getContext('2d');
  // an unreadable value leaves fillStyle as it was
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
  // another colour space, which only painting converts
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
