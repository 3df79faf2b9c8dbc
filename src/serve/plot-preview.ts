/** Preview of a plotter's page: its size, its lines by pen, and the travel of the lifted pen. */

import { DEFAULT_PAGE } from '../output/plotter/page.ts';
import { type PlotLine, planPlot } from '../output/plotter/plan.ts';
import type { Sketch } from '../result.ts';
import { createStrokeSampler } from '../strokes/bezier.ts';
import { hexColor } from '../strokes/color.ts';
import { strokeCount, uniformStrokes } from '../strokes/stroke.ts';
import { saveOptionsOf } from './exporting.ts';
import type { PlotPreview } from './protocol.ts';
import type { ExportOrder } from './requests.ts';

/** @throws ClipassoError 'usage' for an invalid page or colour */
export function previewPlot(sketch: Sketch, order: ExportOrder): PlotPreview {
  const save = saveOptionsOf(order, '');
  const { width, height, penWidth, layers } = planPlot(sketch, save.plotter ?? DEFAULT_PAGE, save);
  const lines = layers.flatMap((layer) => layer.lines);
  const travel = travelBetween(lines);
  return {
    ...{ width, height, penWidth, travel },
    layers: layers.map(({ color, name, lines: own }) => ({ color: hexColor(color), name, lines: own })),
    drawn: lines.reduce((sum, line) => sum + lengthOf(line), 0),
    travelled: travel.reduce((sum, [x0, y0, x1, y1]) => sum + Math.hypot(x1 - x0, y1 - y0), 0),
  };
}

/** From the page's corner to the first line, and from each line's end to the next one's beginning. */
function travelBetween(lines: readonly PlotLine[]): [number, number, number, number][] {
  let [x, y] = [0, 0];
  return lines.map((line) => {
    const way: [number, number, number, number] = [x, y, line[0], line[1]];
    [x, y] = line.slice(-2);
    return way;
  });
}

function lengthOf(line: PlotLine): number {
  const points: number[] = [];
  for (let i = 2; i < line.length; i += 6) points.push(...line.slice(i - 2, i + 6));
  const strokes = uniformStrokes(points, 1);
  const { points: flat, starts } = createStrokeSampler().sample(strokes);
  let length = 0;
  for (let s = 0; s < strokeCount(strokes); s++)
    for (let p = starts[s]; p < starts[s + 1] - 1; p++)
      length += Math.hypot(flat[2 * p + 2] - flat[2 * p], flat[2 * p + 3] - flat[2 * p + 1]);
  return length;
}
