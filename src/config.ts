/**
 * Where option values come from when the command line does not give them: the environment, then the config file, then the
 * default. All three use the options' own names, texts and checks: `--learning-rate 0.5`, CLIPASSO_LEARNING_RATE=0.5,
 * `{ "learning-rate": 0.5 }`.
 */
import type { Command, Option } from 'commander';
import { ClipassoError } from './errors.ts';
import { problemInJson } from './json-problem.ts';
import { readTextFile } from './read-text.ts';

const PREFIX = 'CLIPASSO_';

/** Adds --config to the command, and lets its options be set by it and by the environment. */
export function acceptConfig(command: Command): Command {
  return command
    .option('--config <file>', 'JSON file of options by name')
    .hook('preAction', async (_, actual) => {
      const path = (actual.optsWithGlobals().config as string | undefined) ?? process.env.CLIPASSO_CONFIG;
      const known = knownNames(actual);
      checkEnvironment(known);
      const config = path === undefined ? {} : await readConfig(path, known);
      for (const option of actual.options) {
        if (option.long === '--config' || actual.getOptionValueSource(option.attributeName()) === 'cli')
          continue;
        const fromEnv = process.env[environmentName(option)];
        if (fromEnv !== undefined) setOption(actual, option, fromEnv, environmentName(option));
        else if (optionName(option) in config) setOption(actual, option, config[optionName(option)], path!);
      }
    });
}

/** `--learning-rate` is CLIPASSO_LEARNING_RATE. */
function environmentName(option: Option): string {
  return inEnvironment(optionName(option));
}

function inEnvironment(name: string): string {
  return PREFIX + name.toUpperCase().replaceAll('-', '_');
}

/**
 * CLIPASSO_ASSETS is no option: see assets.ts.
 * @throws ClipassoError 'usage' for a variable that sets no option of any command
 */
function checkEnvironment(known: ReadonlySet<string>): void {
  const names = new Set(['assets', 'config', ...known].map(inEnvironment));
  const unknown = Object.keys(process.env).find((name) => name.startsWith(PREFIX) && !names.has(name));
  if (unknown === undefined) return;
  const near = [...names].find((name) => differsLittle(name, unknown));
  const advice = near ? `did you mean ${near}?` : 'see clipasso --help';
  throw new ClipassoError('usage', `The environment sets the unknown option ${unknown}; ${advice}`);
}

/** Whether one of the words is the other but for one letter: left out, added or another. */
function differsLittle(a: string, b: string): boolean {
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++;
  const rests = [
    [a.slice(same + 1), b.slice(same)],
    [a.slice(same), b.slice(same + 1)],
    [a.slice(same + 1), b.slice(same + 1)],
  ];
  return rests.some(([x, y]) => x === y);
}

/** The file's values by option name. @throws ClipassoError 'usage' if it is unreadable, no object, or has an unknown key. */
async function readConfig(path: string, known: ReadonlySet<string>): Promise<Record<string, unknown>> {
  const file = await readTextFile(path);
  if ('problem' in file) {
    const { problem, cause } = file;
    throw new ClipassoError('usage', `Cannot read the config ${path}: ${problem}`, { cause });
  }
  let config: unknown;
  try {
    config = JSON.parse(file.text);
  } catch (cause) {
    throw new ClipassoError('usage', `The config ${path} is not JSON: ${problemInJson(cause as Error)}`, {
      cause,
    });
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new ClipassoError('usage', `The config ${path} must be a JSON object of options by name`);
  }
  const unknown = Object.keys(config).find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new ClipassoError(
      'usage',
      `The config ${path} has the unknown option '${unknown}'; see clipasso --help`,
    );
  }
  return config as Record<string, unknown>;
}

/** Options of any command of the program, so that one file can serve them all. */
function knownNames(command: Command): Set<string> {
  const below = (parent: Command): Command[] => [parent, ...parent.commands.flatMap(below)];
  let root = command;
  while (root.parent) root = root.parent;
  return new Set(
    below(root)
      .flatMap((each) => each.options.map(optionName))
      .filter((name) => name !== 'config'),
  );
}

/** Sets the option as its text on the command line would; a list as if it was repeated or, where only the last one would count, with commas. */
function setOption(command: Command, option: Option, value: unknown, origin: string): void {
  const name = option.attributeName();
  if (option.isBoolean()) {
    command.setOptionValueWithSource(name, readBoolean(value, option, origin) !== option.negate, 'config');
    return;
  }
  const values = Array.isArray(value) ? value : [value];
  if (values.length === 0) throw wrongValue(option, 'at least one value', value, origin);
  for (const each of values) {
    if (typeof each !== 'string' && typeof each !== 'number')
      throw wrongValue(option, 'a string or number', value, origin);
    if (option.argChoices && !option.argChoices.includes(String(each))) {
      throw wrongValue(option, `one of ${option.argChoices.join(', ')}`, value, origin);
    }
  }
  const repeated = parseAll(option, values);
  const collects = Array.isArray(repeated) && repeated.length >= values.length;
  const parsed = collects || values.length === 1 ? repeated : parseAll(option, [values.join(',')]);
  command.setOptionValueWithSource(name, parsed, 'config');
}

/** What the option makes of several texts, as when it is repeated. */
function parseAll(option: Option, values: readonly unknown[]): unknown {
  let parsed: unknown;
  for (const each of values) parsed = option.parseArg ? option.parseArg(String(each), parsed) : String(each);
  return parsed;
}

function readBoolean(value: unknown, option: Option, origin: string): boolean {
  if (value === true || value === 'true' || value === '1') return true;
  if (value === false || value === 'false' || value === '0' || value === '') return false;
  throw wrongValue(option, 'true or false', value, origin);
}

function wrongValue(option: Option, expected: string, value: unknown, origin: string): ClipassoError {
  const message = `Expected ${expected} for ${optionName(option)} in ${origin} but received ${asJson(value)}`;
  return new ClipassoError('usage', message);
}

/** The value as the file has it, unless it is long or nested without end. */
function asJson(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    return text.length > 200 ? `${text.slice(0, 200)}...` : text;
  } catch {
    return 'a list in a list in a list...';
  }
}

/** `--no-color` is no-color. */
function optionName(option: Option): string {
  return (option.long ?? option.short ?? '').replace(/^-+/, '');
}
