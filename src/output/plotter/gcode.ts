/**
 * G-code for pen plotters, as GRBL 1.1 and Marlin 2 read it: G21 (millimetres), G90 (absolute), G0 to travel, G1 to draw, M0 to wait
 * for the next pen. Origin at the page's lower left corner, x to the right, y up.
 */
import { invalidOption } from '../../errors.ts';
import type { Sketch } from '../../strokes/stroke.ts';
import type { DrawingStyle } from '../../strokes/style.ts';
import { GENERATOR } from '../marks.ts';
import { flatten, type Point } from './flatten.ts';
import type { PlotterPage } from './page.ts';
import { type PlotLayer, planPlot } from './plan.ts';

export interface GcodeOptions {
  /** How the pen is lifted: `z` by the Z axis, `servo` by a GRBL spindle output (M3 S), `m280` by a Marlin servo. @default 'z' */
  readonly dialect?: string | undefined;
  /** Speed of drawing in mm/min, 1 to 100000. @default 1500 */
  readonly feed?: number | undefined;
  /** Height in mm (`z`), or the servo's value. @default the dialect's own: 5, 0, 90 */
  readonly penUp?: number | undefined;
  /** @default the dialect's own: 0, 1000, 0 */
  readonly penDown?: number | undefined;
}

interface Dialect {
  readonly up: number;
  readonly down: number;
  /** Commands that bring the pen to `value`; `lifting` is true for up. */
  readonly move: (value: number, lifting: boolean, feed: number) => readonly string[];
}

/** Seconds that a servo needs. */
const SERVO_PAUSE = 0.2;
const DEFAULT_FEED = 1500;

const DIALECTS: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['z', { up: 5, down: 0, move: (z, lifting, feed) => [lifting ? `G0 Z${z}` : `G1 Z${z} F${feed}`] }],
  ['servo', { up: 0, down: 1000, move: (value) => [`M3 S${value}`, `G4 P${SERVO_PAUSE}`] }],
  ['m280', { up: 90, down: 0, move: (angle) => [`M280 P0 S${angle}`, `G4 P${1000 * SERVO_PAUSE}`] }],
]);

/** The file's text. @throws ClipassoError 'usage' for an invalid page, colour, dialect, speed or pen position. */
export function writeGcode(sketch: Sketch, page: PlotterPage, style: DrawingStyle = {}): string {
  const { dialect, feed, penUp, penDown } = checkGcode(page.gcode ?? {});
  const { width, height, layers } = planPlot(sketch, page, style);
  const up = dialect.move(penUp, true, feed);
  const down = dialect.move(penDown, false, feed);
  const at = ([x, y]: Point) => `X${x.toFixed(3)} Y${(height - y).toFixed(3)}`;
  const draw = ([first, ...rest]: readonly Point[]) => [
    `G0 ${at(first)}`,
    ...down,
    ...rest.map((point, i) => `G1 ${at(point)}${i === 0 ? ` F${feed}` : ''}`),
    ...up,
  ];
  const layer = ({ name, lines }: PlotLayer, i: number) => [
    ...(i === 0 ? [] : ['G0 X0 Y0', `; change to pen ${name}`, 'M0']),
    `; pen ${name}`,
    ...lines.flatMap((line) => draw(flatten(line))),
  ];
  const commands = [
    `; ${GENERATOR}, page ${width} x ${height} mm`,
    'G21',
    'G90',
    ...up,
    ...layers.flatMap(layer),
    'G0 X0 Y0',
    'M2',
  ];
  return `${commands.join('\n')}\n`;
}

/** The options with their defaults. @throws ClipassoError 'usage' */
export function checkGcode({ dialect = 'z', feed = DEFAULT_FEED, penUp, penDown }: GcodeOptions) {
  const known = DIALECTS.get(dialect);
  if (!known) throw invalidOption('gcode', [...DIALECTS.keys()].join(', '), dialect);
  if (!(feed >= 1 && feed <= 100_000)) throw invalidOption('feed', 'mm/min from 1 to 100000', feed);
  const [up, down] = [penUp ?? known.up, penDown ?? known.down];
  for (const [name, value] of [
    ['pen-up', up],
    ['pen-down', down],
  ] as const) {
    if (!(Math.abs(value) <= 10_000)) throw invalidOption(name, 'a number from -10000 to 10000', value);
  }
  return { dialect: known, feed, penUp: up, penDown: down };
}
