/** The script for bash. Words are compared as COMP_WORDS has them: `--engine=onnx` is three. */
import { quote } from './quote.ts';
import type { CommandWords, OptionWords, Words } from './words.ts';

export function bash(words: readonly CommandWords[]): string {
  const groups = words.filter(({ path, commands }) => path !== '' && commands.length > 0);
  const deeper = groups.map(({ path }) => path).join('|');
  return `# bash completion for clipasso
_clipasso() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" path="" flags
  COMPREPLY=()
  if [[ $word == = ]]; then word=""; elif [[ $before == = ]]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  if [[ $COMP_CWORD -gt 1 ]]; then path="\${COMP_WORDS[1]}"; fi
  case "$path" in
    ${deeper || '""'}) if [[ $COMP_CWORD -gt 2 ]]; then path="$path \${COMP_WORDS[2]}"; fi ;;
  esac
  case "$path" in
${words.map(commandCase).join('\n')}
    *) compopt -o default ;;
  esac
}
complete -F _clipasso clipasso
`;
}

function commandCase({ path, commands, options, argument }: CommandWords): string {
  const afterOption = options.flatMap((option) => optionCase(option));
  const flags = options.flatMap((option) => option.flags);
  const names = commands.map(({ name }) => name);
  // a photo alone is sketched, so that the first word may be a file as well
  const rest: Words = {
    ...argument,
    choices: [...names, ...argument.choices],
    files: argument.files || path === '',
  };
  return `    ${quote(path)})
      case "$before" in
${afterOption.join('\n')}
      esac
      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W ${quote(flags.join(' '))} -- "$word")); return; fi
      ${reply(rest)} ;;`;
}

function optionCase({ flags, value }: OptionWords): string[] {
  return value ? [`        ${flags.join('|')}) ${reply(value)}; return ;;`] : [];
}

/** The command that fills COMPREPLY. */
function reply({ choices, files, list }: Words): string {
  const words = quote(choices.join(' '));
  const known = list
    ? `[[ $word == *,* ]] && flags="\${word%,*}," || flags=""; COMPREPLY=($(compgen -P "$flags" -W ${words} -- "\${word##*,}"))`
    : `COMPREPLY=($(compgen -W ${words} -- "$word"))`;
  const parts = [...(choices.length > 0 ? [known] : []), ...(files ? ['compopt -o default'] : [])];
  // where there are both, files stand beside the choices only once none of these fits
  return parts.length > 0 ? parts.join('; ') : ':';
}
