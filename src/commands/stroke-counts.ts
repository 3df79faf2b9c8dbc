/** `-n 4,8,16`: one drawing for each number of strokes. */
import type { Command } from 'commander';
import { ClipassoError } from '../errors.ts';
import { DEFAULT_OPTIONS, resolveSketchOptions } from '../options.ts';
import { parseNumber } from './output-options.ts';

/** Lets --strokes of the command take several numbers; its value becomes a list. */
export function acceptStrokeCounts(command: Command): Command {
  const option = command.options.find(({ long }) => long === '--strokes')!;
  option.argParser((text) => text.split(',').map(parseNumber));
  option.description = `number of strokes, or several: 4,8,16 (default: ${DEFAULT_OPTIONS.strokes})`;
  return command;
}

/** @throws ClipassoError 'usage' for a number that is no stroke count, or is given twice. */
export function checkStrokeCounts(counts: readonly number[]): void {
  for (const strokes of counts) resolveSketchOptions({ strokes });
  const twice = counts.find((count, i) => counts.indexOf(count) !== i);
  if (twice !== undefined) throw new ClipassoError('usage', `${twice} strokes are asked for twice`);
}
