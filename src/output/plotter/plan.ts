/** The plan of a plot: one layer per colour with lines that are drawn without lifting the pen, in an order with little travel. */
import { hexColor, type Rgba } from '../../strokes/color.ts';
import { orderForPen } from '../../strokes/order.ts';
import { POINT_STRIDE, type Sketch, type Strokes, selectStrokes, strokeCount } from '../../strokes/stroke.ts';
import { type DrawingStyle, inkColors } from '../../strokes/style.ts';
import { type PlotterPage, placeOnPage } from './page.ts';

/** Cubics that join: x0, y0, then x1, y1, x2, y2, x3, y3 of each, in millimetres from the page's top left corner. */
export type PlotLine = readonly number[];

export interface PlotLayer {
  /** Opaque: pens have no opacity. */
  readonly color: Rgba;
  /** `1 #000000`: plotter programs take the number as the pen's. */
  readonly name: string;
  readonly lines: readonly PlotLine[];
}

export interface Plot {
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  readonly penWidth: number;
  /** In the order in which their colours first appear. */
  readonly layers: readonly PlotLayer[];
}

/** Ends closer than this, in millimetres, are joined. */
const JOIN = 0.02;

/** @throws ClipassoError 'usage' for an invalid page or colour. */
export function planPlot(sketch: Sketch, page: PlotterPage, style: DrawingStyle): Plot {
  const { width, height, penWidth, strokes } = placeOnPage(sketch, page);
  const colors = inkColors(strokes, style).map(([r, g, b]): Rgba => [r, g, b, 1]);
  const names = colors.map(hexColor);
  const layers = [...new Set(names)].map((name, i) => {
    const own = Array.from(names.keys()).filter((s) => names[s] === name);
    return {
      color: colors[own[0]],
      name: `${i + 1} ${name}`,
      lines: joinStrokes(orderForPen(selectStrokes(strokes, own))),
    };
  });
  return { width, height, penWidth, layers };
}

/** Joins each stroke to the one before if it begins where that one ends. */
function joinStrokes({ points, ...rest }: Strokes): PlotLine[] {
  const lines: number[][] = [];
  for (let s = 0; s < strokeCount({ points, ...rest }); s++) {
    const cubic = points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE);
    const line = lines.at(-1);
    const [x, y] = line?.slice(-2) ?? [Number.NaN, Number.NaN];
    if (line && Math.hypot(cubic[0] - x, cubic[1] - y) <= JOIN) line.push(...cubic.subarray(2));
    else lines.push([...cubic]);
  }
  return lines;
}
