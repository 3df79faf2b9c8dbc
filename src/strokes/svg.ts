/**
 * A sketch as SVG: one path per stroke in drawing order, what they have in common once on their group, numbers
 * with 2 decimals, and the options that made it in <metadata>. docs/formats.md describes it.
 */

import type { Rgba } from './color.ts';
import { POINT_STRIDE, type Sketch, strokeCount } from './stroke.ts';
import { type DrawingStyle, inkColor, paperColor, pixelSize } from './style.ts';
import { escapeText } from './xml.ts';

/**
 * The SVG text, ending with a newline. `metadata` is stored as JSON.
 * Without `style.size` the picture is as large as the canvas; without `style.paper` it has no background.
 * @throws ClipassoError 'usage' for a colour or size that is none.
 */
export function writeSvg(sketch: Sketch, style: DrawingStyle = {}, metadata?: object): string {
  const common = commonWidth(sketch.strokes.widths);
  const lines = [
    svgOpening(sketch, style),
    ...svgHeader(style, metadata),
    ...paperRect(style),
    groupOpening(style, common),
    ...Array.from({ length: strokeCount(sketch.strokes) }, (_, s) => {
      const width = sketch.strokes.widths[s];
      const own =
        formatNumber(width) === formatNumber(common) ? '' : ` stroke-width="${formatNumber(width)}"`;
      return `<path d="${pathData(sketch.strokes.points, s)}"${own}/>`;
    }),
    '</g>',
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

/** `<svg ...>` with the sketch's size as viewBox. */
export function svgOpening(sketch: Sketch, style: DrawingStyle): string {
  const [width, height] = [formatNumber(sketch.width), formatNumber(sketch.height)];
  const shown = style.size === undefined ? { width, height } : pixelSize(sketch, style.size);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ` +
    `width="${shown.width}" height="${shown.height}">`
  );
}

/** <title> and <metadata>, as far as there are any. */
export function svgHeader(style: DrawingStyle, metadata?: object): string[] {
  return [
    ...(style.title ? [`<title>${escapeText(style.title)}</title>`] : []),
    ...(metadata ? [`<metadata>${escapeText(JSON.stringify(metadata))}</metadata>`] : []),
  ];
}

/** A rectangle of the paper's colour, unless there is no paper. */
export function paperRect(style: DrawingStyle): string[] {
  const paper = paperColor(style, 'transparent');
  return paper ? [`<rect width="100%" height="100%" ${paintAttributes('fill', paper)}/>`] : [];
}

/** `<g ...>` with what all strokes have in common. */
export function groupOpening(style: DrawingStyle, width: number): string {
  return (
    `<g fill="none" ${paintAttributes('stroke', inkColor(style))} stroke-width="${formatNumber(width)}" ` +
    'stroke-linecap="round" stroke-linejoin="round">'
  );
}

/** The `d` attribute of stroke s. */
export function pathData(points: Float64Array, s: number): string {
  const [x0, y0, x1, y1, x2, y2, x3, y3] = Array.from(
    points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE),
    formatNumber,
  );
  return `M${x0} ${y0}C${x1} ${y1} ${x2} ${y2} ${x3} ${y3}`;
}

/** At most 2 decimals, no exponent, no negative zero. */
export function formatNumber(value: number): string {
  const text = value.toFixed(2);
  const short = text.includes('e') ? BigInt(value).toString() : text.replace(/\.?0+$/, '');
  return short === '-0' ? '0' : short;
}

/** The width that most strokes have, the first of them on a tie; 3 without strokes. */
export function commonWidth(widths: Float64Array): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = widths[0] ?? 3;
  for (const [width, count] of counts) if (count > counts.get(best)!) best = width;
  return best;
}

function paintAttributes(paint: 'fill' | 'stroke', [r, g, b, alpha]: Rgba): string {
  const hex = [r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('');
  return `${paint}="#${hex}"${alpha < 1 ? ` ${paint}-opacity="${alpha}"` : ''}`;
}
