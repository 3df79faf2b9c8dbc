/** Pages and viewports: `width`, `height`, `viewBox` and `preserveAspectRatio` (SVG 2, chapter 8). */
import { MAX_COORDINATE, MIN_SIDE } from '../limits.ts';
import type { Affine } from './affine.ts';
import type { Properties } from './cascade.ts';
import { readIn, refuse, shortened } from './refuse.ts';
import type { SvgElement } from './tree.ts';
import { parseLength } from './units.ts';

/** What percentages refer to, in user units. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export interface ViewBox extends Viewport {
  readonly x: number;
  readonly y: number;
}

export interface Page {
  /** Null if the file does not give a size. */
  readonly box: ViewBox | null;
  /** User units per CSS pixel on the screen. */
  readonly pixel: number;
}

/** Browsers' default size of an SVG without one. */
export const DEFAULT_VIEWPORT: Viewport = { width: 300, height: 150 };

/** The page of the root element. @throws ClipassoError 'input' for invalid sizes. */
export function pageOf(root: SvgElement, properties: Properties): Page {
  const side = (name: 'width' | 'height'): number | null => {
    const text = properties.get(name);
    const length = text === undefined ? null : readIn(root, () => parseLength(text));
    if (length !== null && length <= 0)
      throw refuse(root, `${name} '${shortened(text!)}' leaves nothing to draw on`);
    return length;
  };
  const [width, height] = [side('width'), side('height')];
  const viewBox = viewBoxOf(root);
  const box = viewBox ?? (width !== null && height !== null ? { x: 0, y: 0, width, height } : null);
  if (box && !(isSide(box.width) && isSide(box.height))) {
    throw refuse(
      root,
      `the page is ${box.width} x ${box.height}; sides must be ${MIN_SIDE} to ${MAX_COORDINATE}`,
    );
  }
  const pixels = [viewBox && width && viewBox.width / width, viewBox && height && viewBox.height / height];
  return { box, pixel: Math.max(...pixels.map((units) => units ?? 0)) || 1 };
}

/** @throws ClipassoError 'input' for an invalid viewBox. */
export function viewBoxOf(element: SvgElement): ViewBox | null {
  const text = element.attributes.get('viewBox');
  if (text === undefined) return null;
  const numbers = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  const [x, y, width, height] = numbers;
  if (numbers.length !== 4 || !numbers.every(Number.isFinite) || width <= 0 || height <= 0) {
    throw refuse(
      element,
      `viewBox '${shortened(text)}' must be four numbers with a positive width and height`,
    );
  }
  return { x, y, width, height };
}

/** From the units of `viewBox` to those around a viewport whose top left corner is (x, y). */
export function viewBoxTransform(
  element: SvgElement,
  viewBox: ViewBox,
  { x, y, width, height }: ViewBox,
): Affine {
  const [align = 'xMidYMid', fit = 'meet'] = (element.attributes.get('preserveAspectRatio') ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const [sx, sy] = [width / viewBox.width, height / viewBox.height];
  if (align === 'none') return [sx, 0, 0, sy, x - sx * viewBox.x, y - sy * viewBox.y];
  const scale = fit === 'slice' ? Math.max(sx, sy) : Math.min(sx, sy);
  const part = (name: string) => (align.includes(`${name}Min`) ? 0 : align.includes(`${name}Max`) ? 1 : 0.5);
  return [
    scale,
    0,
    0,
    scale,
    x + part('x') * (width - scale * viewBox.width) - scale * viewBox.x,
    y + part('Y') * (height - scale * viewBox.height) - scale * viewBox.y,
  ];
}

/** Reference length of percentages that are of neither width nor height. */
export function diagonal({ width, height }: Viewport): number {
  return Math.hypot(width, height) / Math.SQRT2;
}

function isSide(length: number): boolean {
  return length >= MIN_SIDE && length <= MAX_COORDINATE;
}
