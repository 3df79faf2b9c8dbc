/** A sketch as a one-page PDF of vectors, 1 canvas pixel = 1 point unless a size is given (ISO 32000-1). */

import type { Rgba } from '../strokes/color.ts';
import { POINT_STRIDE, type Sketch } from '../strokes/stroke.ts';
import { type DrawingStyle, inkColor, paperColor } from '../strokes/style.ts';
import { formatNumber } from '../strokes/svg.ts';

/** The file's bytes, the same for the same sketch. `style.size` is the longer side in points. @throws ClipassoError 'usage' */
export function writePdf(sketch: Sketch, style: DrawingStyle = {}): Buffer {
  const scale = style.size === undefined ? 1 : style.size / Math.max(sketch.width, sketch.height);
  const [width, height] = [sketch.width * scale, sketch.height * scale];
  const ink = inkColor(style);
  const paper = paperColor(style, 'transparent');
  const content = [
    ...(paper ? ['/paper gs', `${operands(paper)} rg`, `0 0 ${n(width)} ${n(height)} re f`] : []),
    '/ink gs',
    `${operands(ink)} RG 1 J 1 j`,
    `${scale} 0 0 ${-scale} 0 ${height} cm`,
    ...strokeOperators(sketch),
  ].join('\n');
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${n(width)} ${n(height)}] /Contents 4 0 R ` +
      `/Resources << /ExtGState << /ink << /CA ${ink[3]} >> /paper << /ca ${paper?.[3] ?? 1} >> >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    `<< /Title ${pdfText(style.title ?? 'Sketch')} /Producer (clipasso) >>`,
  ]);
}

const n = formatNumber;

function strokeOperators({ strokes }: Sketch): string[] {
  const { points, widths } = strokes;
  return Array.from(widths, (width, s) => {
    const [x0, y0, ...rest] = Array.from(points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE), n);
    return `${n(width)} w ${x0} ${y0} m ${rest.join(' ')} c S`;
  });
}

function operands([r, g, b]: Rgba): string {
  return [r, g, b].map((part) => n(part / 255)).join(' ');
}

/** UTF-16 with byte order mark, in hexadecimal: no character needs escaping. */
function pdfText(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex')}>`;
}

/** Objects 1.. with header, cross-reference table and trailer; object 1 is the catalog, the last one the information. */
function assemble(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
