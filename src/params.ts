/** Tuned numbers: each heuristic has its own, by name, with defaults; any of them can be set from outside for an experiment. */
import { ClipassoError } from './errors.ts';

export interface Params {
  readonly [name: string]: number | readonly number[] | Params;
}

/** New values by path, such as `contours.headGain`; of a list, one value for each entry. */
export type Settings = Readonly<Record<string, number | readonly number[]>>;

/** Every number and list of `params` by its path. */
export function listParams(params: Params, prefix = ''): Record<string, number | readonly number[]> {
  const found: Record<string, number | readonly number[]> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'number' || isList(value)) found[prefix + name] = value;
    else Object.assign(found, listParams(value, `${prefix}${name}.`));
  }
  return found;
}

/**
 * The same numbers but for those that `settings` names.
 * @throws ClipassoError 'usage' for a path that leads to no number, or a list of another length
 */
export function setParams<P extends Params>(params: P, settings: Settings): P {
  const known = listParams(params);
  for (const [path, value] of Object.entries(settings)) {
    const now = known[path];
    if (now === undefined) throw new ClipassoError('usage', `There is no tuned number ${path}`);
    if (lengthOf(value) !== lengthOf(now)) {
      throw new ClipassoError(
        'usage',
        `The tuned number ${path} is of the form ${String(now)}, not ${String(value)}`,
      );
    }
  }
  return replace(params, settings, '') as P;
}

function replace(params: Params, settings: Settings, prefix: string): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const path = prefix + name;
      const isGroup = typeof value !== 'number' && !isList(value);
      return [name, isGroup ? replace(value, settings, `${path}.`) : (settings[path] ?? value)];
    }),
  );
}

const isList = (value: Params[string]): value is readonly number[] => Array.isArray(value);

const lengthOf = (value: number | readonly number[]) => (typeof value === 'number' ? null : value.length);
