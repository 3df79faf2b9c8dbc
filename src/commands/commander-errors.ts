/** The option parser's errors as single lines, with control characters escaped. */
import type { Command } from 'commander';
import { printable } from '../printable.ts';

/** Sets up a command and its subcommands: errors are thrown, escaped, and end with a hint. */
export function reportErrors(command: Command): void {
  command
    .exitOverride()
    .showHelpAfterError('(see --help)')
    .configureOutput({ outputError: (text, write) => write(escapeError(text)) });
  for (const below of command.commands) reportErrors(below);
}

/** Escapes everything except the parser's own line breaks. */
function escapeError(text: string): string {
  const [, body, advice = ''] = /^([\s\S]*?)(\n\(Did you mean [^\n]*\?\))?\n*$/.exec(text) ?? ['', text];
  return `${printable(body)}${advice && `\n${printable(advice.slice(1))}`}\n`;
}
