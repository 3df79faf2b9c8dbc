/** `-n 4,8,16`: one drawing for each number of strokes; `-n auto`: as few as reach the target. */
import { Option } from 'commander';
import { ClipassoError } from '../errors.ts';
import { DEFAULT_OPTIONS, resolveSketchOptions, type SketchOptions, type StrokeCount } from '../options.ts';
import { parseNumber } from './number-option.ts';

/** Its value is a list, separated by commas. */
export function strokesOption(): Option {
  const text = `number of strokes, several (4,8,16), or auto: as few as reach --target (default: ${DEFAULT_OPTIONS.strokes}, of a --scene 32)`;
  return new Option('-n, --strokes <count|auto>', text).argParser((given) =>
    given.split(',').map(parseStrokeCount),
  );
}

function parseStrokeCount(text: string): StrokeCount {
  return text.trim() === 'auto' ? 'auto' : parseNumber(text, 'strokes', "a number or 'auto'");
}

/**
 * @param options other options of the command
 * @throws ClipassoError 'usage' for an invalid or repeated number, for 'auto' together with numbers or incompatible options, and for a
 * target without 'auto'.
 */
export function checkStrokeCounts(
  counts: readonly StrokeCount[] | undefined,
  options: Partial<SketchOptions>,
): void {
  if (!counts) {
    if (options.target === undefined) return;
    throw new ClipassoError('usage', 'Give --target together with --strokes auto');
  }
  for (const strokes of counts) resolveSketchOptions({ ...options, strokes });
  if (counts.length > 1 && counts.includes('auto')) {
    throw new ClipassoError('usage', 'Give --strokes auto alone, without numbers of strokes');
  }
  const twice = counts.find((count, i) => counts.indexOf(count) !== i);
  if (twice !== undefined) throw new ClipassoError('usage', `${twice} strokes are asked for twice`);
}
