/** The options of plotter pages, the same for every command that writes one. */
import { type Command, Option } from 'commander';
import type { PlotterPage } from '../output/plotter/page.ts';
import { uniformStrokes } from '../strokes/stroke.ts';
import { numberOption } from './number-option.ts';

export interface PlotterFlags {
  readonly plotter?: string;
  readonly margin?: number;
  readonly align?: string;
  readonly penWidth?: number;
  readonly gcode?: string;
  readonly feed?: number;
  readonly penUp?: number;
  readonly penDown?: number;
}

/** Adds --plotter, --margin, --align, --pen-width, --gcode, --feed, --pen-up and --pen-down. */
export function addPlotterOptions(command: Command): Command {
  return command
    .option(
      '--plotter <paper>',
      '.svg and .pdf become plotter pages: a0 to a6, letter, legal, a4-landscape... or 300x200 in mm (.hpgl, .gcode and .dxf always are; default: a4)',
    )
    .addOption(numberOption('--margin <mm>', 'free border of a plotter page (default: 15)'))
    .option(
      '--align <where>',
      'where the drawing lies on it: center, top, left, bottom-right... (default: center)',
    )
    .addOption(numberOption('--pen-width <mm>', "width of the pen (default: the lines', at most 3)"))
    .addOption(
      new Option(
        '--gcode <dialect>',
        'how .gcode lifts the pen: by its Z axis, by a servo of GRBL, or of Marlin (default: z)',
      ).choices(['z', 'servo', 'm280']),
    )
    .addOption(numberOption('--feed <mm/min>', 'how fast .gcode draws (default: 1500)'))
    .addOption(
      numberOption(
        '--pen-up <value>',
        "height in mm or servo value of a lifted pen (default: the dialect's)",
      ),
    )
    .addOption(numberOption('--pen-down <value>', 'the same of a pen that draws'));
}

/** The plotter's page that the options describe; empty if none is given. @throws ClipassoError 'usage' for invalid values */
export async function plotterPageOf(flags: PlotterFlags): Promise<PlotterPage | undefined> {
  const { plotter, margin, align, penWidth, gcode: dialect, feed, penUp, penDown } = flags;
  const asked = [plotter, margin, align, penWidth, dialect, feed, penUp, penDown];
  if (asked.every((value) => value === undefined)) return undefined;
  const [{ DEFAULT_PAGE, placeOnPage }, { checkGcode }] = await Promise.all([
    import('../output/plotter/page.ts'),
    import('../output/plotter/gcode.ts'),
  ]);
  const page = {
    paper: plotter ?? DEFAULT_PAGE.paper,
    margin: margin ?? DEFAULT_PAGE.margin,
    align,
    penWidth,
    gcode: { dialect, feed, penUp, penDown },
  };
  placeOnPage({ width: 1, height: 1, strokes: uniformStrokes([], 1) }, page);
  checkGcode(page.gcode);
  return page;
}
