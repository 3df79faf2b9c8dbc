/** Every option of every command that takes a number. */
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { batchCommand } from '../../src/commands/batch.ts';
import { doctorCommand } from '../../src/commands/doctor.ts';
import { lookCommand } from '../../src/commands/look.ts';
import { renderCommand } from '../../src/commands/render.ts';
import { scoreCommand } from '../../src/commands/score.ts';
import { serveCommand } from '../../src/commands/serve.ts';
import { sketchCommand } from '../../src/commands/sketch.ts';
import { ClipassoError } from '../../src/errors.ts';

/** What no number is, or none that can be held. */
const HOSTILE = [
  ...['', ' ', '\t\n', 'NaN', 'Infinity', '-Infinity', '1e309', '-1e309', '0x10', '0b1', '0o7', '１２', '१२'],
  ...['٣', '²', '∞', '1_000', '1,5', '1.5.2', '5e', '+', '--', '1 2', '12abc', 'null', 'true', 'constructor'],
  ...['\u202e12', '1\u001b[31m', '1\n2'],
];
const COMMANDS = [
  sketchCommand,
  batchCommand,
  renderCommand,
  scoreCommand,
  lookCommand,
  doctorCommand,
  serveCommand,
].map((create) => create());

/** Options whose value 3 is a number, or a list of one. */
function numeric(command: Command) {
  return command.options.filter(({ parseArg }) => {
    if (!parseArg) return false;
    try {
      return [parseArg('3', undefined)].flat()[0] === 3;
    } catch {
      return false;
    }
  });
}

describe.each(COMMANDS.map((command) => [command.name(), command] as const))('%s', (_, command) => {
  const options = numeric(command);

  it('has some', () => expect(options.length).toBeGreaterThan(0));

  it.each(options.map((option) => [option.long!, option] as const))(
    '%s takes nothing else',
    (long, option) => {
      // what the list of --strokes makes of a comma is its own
      for (const text of HOSTILE.filter((each) => long !== '--strokes' || each !== '1,5')) {
        let problem: unknown;
        try {
          option.parseArg!(text, undefined);
        } catch (error) {
          problem = error;
        }
        expect(problem, JSON.stringify(text)).toBeInstanceOf(ClipassoError);
        expect((problem as ClipassoError).code).toBe('usage');
        expect((problem as ClipassoError).message).toContain(`for ${option.name()}`);
      }
      const decimals = [' 5 ', '+5', '5.', '5e0', '-0'].map((text) => option.parseArg!(text, undefined));
      expect(decimals.flat()).toEqual([5, 5, 5, 5, 0]);
    },
  );
});
