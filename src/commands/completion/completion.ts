/** `clipasso completion bash|zsh|fish`: a script for the shell, made from the program's own commands and options. */
import { Argument, Command } from 'commander';
import { bash } from './bash.ts';
import { fish } from './fish.ts';
import { readWords } from './words.ts';
import { zsh } from './zsh.ts';

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
      process.stdout.write(SHELLS[shell](readWords(command.parent ?? command)));
    });
}
