/** Basic shapes and paths as cubics in their own user units (SVG 2, chapters 9 and 10). */
import { ClipassoError } from '../../errors.ts';
import type { Properties } from './cascade.ts';
import { type Cubic, parsePathData } from './path-data.ts';
import { shortened } from './refuse.ts';
import type { SvgElement } from './tree.ts';
import { parseLength } from './units.ts';
import { diagonal, type Viewport } from './viewport.ts';

const SHAPES = new Set(['path', 'line', 'polyline', 'polygon', 'rect', 'circle', 'ellipse']);

export function isShape({ name }: SvgElement): boolean {
  return SHAPES.has(name);
}

/**
 * The shape's outline, one cubic a segment; empty for a shape of no size.
 * @param most segments beyond this number are not read
 * @throws ClipassoError 'input' for numbers and data that cannot be read.
 */
export function shapeCubics(
  element: SvgElement,
  properties: Properties,
  viewport: Viewport,
  most: number,
): Cubic[] {
  return parsePathData(outline(element, properties, viewport), most);
}

/** The shape as path data. */
function outline({ name, attributes }: SvgElement, properties: Properties, viewport: Viewport): string {
  const length = (key: string, percent: number) => lengthOf(properties, key, percent) ?? 0;
  const { width, height } = viewport;
  switch (name) {
    case 'path':
      return attributes.get('d') ?? '';
    case 'line': {
      const [x1, x2] = [length('x1', width), length('x2', width)];
      return `M${x1} ${length('y1', height)}L${x2} ${length('y2', height)}`;
    }
    case 'polyline':
      return pointList(attributes);
    case 'polygon':
      return `${pointList(attributes)}Z`;
    case 'rect':
      return rectangle(properties, viewport);
    case 'circle': {
      const r = length('r', diagonal(viewport));
      return ellipse(length('cx', width), length('cy', height), r, r);
    }
    default: {
      const [rx, ry] = radii(properties, viewport);
      return ellipse(length('cx', width), length('cy', height), rx, ry);
    }
  }
}

/** The length `name`; null if it is absent or `auto`. @throws ClipassoError 'input' for an invalid length. */
export function lengthOf(properties: Properties, name: string, percent: number): number | null {
  const text = properties.get(name);
  if (text === undefined || text.trim() === 'auto') return null;
  const length = parseLength(text, percent);
  if (length === null) throw new ClipassoError('input', `${name} '${shortened(text)}' is no length`);
  return length;
}

function pointList(attributes: ReadonlyMap<string, string>): string {
  const points = attributes.get('points') ?? '';
  if (!/^[\s,\d.e+-]*$/i.test(points)) {
    throw new ClipassoError('input', `points '${shortened(points)}' are not pairs of numbers`);
  }
  return points.trim() === '' ? '' : `M${points}`;
}

/** rx and ry; a missing one equals the other. */
function radii(properties: Properties, { width, height }: Viewport): [number, number] {
  const [rx, ry] = [lengthOf(properties, 'rx', width), lengthOf(properties, 'ry', height)];
  return [rx ?? ry ?? 0, ry ?? rx ?? 0];
}

function rectangle(properties: Properties, viewport: Viewport): string {
  const [x, y] = [
    lengthOf(properties, 'x', viewport.width) ?? 0,
    lengthOf(properties, 'y', viewport.height) ?? 0,
  ];
  const w = lengthOf(properties, 'width', viewport.width) ?? 0;
  const h = lengthOf(properties, 'height', viewport.height) ?? 0;
  if (w <= 0 || h <= 0) return '';
  const [wantedX, wantedY] = radii(properties, viewport);
  const [rx, ry] = [Math.min(wantedX, w / 2), Math.min(wantedY, h / 2)];
  if (rx <= 0 || ry <= 0) return `M${x} ${y}H${x + w}V${y + h}H${x}Z`;
  const corner = (toX: number, toY: number) => `A${rx} ${ry} 0 0 1 ${toX} ${toY}`;
  const [left, right, top, bottom] = [x + rx, x + w - rx, y + ry, y + h - ry];
  // sides of no length would be dots
  const across = (to: number) => (w > 2 * rx ? `H${to}` : '');
  const down = (to: number) => (h > 2 * ry ? `V${to}` : '');
  return (
    `M${left} ${y}${across(right)}${corner(x + w, top)}${down(bottom)}${corner(right, y + h)}` +
    `${across(left)}${corner(x, bottom)}${down(top)}${corner(left, y)}`
  );
}

/** Four quarters, clockwise from the right. */
function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  if (rx <= 0 || ry <= 0) return '';
  const quarter = (x: number, y: number) => `A${rx} ${ry} 0 0 1 ${x} ${y}`;
  return `M${cx + rx} ${cy}${quarter(cx, cy + ry)}${quarter(cx - rx, cy)}${quarter(cx, cy - ry)}${quarter(cx + rx, cy)}`;
}
