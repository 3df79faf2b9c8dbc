/** A drawing's style: line width, ink and paper. */
import type { ExportStyle, SketchData } from '../../protocol.ts';
import type { Drawing } from './drawing.ts';

export interface Look {
  /** Width of all lines in units of the paper; null keeps the strokes' own. */
  readonly width: number | null;
  /** `#rrggbb`; null keeps the strokes' own. */
  readonly ink: string | null;
  /** `#rrggbb`; null is each format's default: white for pictures, none for SVG. */
  readonly paper: string | null;
}

export const PLAIN_LOOK: Look = { width: null, ink: null, paper: null };

/** Thinnest and thickest line of the slider, in units of the paper. */
export const WIDTHS = { min: 0.5, max: 12, step: 0.25 } as const;

/** Named styles. */
export const PENS: readonly { readonly name: string; readonly look: Look }[] = [
  { name: 'Ink', look: PLAIN_LOOK },
  { name: 'Fine pen', look: { width: 1.25, ink: '#1b2a49', paper: '#ffffff' } },
  { name: 'Pencil', look: { width: 2, ink: '#55565a', paper: '#f7f4ec' } },
  { name: 'Brush', look: { width: 6, ink: '#111111', paper: '#fbf8f1' } },
  { name: 'Chalk', look: { width: 4, ink: '#f4f1e6', paper: '#2e4a3f' } },
  { name: 'Blueprint', look: { width: 2, ink: '#e8f1ff', paper: '#1f4b8f' } },
  { name: 'Red chalk', look: { width: 3.5, ink: '#a2432c', paper: '#f3e7d3' } },
];

export function sameLook(a: Look, b: Look): boolean {
  return a.width === b.width && a.ink === b.ink && a.paper === b.paper;
}

/** The chosen colours, as fields of an export request. */
export function exportStyle({ ink, paper }: Look): ExportStyle {
  return { ...(ink !== null && { color: ink }), ...(paper !== null && { paper }) };
}

/** The drawing in the protocol's form, with the chosen width. */
export function toSketchData({ width, height, strokes }: Drawing, look: Look = PLAIN_LOOK): SketchData {
  return {
    width,
    height,
    strokes: strokes.map((stroke) => ({
      points: stroke.points,
      width: look.width ?? stroke.width,
      ...(stroke.color !== undefined && { color: stroke.color }),
    })),
  };
}
