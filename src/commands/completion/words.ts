/** What may follow what on the command line, read from the program's own commands and options. */
import type { Argument, Command, Option } from 'commander';
import { MODELS } from '../../models/catalogue.ts';
import { OPTION_CHOICES } from '../../options.ts';
import { OUTPUT_FORMATS } from '../../output/formats.ts';
import { PRESETS } from '../../presets.ts';

/** What one word may be. Neither choices nor files: any text. */
export interface Words {
  readonly choices: readonly string[];
  readonly files: boolean;
  /** Several choices with commas between them. */
  readonly list: boolean;
}

export interface OptionWords {
  readonly flags: readonly string[];
  readonly short: string | undefined;
  readonly long: string | undefined;
  readonly description: string;
  /** Null for an option without a value. */
  readonly value: Words | null;
}

export interface CommandWords {
  /** Its own name and those above it, but for the program's: `models pull`. */
  readonly path: string;
  readonly description: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionWords[];
  readonly argument: Words;
}

const MODEL_NAMES = MODELS.map(({ id }) => id);
const TEXT: Words = { choices: [], files: false, list: false };

/** Values that neither an option's own choices nor its placeholder tell, by the option's name. */
const VALUES: Readonly<Record<string, Partial<Words>>> = {
  preset: { choices: Object.keys(PRESETS) },
  engine: { choices: OPTION_CHOICES.engine },
  teacher: { choices: OPTION_CHOICES.teacher },
  init: { choices: OPTION_CHOICES.init },
  features: { choices: OPTION_CHOICES.features },
  semantic: { choices: ['none', ...MODEL_NAMES] },
  model: { choices: ['dinov2-small', ...MODEL_NAMES] },
  plotter: { choices: ['a3', 'a4', 'a5', 'a6', 'letter'] },
  format: { choices: OUTPUT_FORMATS, list: true },
  paper: { choices: ['white', 'transparent'] },
};

/** Words of placeholders that name no value but a kind of it. */
const KINDS: ReadonlySet<string> = new Set(['file', 'folder', 'sketch', 'list', 'count', 'name', 'color']);
const FILE_KINDS = /\b(file|folder|sketch|photo|sources)\b/;

/** The program first, then every command in it. */
export function readWords(program: Command, path = ''): readonly CommandWords[] {
  const commands = program.commands.filter((command) => command.name() !== 'help');
  const own: CommandWords = {
    path,
    description: program.description(),
    commands: commands.map((command) => ({ name: command.name(), description: command.description() })),
    options: program.createHelp().visibleOptions(program).map(readOption),
    argument: argumentWords(program.registeredArguments),
  };
  return [own, ...commands.flatMap((command) => readWords(command, `${path} ${command.name()}`.trim()))];
}

function readOption(option: Option): OptionWords {
  const { short, long, description } = option;
  return {
    flags: [short, long].filter((flag) => flag != null),
    short,
    long,
    description,
    value: option.required || option.optional ? optionWords(option) : null,
  };
}

function optionWords(option: Option): Words {
  if (option.argChoices) return { ...TEXT, choices: option.argChoices };
  const named = VALUES[option.attributeName()];
  if (named) return { ...TEXT, ...named };
  const placeholder = /<(.*)>/.exec(option.flags)?.[1] ?? '';
  const parts = placeholder.split('|');
  const choices = parts.length > 1 ? parts.filter((part) => !KINDS.has(part)) : [];
  return { choices, files: FILE_KINDS.test(placeholder), list: false };
}

function argumentWords(given: readonly Argument[]): Words {
  const [first] = given;
  if (!first) return TEXT;
  if (first.argChoices) return { ...TEXT, choices: first.argChoices };
  if (first.name() === 'model') return { ...TEXT, choices: ['clip', ...MODEL_NAMES] };
  return { ...TEXT, files: FILE_KINDS.test(first.name()) };
}
