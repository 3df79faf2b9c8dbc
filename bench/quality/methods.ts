/** Names of ways to sketch, as the command line gives them. */
import { DEFAULT_OPTIONS, type SketchOptions } from '../../src/options.ts';

export interface Method {
  readonly name: string;
  readonly options: Partial<SketchOptions>;
}

/** The paper's start, and contours; without optimisation, a little and much of it. */
export const DEFAULT_METHODS = ['saliency-0', 'saliency-500', 'contour-0', 'contour-100', 'contour-300'];

/**
 * `init-steps`, then `+option=value` for whatever else differs: `contour-100+learningRate=0.3+views=4`. One seed unless
 * `+seeds=` says otherwise. `default` is what a user gets without options.
 * @throws Error when the text is not of that form.
 */
export function parseMethod(name: string): Method {
  if (name === 'default') return { name, options: {} };
  const [start, ...others] = name.split('+');
  const match = /^(\w+)-(\d+)$/.exec(start!);
  if (!match) throw new Error(`${name} is not default or init-steps[+option=value...]`);
  const entries = others.map((other) => {
    const [key, value] = other.split('=') as [keyof SketchOptions, string | undefined];
    if (!(key in DEFAULT_OPTIONS) || value === undefined)
      throw new Error(`${name}: ${other} is no option=value`);
    return [key, typeof DEFAULT_OPTIONS[key] === 'number' ? Number(value) : value];
  });
  const init = match[1] as SketchOptions['init'];
  return { name, options: { init, iterations: Number(match[2]), seeds: 1, ...Object.fromEntries(entries) } };
}
