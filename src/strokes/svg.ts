/**
 * A sketch as SVG: one path per stroke in drawing order, common attributes on their group, numbers with 2
 * decimals, and the options that made it in <metadata>. docs/formats.md describes it.
 */

import { checkObject } from '../errors.ts';
import { toJson } from '../json-problem.ts';
import { checkSketch } from './check-sketch.ts';
import { hexColor, type Rgba } from './color.ts';
import { escapeText } from './escape-xml.ts';
import { POINT_STRIDE, type Sketch, type Strokes } from './stroke.ts';
import { commonInk, commonWidth, type DrawingStyle, inkColors, paperColor, pixelSize } from './style.ts';

/**
 * The SVG text, ending with a newline. `metadata` is stored as JSON.
 * Without `style.size` the picture is as large as the canvas; without a paper it has no background.
 * @throws ClipassoError 'usage' for an invalid colour or size, what is no sketch, or metadata that JSON cannot hold.
 */
export function writeSvg(sketch: Sketch, style: DrawingStyle = {}, metadata?: object): string {
  checkSketch(sketch);
  checkObject(style, 'style');
  const lines = [
    svgOpening(sketch, style),
    ...svgHeader(style, metadata),
    ...paperRect(sketch, style),
    groupOpening(sketch.strokes, style),
    ...strokeAttributes(sketch.strokes, style).map(
      (own, s) => `<path d="${pathData(sketch.strokes.points, s)}"${own}/>`,
    ),
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

/** <title> and <metadata>, if there are any. */
export function svgHeader(style: DrawingStyle, metadata?: object): string[] {
  return [
    ...(style.title ? [`<title>${escapeText(style.title)}</title>`] : []),
    ...(metadata ? [`<metadata>${escapeText(toJson(metadata, 'metadata'))}</metadata>`] : []),
  ];
}

/** A rectangle of the paper's colour, unless there is no paper. */
export function paperRect(sketch: Sketch, style: DrawingStyle): string[] {
  const paper = paperColor(sketch, style, 'transparent');
  return paper ? [`<rect width="100%" height="100%" ${paintAttributes('fill', paper)}/>`] : [];
}

/** `<g ...>` with the colour and width of most strokes. */
export function groupOpening(strokes: Strokes, style: DrawingStyle): string {
  return (
    `<g fill="none" ${paintAttributes('stroke', commonInk(inkColors(strokes, style)))} ` +
    `stroke-width="${formatNumber(commonWidth(strokes))}" stroke-linecap="round" stroke-linejoin="round">`
  );
}

/** Each path's own attributes, colour and width where they differ from the group's, with a leading space; (S). */
export function strokeAttributes(strokes: Strokes, style: DrawingStyle): string[] {
  const colors = inkColors(strokes, style);
  const [ink, width] = [commonInk(colors), formatNumber(commonWidth(strokes))];
  return colors.map((color, s) => {
    const own = formatNumber(strokes.widths[s]);
    return (
      (color === ink ? '' : ` ${paintAttributes('stroke', color, ink[3] < 1)}`) +
      (own === width ? '' : ` stroke-width="${own}"`)
    );
  });
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

function paintAttributes(paint: 'fill' | 'stroke', [r, g, b, alpha]: Rgba, always = false): string {
  const opacity = alpha < 1 || always ? ` ${paint}-opacity="${Number(alpha.toFixed(3))}"` : '';
  return `${paint}="${hexColor([r, g, b, 1])}"${opacity}`;
}
