/** The program behind `bin/clipasso.cjs`. Commands load what they compute with when they run, so that help and checks are quick. */
import { Command, CommanderError } from 'commander';
import { batchCommand } from './commands/batch.ts';
import { cacheCommand } from './commands/cache.ts';
import { reportErrors } from './commands/commander-errors.ts';
import { completionCommand } from './commands/completion/completion.ts';
import { withDefaultCommand } from './commands/default-command.ts';
import { doctorCommand } from './commands/doctor.ts';
import { lookCommand } from './commands/look.ts';
import { modelsCommand } from './commands/models.ts';
import { renderCommand } from './commands/render.ts';
import { complain, sayStack } from './commands/say.ts';
import { scoreCommand } from './commands/score.ts';
import { serveCommand } from './commands/serve.ts';
import { sketchCommand } from './commands/sketch.ts';
import { guardStreams } from './commands/streams.ts';
import { acceptConfig } from './config.ts';
import { ClipassoError } from './errors.ts';
import { shortageError } from './shortage.ts';
import { systemReason } from './system-reason.ts';
import { VERSION } from './versions.ts';

const RUN_ERROR = 1;
const USAGE_ERROR = 2;
const COMMANDS = [
  sketchCommand,
  lookCommand,
  batchCommand,
  serveCommand,
  renderCommand,
  scoreCommand,
  modelsCommand,
  cacheCommand,
  doctorCommand,
  completionCommand,
];

/** Commands that write files: they go on when nobody reads what they print. */
const WRITERS: ReadonlySet<string> = new Set(['sketch', 'look', 'batch', 'render']);

function createProgram(onStart: (command: string) => void): Command {
  const program = new Command('clipasso')
    .description('Turn a photo into a handful of strokes that a person recognises.')
    .version(VERSION)
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.');
  for (const create of COMMANDS) program.addCommand(acceptConfig(create()));
  reportErrors(program);
  return program.hook('preAction', (_, actual) => {
    onStart(actual.name());
    checkFolder();
  });
}

/** Relative paths lead nowhere in a folder that is gone, and no thread can be started there. */
function checkFolder(): void {
  try {
    process.cwd();
  } catch (cause) {
    const message = 'The folder that this was started in is gone; change to another one (cd)';
    throw new ClipassoError('input', message, { cause });
  }
}

/** One line for the user; a stack trace only for those who asked for it. */
function fail(thrown: unknown): void {
  if (thrown instanceof CommanderError) {
    process.exitCode = thrown.exitCode === 0 ? 0 : USAGE_ERROR;
    return;
  }
  const error = shortageError(thrown) ?? thrown;
  complain(lineOf(error));
  const verbose = process.argv.some((argument) => argument === '--verbose' || argument === '-v');
  if (verbose && thrown instanceof Error) sayStack(thrown);
  process.exitCode = error instanceof ClipassoError && error.code === 'usage' ? USAGE_ERROR : RUN_ERROR;
}

function lineOf(error: unknown): string {
  if (error instanceof ClipassoError) return error.message;
  // of the system, such as for a file that another program removed meanwhile: no bug
  if (error instanceof Error && 'syscall' in error)
    return `${'path' in error ? error.path : error.syscall}: ${systemReason(error)}`;
  const message = error instanceof Error ? error.message : String(error);
  return `unexpected error: ${message.split('\n')[0]} (--verbose says more)`;
}

let running = '';
guardStreams(() => WRITERS.has(running));
const program = createProgram((command) => {
  running = command;
});
const names = new Set(['help', ...program.commands.map((command) => command.name())]);
await program.parseAsync(withDefaultCommand(process.argv.slice(2), names), { from: 'user' }).catch(fail);
