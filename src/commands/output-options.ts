/** The options that say how a drawing looks and where it goes, the same for every command that writes one. */
import { type Command, Option } from 'commander';
import { ClipassoError, invalidOption } from '../errors.ts';
import { formatOf } from '../output/formats.ts';
import type { SaveOptions } from '../output/save.ts';
import { checkWritable } from '../output/write.ts';
import type { Sketch } from '../result.ts';
import { uniformStrokes } from '../strokes/stroke.ts';

export interface OutputOptions {
  readonly color?: string;
  readonly paper?: string;
  readonly size?: number;
  readonly animate?: boolean;
  readonly seconds?: number;
  readonly plotter?: string;
  readonly margin?: number;
}

/** Adds --color, --paper, --size, --animate, --seconds, --plotter and --margin. */
export function addOutputOptions(command: Command): Command {
  return command
    .option('--color <css>', 'ink colour', 'black')
    .option('--paper <css>', 'paper colour, or transparent (default: white for pictures, none for SVG)')
    .addOption(numberOption('--size <pixels>', 'longer side of the picture (default: 896; movies 448)'))
    .option('--animate', '.svg and .webp show the drawing being drawn (.gif and .mp4 always do)')
    .addOption(numberOption('--seconds <seconds>', 'how long an animation draws').default(4))
    .option('--plotter <paper>', '.svg becomes a plotter page: a3, a4, a5, a6, letter or 300x200 (mm)')
    .addOption(numberOption('--margin <mm>', 'free border of a plotter page').default(15));
}

/** @throws ClipassoError 'usage' for a colour, size, page or length that is none, before anything is drawn. */
export async function saveOptionsFrom(options: OutputOptions, title?: string): Promise<SaveOptions> {
  const { color, paper, size, animate, seconds = 4, plotter, margin = 15 } = options;
  if (!(seconds >= 0.1 && seconds <= 60)) throw invalidOption('seconds', 'a number from 0.1 to 60', seconds);
  const save: SaveOptions = {
    color,
    paper,
    size,
    animate,
    title,
    timing: { seconds, hold: 1.5 },
    plotter: plotter === undefined ? undefined : { paper: plotter, margin },
  };
  const [{ writeSvg }, { writePlotterSvg }] = await Promise.all([
    import('../strokes/svg.ts'),
    import('../output/plotter.ts'),
  ]);
  const blank = { width: 1, height: 1, strokes: uniformStrokes([], 1) };
  writeSvg(blank, save);
  if (save.plotter) writePlotterSvg(blank, save.plotter, save);
  return save;
}

/** Collects a repeatable option. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** An option that takes a number, whose limits are checked where it is used. */
export function numberOption(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.argParser((text) => parseNumber(text, option.name()));
}

/** The number that an option's text is, however it is written. @throws ClipassoError 'usage' naming the option and the text */
export function parseNumber(text: string, name: string, expected = 'a number'): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(value)) throw invalidOption(name, expected, text);
  return value;
}

/** @throws ClipassoError 'usage' if a path's extension names no format, or two outputs are one; 'output' if one cannot be written. */
export async function checkOutputs(paths: readonly string[]): Promise<void> {
  for (const path of paths) if (path !== '-') formatOf(path);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice) throw new ClipassoError('usage', `${twice} is named twice as an output`);
  for (const path of paths) if (path !== '-') await checkWritable(path);
}

/** Writes the sketch to every path; `-` is SVG on standard output. */
export async function writeOutputs(
  sketch: Sketch,
  paths: readonly string[],
  options: SaveOptions,
  metadata?: object,
): Promise<void> {
  const { encodeSketch, saveSketch } = await import('../output/save.ts');
  for (const path of paths) {
    if (path === '-') process.stdout.write(await encodeSketch(sketch, 'svg', options, metadata));
    else await saveSketch(sketch, path, options, metadata);
  }
}

/** Shows the sketch on standard output if that is a terminal. */
export async function showPreview(sketch: Sketch, options: SaveOptions): Promise<void> {
  if (!process.stdout.isTTY) return;
  const { previewProtocol, previewSketch } = await import('../output/preview.ts');
  const protocol = previewProtocol(process.env);
  process.stdout.write(previewSketch(sketch, protocol, process.stdout.columns, options));
}
