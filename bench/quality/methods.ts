/** Names of ways to sketch, as the command line gives them. */

import { DEFAULT_OPTIONS, type SketchOptions } from '../../src/options.ts';
import type { Settings } from '../../src/params.ts';
import { tune } from '../../src/tuning.ts';

export interface Method {
  readonly name: string;
  readonly options: Partial<SketchOptions>;
  /** Tuned numbers that differ from their defaults, by path. */
  readonly tuned: Settings;
  /** Strokes are added in so many rounds, each optimised together with those before it. */
  readonly rounds: number;
}

/** The paper's start, and contours; without optimisation, a little and much of it. */
export const DEFAULT_METHODS = ['saliency-0', 'saliency-500', 'contour-0', 'contour-100', 'contour-300'];

/**
 * `init-steps`, then `+option=value` for whatever else differs: `contour-100+learningRate=0.3+views=4`. One seed unless
 * `+seeds=` says otherwise; `+rounds=2` draws half of the strokes first; a name with a dot is the path of a tuned number:
 * `default+contours.headGain=0.7`. `default` is what a user gets without options.
 * @throws Error when the text is not of that form.
 */
export function parseMethod(name: string): Method {
  const [start, ...all] = name.split('+');
  const tuned = parseSettings(all.filter((other) => isPath(other)));
  const others = all.filter((other) => !isPath(other));
  if (start === 'default' && others.length === 0) return { name, options: {}, tuned, rounds: 1 };
  const match = /^(\w+)-(\d+)$/.exec(start!);
  if (!match) throw new Error(`${name} is not default or init-steps[+option=value...]`);
  const given = others.filter((other) => !other.startsWith('rounds='));
  const rounds = Number(others.find((other) => other.startsWith('rounds='))?.slice('rounds='.length) ?? 1);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`${name}: rounds are an integer from 1`);
  const entries = given.map((other) => {
    const [key, value] = other.split('=') as [keyof SketchOptions, string | undefined];
    if (!(key in DEFAULT_OPTIONS) || value === undefined)
      throw new Error(`${name}: ${other} is no option=value`);
    return [key, typeof DEFAULT_OPTIONS[key] === 'number' ? Number(value) : value];
  });
  const init = match[1] as SketchOptions['init'];
  const options = { init, iterations: Number(match[2]), seeds: 1, ...Object.fromEntries(entries) };
  return { name, options, tuned, rounds };
}

/** `path=value`, or of a list `path=1,2,3`. @throws Error when one is not of that form, or leads to no number */
export function parseSettings(texts: readonly string[]): Settings {
  const entries = texts.map((text): [string, number | number[]] => {
    const [path, value] = text.split('=') as [string, string | undefined];
    const numbers = (value ?? '').split(',').map(Number);
    if (!value || !numbers.every(Number.isFinite)) throw new Error(`${text} is no path=number`);
    return [path, numbers.length > 1 ? numbers : numbers[0]!];
  });
  const settings = Object.fromEntries(entries);
  tune(settings);
  return settings;
}

/** Whether what comes before `=` has a dot. */
const isPath = (text: string) => text.split('=')[0]!.includes('.');
