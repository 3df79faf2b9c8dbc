/** DXF R12 (AC1009): one POLYLINE per line, one layer per colour, in millimetres, origin at the page's lower left corner, y up. */
import { parseColor, type Rgba } from '../../strokes/color.ts';
import type { Sketch } from '../../strokes/stroke.ts';
import type { DrawingStyle } from '../../strokes/style.ts';
import { GENERATOR } from '../marks.ts';
import { flatten, type Point } from './flatten.ts';
import type { PlotterPage } from './page.ts';
import { planPlot } from './plan.ts';

/** AutoCAD's colour numbers; 7 is black on white paper. */
const COLORS = Object.entries({
  7: '#000000',
  1: '#ff0000',
  2: '#ffff00',
  3: '#00ff00',
  4: '#00ffff',
  5: '#0000ff',
  6: '#ff00ff',
  8: '#808080',
  9: '#c0c0c0',
}).map(([number, color]) => ({ number, color: parseColor('color', color) }));

/** The file's text, as pairs of group code and value. @throws ClipassoError 'usage' for an invalid page or colour. */
export function writeDxf(sketch: Sketch, page: PlotterPage, style: DrawingStyle = {}): string {
  const { width, height, layers } = planPlot(sketch, page, style);
  const names = layers.map(({ name }) => name.toUpperCase().replace(/[^A-Z0-9]+/g, '_'));
  const point = (x: number, y: number) => [10, x.toFixed(4), 20, y.toFixed(4), 30, '0.0'];
  const polyline = (layer: string, points: readonly Point[]) => [
    ...[0, 'POLYLINE', 8, layer, 66, 1, ...point(0, 0), 70, 0],
    ...points.flatMap(([x, y]) => [0, 'VERTEX', 8, layer, ...point(x, height - y)]),
    ...[0, 'SEQEND', 8, layer],
  ];
  const pairs = [
    ...[999, GENERATOR, 0, 'SECTION', 2, 'HEADER', 9, '$ACADVER', 1, 'AC1009'],
    ...[9, '$EXTMIN', ...point(0, 0), 9, '$EXTMAX', ...point(width, height), 0, 'ENDSEC'],
    ...[0, 'SECTION', 2, 'TABLES', 0, 'TABLE', 2, 'LAYER', 70, layers.length],
    ...layers.flatMap(({ color }, i) => [
      0,
      'LAYER',
      2,
      names[i],
      70,
      0,
      62,
      nearestColor(color),
      6,
      'CONTINUOUS',
    ]),
    ...[0, 'ENDTAB', 0, 'ENDSEC', 0, 'SECTION', 2, 'ENTITIES'],
    ...layers.flatMap(({ lines }, i) => lines.flatMap((line) => polyline(names[i], flatten(line)))),
    ...[0, 'ENDSEC', 0, 'EOF'],
  ];
  return `${pairs.join('\n')}\n`;
}

function nearestColor([r, g, b]: Rgba): string {
  const distance = ({ color: [x, y, z] }: (typeof COLORS)[number]) => Math.hypot(r - x, g - y, b - z);
  return COLORS.reduce((best, each) => (distance(each) < distance(best) ? each : best)).number;
}
