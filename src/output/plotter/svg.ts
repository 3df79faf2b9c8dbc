/** SVG for pen plotters: a page in millimetres, one Inkscape layer per colour, lines only. */

import { hexColor } from '../../strokes/color.ts';
import { escapeXml } from '../../strokes/escape-xml.ts';
import type { Sketch } from '../../strokes/stroke.ts';
import type { DrawingStyle } from '../../strokes/style.ts';
import { formatNumber, svgHeader } from '../../strokes/svg.ts';
import type { PlotterPage } from './page.ts';
import { type PlotLine, planPlot } from './plan.ts';

/** All lines have one width, the pen's. @throws ClipassoError 'usage' for an invalid page or colour. */
export function writePlotterSvg(
  sketch: Sketch,
  page: PlotterPage,
  style: DrawingStyle = {},
  metadata?: object,
): string {
  const { width, height, penWidth, layers } = planPlot(sketch, page, style);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" ` +
      `width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">`,
    ...svgHeader(style, metadata),
    ...layers.flatMap((layer, i) => [
      `<g id="layer${i + 1}" inkscape:groupmode="layer" inkscape:label="${escapeXml(layer.name)}" fill="none" ` +
        `stroke="${hexColor(layer.color)}" stroke-width="${formatNumber(penWidth)}" stroke-linecap="round" stroke-linejoin="round">`,
      ...layer.lines.map((line) => `<path d="${linePath(line)}"/>`),
      '</g>',
    ]),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function linePath([x, y, ...rest]: PlotLine): string {
  return `M${formatNumber(x)} ${formatNumber(y)}C${rest.map(formatNumber).join(' ')}`;
}
