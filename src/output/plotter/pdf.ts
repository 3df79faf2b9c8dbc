/** A plotter's page as PDF: the sheet in its real size, one optional-content layer per colour. */
import type { Sketch } from '../../strokes/stroke.ts';
import type { DrawingStyle } from '../../strokes/style.ts';
import { pdfNumber as n, pdfColor, pdfFile } from '../pdf-file.ts';
import type { PlotterPage } from './page.ts';
import { type PlotLine, planPlot } from './plan.ts';

const POINTS_PER_MM = 72 / 25.4;

/** The file's bytes. @throws ClipassoError 'usage' for an invalid page or colour. */
export function writePlotterPdf(sketch: Sketch, page: PlotterPage, style: DrawingStyle = {}): Buffer {
  const { width, height, penWidth, layers } = planPlot(sketch, page, style);
  return pdfFile({
    width: width * POINTS_PER_MM,
    height: height * POINTS_PER_MM,
    content: [
      '1 J 1 j',
      `${n(POINTS_PER_MM, 6)} 0 0 ${n(-POINTS_PER_MM, 6)} 0 ${n(height * POINTS_PER_MM, 6)} cm`,
      `${n(penWidth)} w`,
      ...layers.flatMap(({ color, lines }, i) => [
        `/OC /L${i} BDC ${pdfColor(color)} RG`,
        ...lines.map(lineOperators),
        'EMC',
      ]),
    ],
    opacities: [],
    layers: layers.map(({ name }) => name),
    title: style.title ?? 'Sketch',
  });
}

function lineOperators([x, y, ...rest]: PlotLine): string {
  const curves = Array.from({ length: rest.length / 6 }, (_, i) => {
    const numbers = rest.slice(6 * i, 6 * i + 6).map((value) => n(value));
    return `${numbers.join(' ')} c`;
  });
  return `${n(x)} ${n(y)} m ${curves.join(' ')} S`;
}
