/** The script for fish. */
import { quote } from './quote.ts';
import type { CommandWords, OptionWords, Words } from './words.ts';

export function fish(words: readonly CommandWords[]): string {
  return `# fish completion for clipasso\n${words.flatMap(linesOf).join('\n')}\n`;
}

function linesOf({ path, commands, options, argument }: CommandWords): string[] {
  const names = path === '' ? [] : path.split(' ');
  const own = commands.map(({ name }) => name);
  const conditions = [
    ...names.map((name) => `__fish_seen_subcommand_from ${name}`),
    ...(own.length > 0 ? [`not __fish_seen_subcommand_from ${own.join(' ')}`] : []),
  ];
  const start = `complete -c clipasso -n ${quote(conditions.join('; and '))}`;
  return [
    // a photo alone is sketched, so that the first word may be a file as well
    ...(path !== '' && !argument.files ? [`${start} -f`] : []),
    ...commands.map(({ name, description }) => `${start} -a ${name} -d ${quote(description)}`),
    ...(argument.choices.length > 0 ? [`${start} -a ${quote(argument.choices.join(' '))}`] : []),
    ...options.map((option) => `${start}${optionFlags(option)} -d ${quote(option.description)}`),
  ];
}

function optionFlags({ short, long, value }: OptionWords): string {
  const flags = `${short ? ` -s ${short.slice(1)}` : ''}${long ? ` -l ${long.slice(2)}` : ''}`;
  return value ? `${flags}${valueFlags(value)}` : flags;
}

function valueFlags({ choices, files, list }: Words): string {
  const words = choices.join(' ');
  if (list) return ` -x -a ${quote(`(__fish_append , ${words})`)}`;
  const known = choices.length > 0 ? ` -a ${quote(words)}` : '';
  return files ? ` -r -F${known}` : ` -x${known}`;
}
