/** The script for zsh. */
import { quote } from './quote.ts';
import type { CommandWords, OptionWords, Words } from './words.ts';

export function zsh(words: readonly CommandWords[]): string {
  const [program] = words;
  const functions = words.map((each) => functionOf(each)).join('\n');
  return `#compdef clipasso
_clipasso_or_file() { compadd -- "$@"; _files }
${functions}
${program ? nameOf(program) : ':'} "$@"
`;
}

function nameOf({ path }: CommandWords): string {
  return `_clipasso${path.replaceAll(/[ -]/g, '_').replace(/^(?=.)/, '_')}`;
}

/** A function that completes the words after the command's own name, which is words[1]. */
function functionOf(command: CommandWords): string {
  const { commands, options, argument, path } = command;
  const specs = options.map((option) => `    ${quote(optionSpec(option))}`);
  if (commands.length === 0) {
    const rest = `    ${quote(`*:value:${action(argument)}`)}`;
    return `${nameOf(command)}() {\n  _arguments -s \\\n${[...specs, rest].join(' \\\n')}\n}`;
  }
  const described = commands.map(
    ({ name, description }) => `    ${quote(`${name}:${escapeColon(description)}`)}`,
  );
  const cases = commands.map(({ name }) => {
    const inner = nameOf({ ...command, path: `${path} ${name}`.trim() });
    return `    ${name}) ${inner} ;;`;
  });
  return `${nameOf(command)}() {
  local -a commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    ${path === '' ? '_files' : ':'}
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
    *) _files ;;
  esac
}`;
}

/** zsh takes one flag for each spec: the long one, which is what people read. */
function optionSpec({ long, short, description, value }: OptionWords): string {
  const text = description.replace(/[[\]:]/g, ' ');
  return `*${long ?? short}[${text}]${value ? `:value:${action(value)}` : ''}`;
}

function action({ choices, files, list }: Words): string {
  if (list) return `_values -s , value ${choices.join(' ')}`;
  if (choices.length > 0 && files) return ` _clipasso_or_file ${choices.join(' ')}`;
  if (choices.length > 0) return `(${choices.join(' ')})`;
  return files ? '_files' : ' ';
}

function escapeColon(text: string): string {
  return text.replaceAll(':', '\\:');
}
