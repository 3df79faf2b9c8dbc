/**
 * HP-GL, as pen plotters from the HP 7475A on and HP-GL/2 devices read it: 40 units a millimetre, origin at the page's lower left
 * corner, x to the right, y up. Only IN, PA, SP, PU and PD are used.
 */
import type { Sketch } from '../../strokes/stroke.ts';
import type { DrawingStyle } from '../../strokes/style.ts';
import { flatten, type Point } from './flatten.ts';
import type { PlotterPage } from './page.ts';
import { planPlot } from './plan.ts';

const UNITS_PER_MM = 40;
/** Old plotters have a buffer of a kilobyte for one command. */
const POINTS_PER_COMMAND = 64;
/** IN twice, which has no effect, marks this program's files: the language has no comments. */
const HPGL_START = 'IN;IN;PA;';

/** The file's text, one command a line. Pen n draws layer n. @throws ClipassoError 'usage' for an invalid page or colour. */
export function writeHpgl(sketch: Sketch, page: PlotterPage, style: DrawingStyle = {}): string {
  const { height, layers } = planPlot(sketch, page, style);
  const units = ([x, y]: Point) =>
    `${Math.round(x * UNITS_PER_MM)},${Math.round((height - y) * UNITS_PER_MM)}`;
  const draw = (points: readonly Point[]) => {
    const [first, ...rest] = points.map(units);
    const commands = [`PU${first};`];
    for (let i = 0; i < rest.length; i += POINTS_PER_COMMAND) {
      commands.push(`PD${rest.slice(i, i + POINTS_PER_COMMAND).join(',')};`);
    }
    return commands;
  };
  const commands = [
    HPGL_START,
    ...layers.flatMap(({ lines }, i) => [`SP${i + 1};`, ...lines.flatMap((line) => draw(flatten(line)))]),
    'PU;',
    'SP0;',
  ];
  return `${commands.join('\n')}\n`;
}
