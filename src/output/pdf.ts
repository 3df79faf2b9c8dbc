/** A sketch as a one-page PDF of vectors, 1 canvas pixel = 1 point unless a size is given. */
import { POINT_STRIDE, type Sketch, type Strokes } from '../strokes/stroke.ts';
import { type DrawingStyle, inkColors, paperColor } from '../strokes/style.ts';
import { pdfNumber as n, opacityName, pdfColor, pdfFile } from './pdf-file.ts';

/** The file's bytes, the same for the same sketch. `style.size` is the longer side in points. @throws ClipassoError 'usage' */
export function writePdf(sketch: Sketch, style: DrawingStyle = {}): Buffer {
  const scale = style.size === undefined ? 1 : style.size / Math.max(sketch.width, sketch.height);
  const [width, height] = [sketch.width * scale, sketch.height * scale];
  const inks = inkColors(sketch.strokes, style);
  const paper = paperColor(sketch, style, 'transparent');
  return pdfFile({
    width,
    height,
    content: [
      ...(paper
        ? [`${opacityName(paper[3])} gs`, `${pdfColor(paper)} rg 0 0 ${n(width)} ${n(height)} re f`]
        : []),
      '1 J 1 j',
      `${scale} 0 0 ${-scale} 0 ${height} cm`,
      ...inks.map(
        (ink, s) => `${opacityName(ink[3])} gs ${pdfColor(ink)} RG ${strokeOperators(sketch.strokes, s)}`,
      ),
    ],
    opacities: [...inks.map((ink) => ink[3]), ...(paper ? [paper[3]] : [])],
    title: style.title ?? 'Sketch',
  });
}

function strokeOperators({ points, widths }: Strokes, s: number): string {
  const [x0, y0, ...rest] = Array.from(points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE), (v) =>
    n(v),
  );
  return `${n(widths[s])} w ${x0} ${y0} m ${rest.join(' ')} c S`;
}
