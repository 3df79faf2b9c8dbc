/** Colours, opacity and width of lines, and their inheritance (SVG 2, chapter 13). */
import { type Rgba, readCssColor } from '../color.ts';
import type { Properties } from './cascade.ts';
import { NOT_APPLIED, type Notes } from './notes.ts';
import { parseLength } from './units.ts';

/** Null for `none`; `exact` is false for a gradient or pattern, which is replaced by black. */
export interface Paint {
  readonly color: Rgba | null;
  readonly exact: boolean;
}

export interface Look {
  readonly stroke: Paint;
  readonly fill: Paint;
  readonly strokeOpacity: number;
  readonly fillOpacity: number;
  /** Product of the opacities of the element and its ancestors. */
  readonly opacity: number;
  /** In user units. */
  readonly width: number;
  /** Value of `currentColor`. */
  readonly color: Rgba;
  readonly visible: boolean;
}

const BLACK: Rgba = [0, 0, 0, 1];

export const INITIAL_LOOK: Look = {
  stroke: { color: null, exact: true },
  fill: { color: BLACK, exact: true },
  strokeOpacity: 1,
  fillOpacity: 1,
  opacity: 1,
  width: 1,
  color: BLACK,
  visible: true,
};

export type ReadColor = (value: string) => Rgba | null;

/** Cache of parsed colours. */
export function createColorReader(): ReadColor {
  const known = new Map<string, Rgba | null>();
  return (value) => {
    const color = known.has(value) ? known.get(value)! : readCssColor(value);
    known.set(value, color);
    return color;
  };
}

/**
 * The paint of an element with these properties inside one with the paint `parent`; invalid values are ignored, as in CSS.
 * @param percent what 100 % of a stroke's width is
 * @throws ClipassoError 'input' for a width that is not finite.
 */
export function inheritLook(
  parent: Look,
  properties: Properties,
  percent: number,
  read: ReadColor,
  notes: Notes,
): Look {
  const color = read(properties.get('color') ?? '') ?? parent.color;
  const paint = (name: string, inherited: Paint) => readPaint(properties.get(name), inherited, color, read);
  const visibility = properties.get('visibility');
  return {
    stroke: paint('stroke', parent.stroke),
    fill: paint('fill', parent.fill),
    strokeOpacity: readOpacity(properties.get('stroke-opacity')) ?? parent.strokeOpacity,
    fillOpacity: readOpacity(properties.get('fill-opacity')) ?? parent.fillOpacity,
    opacity: parent.opacity * (readOpacity(properties.get('opacity')) ?? 1),
    width: readWidth(properties.get('stroke-width'), percent, notes) ?? parent.width,
    color,
    visible:
      visibility === 'hidden' || visibility === 'collapse'
        ? false
        : visibility === 'visible' || parent.visible,
  };
}

/** The visible colour; null if it is invisible. */
export function seen({ color }: Paint, opacity: number): Rgba | null {
  if (!color || color[3] * opacity <= 0) return null;
  return [color[0], color[1], color[2], color[3] * opacity];
}

function readPaint(value: string | undefined, inherited: Paint, current: Rgba, read: ReadColor): Paint {
  const text = value?.trim();
  if (text === undefined || text === 'inherit') return inherited;
  if (text === 'none') return { color: null, exact: true };
  if (/^currentcolor$/i.test(text)) return { color: current, exact: true };
  if (text.startsWith('url(')) {
    const fallback = text.slice(text.lastIndexOf(')') + 1).trim();
    return { color: read(fallback) ?? BLACK, exact: false };
  }
  if (text.startsWith('context-')) return { color: BLACK, exact: false };
  const color = read(text);
  return color ? { color, exact: true } : inherited;
}

function readOpacity(text: string | undefined): number | null {
  const match = /^\s*(-?[\d.]{1,20}(?:e-?\d{1,3})?)(%?)\s*$/i.exec(text ?? '');
  const value = match ? Number(match[1]) / (match[2] ? 100 : 1) : Number.NaN;
  return Number.isNaN(value) ? null : Math.min(1, Math.max(0, value));
}

function readWidth(text: string | undefined, percent: number, notes: Notes): number | null {
  if (text === undefined || text.trim() === 'inherit') return null;
  const width = parseLength(text, percent);
  if (width === null || width < 0) {
    notes.add(NOT_APPLIED, 'unreadable stroke-width');
    return null;
  }
  return width;
}
