/** A PDF of one page from its drawing operators (ISO 32000-1). No dates and no random ids: same page, same bytes. */
import type { Rgba } from '../strokes/color.ts';

export interface PdfPage {
  /** Size in points. */
  readonly width: number;
  readonly height: number;
  /** Operators of the content stream. */
  readonly content: readonly string[];
  /** Opacities that the operators name by `opacityName`, 0 to 1. */
  readonly opacities: readonly number[];
  /** Names of the layers that the operators `/L0 BDC` ... mark, in order; none for a page without layers. */
  readonly layers?: readonly string[];
  readonly title: string;
}

/** The file's bytes. */
export function pdfFile({ width, height, content, opacities, layers = [], title }: PdfPage): Buffer {
  const stream = content.join('\n');
  const states = [...new Set(opacities)].map(
    (opacity) => `${opacityName(opacity)} << /CA ${pdfNumber(opacity)} /ca ${pdfNumber(opacity)} >>`,
  );
  const references = layers.map((_, i) => `${FIRST_LAYER + i} 0 R`);
  const properties = references.map((reference, i) => `/L${i} ${reference}`).join(' ');
  const optional = `/OCProperties << /OCGs [${references.join(' ')}] /D << /Order [${references.join(' ')}] >> >> `;
  return assemble([
    `<< /Type /Catalog ${layers.length > 0 ? optional : ''}/Pages 2 0 R >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pdfNumber(width)} ${pdfNumber(height)}] /Contents 4 0 R ` +
      `/Resources << /ExtGState << ${states.join(' ')} >> /Properties << ${properties} >> >> >>`,
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    `<< /Title ${pdfText(title)} /Producer (clipasso) >>`,
    ...layers.map((name) => `<< /Type /OCG /Name ${pdfText(name)} >>`),
  ]);
}

/** Number of the first layer's object, after catalog, pages, page, content and information. */
const FIRST_LAYER = 6;
const INFORMATION = 5;

/** Name of the graphics state of an opacity. */
export function opacityName(opacity: number): string {
  return `/a${Math.round(1000 * opacity)}`;
}

/** Operands of the operators rg and RG. */
export function pdfColor([r, g, b]: Rgba): string {
  return [r, g, b].map((part) => pdfNumber(part / 255, 4)).join(' ');
}

/** At most `decimals` decimals, no exponent. */
export function pdfNumber(value: number, decimals = 3): string {
  const text = value.toFixed(decimals).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

/** UTF-16 with byte order mark, in hexadecimal: no character needs escaping. */
function pdfText(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex')}>`;
}

/** Objects 1.. with header, cross-reference table and trailer; object 1 is the catalog. */
function assemble(objects: readonly string[]): Buffer {
  let text = '%PDF-1.5\n';
  const offsets = objects.map((body, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${INFORMATION} 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
