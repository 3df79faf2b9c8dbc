/** Checks options that have an effect only together with another one, or with certain output formats. */
import { ClipassoError } from '../errors.ts';
import { isPlotterFormat, moves, type OutputFormat, takesPlotterPage } from '../output/formats.ts';

/** The options that are checked. */
export interface OutputFlags {
  readonly plotter?: string | undefined;
  readonly animate?: boolean | undefined;
  readonly record?: number | undefined;
}

/**
 * @param formats of all outputs
 * @param given whether the option was given on the command line; a config file also serves other commands, so its options are not checked
 * @throws ClipassoError 'usage' for an option that changes no output of these formats
 */
export function checkBelonging(
  flags: OutputFlags,
  formats: readonly OutputFormat[],
  given: (name: string) => boolean,
): void {
  const { plotter, animate, record } = flags;
  const listed = formats.map((format) => `.${format}`).join(', ');
  const refuse = (message: string) => {
    throw new ClipassoError('usage', message);
  };
  if (given('plotter') && !formats.some(takesPlotterPage))
    refuse(`--plotter makes .svg and .pdf outputs pages for a plotter, but only ${listed} is asked for`);
  const isPage = plotter !== undefined || formats.some(isPlotterFormat);
  for (const name of ['margin', 'align', 'penWidth'].filter(given))
    if (!isPage) refuse(`Give ${flagOf(name)} together with --plotter`);
  for (const name of ['gcode', 'feed', 'penUp', 'penDown'].filter(given))
    if (!formats.includes('gcode'))
      refuse(`${flagOf(name)} is for .gcode outputs, but only ${listed} is asked for`);
  if (given('animate') && animate && plotter !== undefined)
    refuse('A plotter page does not move; give --animate or --plotter, not both');
  if (given('animate') && animate && !formats.some((format) => moves(format, true)))
    refuse(`--animate makes .svg and .webp outputs move, but only ${listed} is asked for`);
  const shown = animate === true || record !== undefined;
  if (given('record') && !formats.some((format) => moves(format, true)))
    refuse(`--record is seen in .svg, .webp, .gif and .mp4 outputs, but only ${listed} is asked for`);
  if (given('seconds') && !formats.some((format) => moves(format, shown)))
    refuse(`--seconds is how long an animation draws, but nothing that is asked for moves; add --animate`);
}

/** `penUp` is --pen-up. */
function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
