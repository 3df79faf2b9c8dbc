/** The program behind `bin/clipasso.cjs`. Commands load what they compute with when they run, so that help and checks are quick. */
import { Command, CommanderError } from 'commander';
import { batchCommand } from './commands/batch.ts';
import { completionCommand } from './commands/completion.ts';
import { doctorCommand } from './commands/doctor.ts';
import { modelsCommand } from './commands/models.ts';
import { renderCommand } from './commands/render.ts';
import { scoreCommand } from './commands/score.ts';
import { sketchCommand } from './commands/sketch.ts';
import { acceptConfig } from './config.ts';
import { ClipassoError } from './errors.ts';
import { VERSION } from './versions.ts';

const RUN_ERROR = 1;
const USAGE_ERROR = 2;
const COMMANDS = [
  sketchCommand,
  batchCommand,
  renderCommand,
  scoreCommand,
  modelsCommand,
  doctorCommand,
  completionCommand,
];

function createProgram(): Command {
  const program = new Command('clipasso')
    .description('Turn a photo into a handful of strokes that a person recognises.')
    .version(VERSION)
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.');
  for (const create of COMMANDS) program.addCommand(acceptConfig(create()));
  for (const command of [program, ...program.commands])
    command.exitOverride().showHelpAfterError('(see --help)');
  return program;
}

/** One line for the user; a stack trace only for those who asked for it. */
function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
    return;
  }
  const known = error instanceof ClipassoError;
  const message = error instanceof Error ? error.message : String(error);
  const line = known ? message : `unexpected error: ${message.split('\n')[0]} (--verbose tells more)`;
  process.stderr.write(`clipasso: ${line}\n`);
  const verbose = process.argv.some((argument) => argument === '--verbose' || argument === '-v');
  if (verbose && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = known && error.code === 'usage' ? USAGE_ERROR : RUN_ERROR;
}

await createProgram().parseAsync().catch(fail);
