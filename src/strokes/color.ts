/** CSS colours, read by the same parser that draws them. */
import { createCanvas } from '@napi-rs/canvas';
import { invalidOption } from '../errors.ts';

/** Red, green and blue 0 to 255, alpha 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/**
 * The colour that `value` names: `black`, `#c00`, `rgb(0 0 0 / 50%)`, `transparent`...
 * @throws ClipassoError 'usage' naming the option.
 */
export function parseColor(name: string, value: string): Rgba {
  const context = createCanvas(1, 1).getContext('2d');
  // an unreadable value leaves fillStyle as it was
  const read = ['#000000', '#ffffff'].map((before) => {
    context.fillStyle = before;
    context.fillStyle = value;
    return context.fillStyle as string;
  });
  if (read[0] !== read[1]) throw invalidOption(name, 'a CSS colour such as black or #336699', value);
  const hex = /^#(..)(..)(..)$/.exec(read[0]);
  if (hex) return [...hex.slice(1).map((part) => Number.parseInt(part, 16)), 1] as unknown as Rgba;
  return (read[0].match(/[\d.]+(e-?\d+)?/g) ?? []).map(Number) as unknown as Rgba;
}
