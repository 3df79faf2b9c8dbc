/** Placing a drawing on a sheet of paper, in millimetres from the top left corner, y down. */
import { invalidOption } from '../../errors.ts';
import { type Bounds, curveBounds } from '../../strokes/bounds.ts';
import { placeStrokes } from '../../strokes/layout.ts';
import { type Sketch, type Strokes, strokeCount } from '../../strokes/stroke.ts';
import { commonWidth } from '../../strokes/style.ts';
import type { GcodeOptions } from './gcode.ts';

export interface PlotterPage {
  /**
   * `a0` to `a6`, `letter`, `legal` or `tabloid`, in the drawing's orientation, or with `-portrait` or `-landscape`; or width x
   * height in millimetres such as `300x200`.
   */
  readonly paper: string;
  /** Free border in millimetres; no ink lies in it. */
  readonly margin: number;
  /** Where the drawing lies within the margins: `center`, `top`, `left`, `bottom-right`... @default 'center' */
  readonly align?: string | undefined;
  /** Width of the pen in millimetres, 0.05 to 20. @default as thick as the drawing's lines, at most 3 */
  readonly penWidth?: number | undefined;
  /** For `.gcode`. */
  readonly gcode?: GcodeOptions | undefined;
}

/** The default page of formats that are only for plotters. */
export const DEFAULT_PAGE: PlotterPage = { paper: 'a4', margin: 15 };

/** A drawing on its page. */
export interface PlacedDrawing {
  /** Size of the page in millimetres. */
  readonly width: number;
  readonly height: number;
  /** In millimetres. */
  readonly penWidth: number;
  /** In millimetres on the page; their widths do not matter, the pen has its own. */
  readonly strokes: Strokes;
}

type Size = readonly [number, number];

/** Sizes in portrait orientation. */
const PAPERS: ReadonlyMap<string, Size> = new Map([
  ['a0', [841, 1189]],
  ['a1', [594, 841]],
  ['a2', [420, 594]],
  ['a3', [297, 420]],
  ['a4', [210, 297]],
  ['a5', [148, 210]],
  ['a6', [105, 148]],
  ['letter', [215.9, 279.4]],
  ['legal', [215.9, 355.6]],
  ['tabloid', [279.4, 431.8]],
]);
/** Longest side in millimetres. */
const MAX_SIDE = 10_000;
/** Thickest pen of a page without a pen width, in millimetres: a marker. */
const MAX_PEN = 3;
/** Fraction of the free room that lies left of the drawing, and above it. */
const ALIGNMENTS: ReadonlyMap<string, Size> = new Map([
  ['center', [0.5, 0.5]],
  ['top', [0.5, 0]],
  ['bottom', [0.5, 1]],
  ['left', [0, 0.5]],
  ['right', [1, 0.5]],
  ['top-left', [0, 0]],
  ['top-right', [1, 0]],
  ['bottom-left', [0, 1]],
  ['bottom-right', [1, 1]],
]);

/**
 * The drawing as large as its ink fits within the margins.
 * @throws ClipassoError 'usage' for an invalid paper, margin, alignment or pen width.
 */
export function placeOnPage(sketch: Sketch, page: PlotterPage): PlacedDrawing {
  const { margin, penWidth: pen } = page;
  if (pen !== undefined && !(pen >= 0.05 && pen <= 20))
    throw invalidOption('pen-width', 'millimetres from 0.05 to 20', pen);
  const line = commonWidth(sketch.strokes);
  const box = strokeCount(sketch.strokes) > 0 ? curveBounds(sketch.strokes) : wholeCanvas(sketch);
  const extent: Size = [box.right - box.left, box.bottom - box.top];
  const [width, height] = paperSize(page.paper, extent[0] > extent[1]);
  const room: Size = [width - 2 * margin, height - 2 * margin];
  if (!(margin >= 0 && Math.min(...room) > (pen ?? 0))) {
    throw invalidOption('margin', `millimetres that leave room on ${width} x ${height} mm`, margin);
  }
  const grown = Math.min(room[0] / (extent[0] + line), room[1] / (extent[1] + line));
  const penWidth = pen ?? Math.min(MAX_PEN, line * grown, Math.min(...room) / 2);
  const scale = fittingScale(extent, [room[0] - penWidth, room[1] - penWidth]);
  const aligned = ALIGNMENTS.get(page.align ?? 'center');
  if (!aligned) throw invalidOption('align', [...ALIGNMENTS.keys()].join(', '), page.align);
  const free = (axis: 0 | 1) => room[axis] - penWidth - extent[axis] * scale;
  return {
    width,
    height,
    penWidth,
    strokes: placeStrokes(
      sketch.strokes,
      scale,
      margin + penWidth / 2 + aligned[0] * free(0) - box.left * scale,
      margin + penWidth / 2 + aligned[1] * free(1) - box.top * scale,
    ),
  };
}

/** Scale by which the extent fits the room; 1 for a single dot. */
function fittingScale(extent: Size, room: Size): number {
  const scale = Math.min(
    ...[0, 1].filter((axis) => extent[axis] > 0).map((axis) => room[axis] / extent[axis]),
  );
  return Number.isFinite(scale) ? scale : 1;
}

function wholeCanvas({ width, height }: Sketch): Bounds {
  return { left: 0, top: 0, right: width, bottom: height };
}

/** Width and height of the sheet; a name without an orientation takes the drawing's. */
function paperSize(paper: string, isWide: boolean): Size {
  const [, name, orientation] = /^([a-z]+\d?)(?:-(portrait|landscape))?$/i.exec(paper) ?? [];
  const named = PAPERS.get(name?.toLowerCase() ?? '');
  if (named) {
    const landscape = orientation === undefined ? isWide : orientation.toLowerCase() === 'landscape';
    return landscape ? [named[1], named[0]] : named;
  }
  const numbers = /^(\d{1,9}(?:\.\d{1,9})?)x(\d{1,9}(?:\.\d{1,9})?)(?:mm)?$/i.exec(paper);
  const [width, height] = numbers ? [Number(numbers[1]), Number(numbers[2])] : [0, 0];
  if (!(width > 0 && height > 0 && Math.max(width, height) <= MAX_SIDE)) {
    const known = [...PAPERS.keys()].join(', ');
    throw invalidOption(
      'plotter',
      `${known}, each also with -portrait or -landscape, or millimetres such as 300x200`,
      paper,
    );
  }
  return [width, height];
}
