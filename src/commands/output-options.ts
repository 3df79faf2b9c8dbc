/** The options that say how a drawing looks and where it goes, the same for every command that writes one. */
import type { Command } from 'commander';
import { invalidOption } from '../errors.ts';
import type { SaveOptions } from '../output/save.ts';
import type { Sketch } from '../result.ts';
import { uniformStrokes } from '../strokes/stroke.ts';
import { numberOption } from './number-option.ts';
import { addPlotterOptions, type PlotterFlags, plotterPageOf } from './plotter-options.ts';
import { terminalSize } from './terminal.ts';

export interface OutputOptions extends PlotterFlags {
  readonly color?: string;
  readonly paper?: string;
  readonly size?: number;
  readonly animate?: boolean;
  readonly seconds?: number;
}

/** Adds --color, --paper, --size, --animate, --seconds and the options of plotter pages. */
export function addOutputOptions(command: Command): Command {
  const looks = command
    .option('--color <css>', "colour of all strokes (default: black, or the sketch's own)")
    .option(
      '--paper <css>',
      "paper colour, or transparent (default: the sketch's own, else white for pictures, none for SVG)",
    )
    .addOption(numberOption('--size <pixels>', 'longer side of the picture (default: 896; movies 448)'))
    .option('--animate', '.svg and .webp show the drawing being drawn (.gif and .mp4 always do)')
    .addOption(numberOption('--seconds <seconds>', 'how long an animation draws').default(4));
  return addPlotterOptions(looks);
}

/** Adds --force and --no-clobber. */
export function addOverwriteOptions(command: Command): Command {
  return command
    .option('--force', 'overwrite files that clipasso did not write, too')
    .option('--no-clobber', 'keep every file that exists');
}

/** @throws ClipassoError 'usage' for an invalid colour, size, page or length */
export async function saveOptionsFrom(options: OutputOptions, title?: string): Promise<SaveOptions> {
  const { color, paper, size, animate, seconds = 4 } = options;
  if (!(seconds >= 0.1 && seconds <= 60)) throw invalidOption('seconds', 'a number from 0.1 to 60', seconds);
  const page = await plotterPageOf(options);
  const save: SaveOptions = {
    color,
    paper,
    size,
    animate,
    title,
    timing: { seconds, hold: 1.5 },
    plotter: options.plotter === undefined ? undefined : page,
    machine: page,
  };
  const { writeSvg } = await import('../strokes/svg.ts');
  writeSvg({ width: 1, height: 1, strokes: uniformStrokes([], 1) }, save);
  return save;
}

/** The config file, if there is one: it is an input that must not be overwritten. */
export function configOf({ config }: { readonly config?: string }): readonly string[] {
  const path = config ?? process.env.CLIPASSO_CONFIG;
  return path === undefined ? [] : [path];
}

/** Collects a repeatable option. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Draws the sketch on standard output, if that is a terminal. */
export async function showPreview(sketch: Sketch, options: SaveOptions): Promise<void> {
  if (!process.stdout.isTTY) return;
  const { previewProtocol, previewSketch } = await import('../output/preview.ts');
  const protocol = previewProtocol(process.env);
  process.stdout.write(previewSketch(sketch, protocol, terminalSize(process.stdout), options));
}
