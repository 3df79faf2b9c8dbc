/** SVG for pen plotters: millimetres on a real page, one layer, lines only, in the order the pen should go. */
import { invalidOption } from '../errors.ts';
import { placeStrokes } from '../strokes/layout.ts';
import { orderForPen } from '../strokes/order.ts';
import type { Sketch } from '../strokes/stroke.ts';
import type { DrawingStyle } from '../strokes/style.ts';
import { groupOpening, pathData, svgHeader } from '../strokes/svg.ts';

export interface PlotterPage {
  /** a3, a4, a5, a6, letter, or width x height in millimetres such as 300x200. */
  readonly paper: string;
  /** Free border in millimetres. */
  readonly margin: number;
}

/** Portrait, millimetres. */
const PAPERS: Readonly<Record<string, readonly [number, number]>> = {
  a3: [297, 420],
  a4: [210, 297],
  a5: [148, 210],
  a6: [105, 148],
  letter: [215.9, 279.4],
};

/**
 * The drawing as large as the page's margins allow, in the middle. A page named by its format is turned to the
 * drawing's shape; one given by numbers stays as it is. All lines have one width, the pen's.
 * @throws ClipassoError 'usage' for a paper or margin that is none.
 */
export function writePlotterSvg(
  sketch: Sketch,
  page: PlotterPage,
  style: DrawingStyle = {},
  metadata?: object,
): string {
  const [width, height] = pageSize(page.paper, sketch);
  const [inner, innerHeight] = [width - 2 * page.margin, height - 2 * page.margin];
  if (!(page.margin >= 0 && inner > 0 && innerHeight > 0)) {
    throw invalidOption('margin', `millimetres that leave room on ${width} x ${height} mm`, page.margin);
  }
  const scale = Math.min(inner / sketch.width, innerHeight / sketch.height);
  const strokes = placeStrokes(
    orderForPen(sketch.strokes),
    scale,
    (width - sketch.width * scale) / 2,
    (height - sketch.height * scale) / 2,
  );
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">`,
    ...svgHeader(style, metadata),
    groupOpening(strokes, style),
    ...Array.from(strokes.widths, (_, s) => `<path d="${pathData(strokes.points, s)}"/>`),
    '</g>',
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function pageSize(paper: string, sketch: Sketch): readonly [number, number] {
  const name = paper.toLowerCase();
  const named = Object.hasOwn(PAPERS, name) ? PAPERS[name] : undefined;
  if (named) return sketch.width > sketch.height ? [named[1], named[0]] : named;
  const numbers = /^(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(?:mm)?$/i.exec(paper);
  const [width, height] = numbers ? [Number(numbers[1]), Number(numbers[2])] : [0, 0];
  if (!(width > 0 && height > 0 && Math.max(width, height) <= 10_000)) {
    throw invalidOption('plotter', `${Object.keys(PAPERS).join(', ')} or millimetres such as 300x200`, paper);
  }
  return [width, height];
}
