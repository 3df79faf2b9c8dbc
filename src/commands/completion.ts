/** `clipasso completion bash|zsh|fish`: a script for the shell, made from the program's own commands and options. */
import { Argument, Command, type Option } from 'commander';

const SHELLS = { bash, zsh, fish } as const;
type Shell = keyof typeof SHELLS;

export function completionCommand(): Command {
  return new Command('completion')
    .description("print the shell's completion script")
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SHELLS)))
    .addHelpText(
      'after',
      `
bash: clipasso completion bash > ~/.local/share/bash-completion/completions/clipasso
zsh:  clipasso completion zsh > "\${fpath[1]}/_clipasso"
fish: clipasso completion fish > ~/.config/fish/completions/clipasso.fish`,
    )
    .action((shell: Shell, _flags: object, command: Command) => {
      process.stdout.write(SHELLS[shell](command.parent ?? command));
    });
}

/** What the words after an option may be. */
interface Values {
  readonly kind: 'none' | 'file' | 'choice' | 'free';
  readonly choices: readonly string[];
}

function valuesOf(option: Option): Values {
  if (!option.required && !option.optional) return { kind: 'none', choices: [] };
  const placeholder = /<(.*)>/.exec(option.flags)?.[1] ?? '';
  const named = option.argChoices ?? placeholder.split('|');
  const choices = named.filter((name) => name !== 'file' && name !== 'count');
  if (option.argChoices || named.length > 1) return { kind: 'choice', choices };
  return { kind: /file|folder/.test(placeholder) ? 'file' : 'free', choices: [] };
}

function commandsOf(program: Command): readonly Command[] {
  return program.commands.filter((command) => command.name() !== 'help');
}

/** What may follow the command besides options: its sub-commands, or the choices of its arguments. */
function wordsOf(command: Command): string[] {
  const choices = command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
  return [...commandsOf(command).map((each) => each.name()), ...choices];
}

function optionsOf(command: Command): readonly Option[] {
  return command.createHelp().visibleOptions(command);
}

function flagsOf(option: Option): string[] {
  return [option.short, option.long].filter((flag) => flag != null);
}

function bash(program: Command): string {
  const commands = commandsOf(program);
  const cases = commands.map((command) => {
    const options = optionsOf(command);
    const afterOption = options
      .filter((option) => valuesOf(option).kind !== 'none')
      .map((option) => {
        const { kind, choices } = valuesOf(option);
        const reply =
          kind === 'choice'
            ? `COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$word"))`
            : kind === 'file'
              ? 'compopt -o default'
              : ':';
        return `        ${flagsOf(option).join('|')}) ${reply}; return ;;`;
      });
    const choices = wordsOf(command);
    const words = [...options.flatMap(flagsOf), ...choices].join(' ');
    return `    ${command.name()})
      case "$before" in
${afterOption.join('\n')}
      esac
      if [[ $word == -* || ${choices.length} -gt 0 ]]; then COMPREPLY=($(compgen -W '${words}' -- "$word")); else compopt -o default; fi ;;`;
  });
  return `# bash completion for clipasso
_clipasso() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W '${[...commands.map((command) => command.name()), '--help', '--version'].join(' ')}' -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
}
complete -F _clipasso clipasso
`;
}

function zsh(program: Command): string {
  const commands = commandsOf(program);
  const describe = (command: Command) => `    ${quote(`${command.name()}:${command.description()}`)}`;
  const cases = commands.map((command) => {
    const specs = optionsOf(command).map((option) => `        ${quote(zshSpec(option))}`);
    const choices = wordsOf(command);
    const rest = choices.length > 0 ? `*:value:(${choices.join(' ')})` : '*:file:_files';
    return `    ${command.name()})\n      _arguments \\\n${[...specs, `        ${quote(rest)}`].join(' \\\n')} ;;`;
  });
  return `#compdef clipasso
_clipasso() {
  local -a commands=(
${commands.map(describe).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
_clipasso "$@"
`;
}

/** `(-o --out)*-o...` cannot be one spec: zsh takes the long flag, which is what people read. */
function zshSpec(option: Option): string {
  const { kind, choices } = valuesOf(option);
  const text = option.description.replace(/[[\]:]/g, ' ');
  const value = { none: '', file: ':file:_files', choice: `:value:(${choices.join(' ')})`, free: ':value: ' }[
    kind
  ];
  return `*${option.long ?? option.short}[${text}]${value}`;
}

function fish(program: Command): string {
  const commands = commandsOf(program);
  const lines = commands.flatMap((command) => {
    const own = `-n '__fish_seen_subcommand_from ${command.name()}'`;
    const options = optionsOf(command).map((option) => {
      const { kind, choices } = valuesOf(option);
      const short = option.short ? ` -s ${option.short.slice(1)}` : '';
      const long = option.long ? ` -l ${option.long.slice(2)}` : '';
      const value = { none: '', file: ' -r -F', choice: ` -x -a ${quote(choices.join(' '))}`, free: ' -x' }[
        kind
      ];
      return `complete -c clipasso ${own}${short}${long}${value} -d ${quote(option.description)}`;
    });
    const choices = wordsOf(command);
    return [
      `complete -c clipasso -n __fish_use_subcommand -f -a ${command.name()} -d ${quote(command.description())}`,
      ...(choices.length > 0 ? [`complete -c clipasso ${own} -f -a ${quote(choices.join(' '))}`] : []),
      ...options,
    ];
  });
  return `# fish completion for clipasso\n${lines.join('\n')}\n`;
}

/** One word for sh, zsh and fish alike. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
