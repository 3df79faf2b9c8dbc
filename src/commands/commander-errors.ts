/** What the option parser says about a command line, in one line whatever is in it. */
import type { Command } from 'commander';
import { printable } from '../printable.ts';

/** For the command and all below it: errors are thrown, escaped, and followed by a hint. */
export function reportErrors(command: Command): void {
  command
    .exitOverride()
    .showHelpAfterError('(see --help)')
    .configureOutput({ outputError: (text, write) => write(escapeError(text)) });
  for (const below of command.commands) reportErrors(below);
}

/** All but the line breaks of the parser's own. */
function escapeError(text: string): string {
  const [, body, advice = ''] = /^([\s\S]*?)(\n\(Did you mean [^\n]*\?\))?\n*$/.exec(text) ?? ['', text];
  return `${printable(body)}${advice && `\n${printable(advice.slice(1))}`}\n`;
}
