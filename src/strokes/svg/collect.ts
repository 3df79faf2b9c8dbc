/** Collects the visible parts of shapes as strokes on the page. */
import { hexColor, type Rgba } from '../color.ts';
import { isCoordinate, MAX_COORDINATE, MAX_STROKES } from '../limits.ts';
import { type Affine, affineScale, applyAffine } from './affine.ts';
import type { Properties } from './cascade.ts';
import { LEFT_OUT, NOT_APPLIED, type Notes } from './notes.ts';
import { type Look, seen } from './paint.ts';
import type { Cubic } from './path-data.ts';
import { readIn, refuse } from './refuse.ts';
import { shapeCubics } from './shapes.ts';
import type { SvgElement } from './tree.ts';
import type { ViewBox, Viewport } from './viewport.ts';

/** State that elements inherit. */
export interface State {
  /** From user units to the page. */
  readonly transform: Affine;
  readonly look: Look;
  readonly viewport: Viewport;
}

export interface Collected {
  /** Flat control points, 8 a stroke. */
  readonly points: readonly number[];
  readonly widths: readonly number[];
  /** `#rrggbb` or `#rrggbbaa`. */
  readonly colors: readonly string[];
  /** Colour of a shape that covers the page below the drawing. */
  readonly paper: string | undefined;
}

export interface Collector {
  /** @throws ClipassoError 'input' naming the place of an unreadable or out-of-range value. */
  readonly add: (element: SvgElement, properties: Properties, state: State) => void;
  readonly collected: () => Collected;
}

/** Largest gap between a background and the page's border, as a fraction of the side. */
const PAPER_TOLERANCE = 0.005;

/** @param page in page units, null if it is unknown; @param pixel page units per CSS pixel on the screen */
export function createCollector(page: ViewBox | null, pixel: number, notes: Notes): Collector {
  const points: number[] = [];
  const widths: number[] = [];
  const colors: string[] = [];
  let paper: string | undefined;
  let painted = false;

  const addStrokes = (
    element: SvgElement,
    cubics: readonly Cubic[],
    width: number,
    color: Rgba,
    at: Affine,
  ) => {
    const name = hexColor(color);
    for (const cubic of cubics) {
      const placed = applyAffine(at, cubic);
      if (![...placed, width].every(isCoordinate))
        throw refuse(element, `reaches beyond ${MAX_COORDINATE}, which cannot be drawn`);
      points.push(...placed);
      widths.push(width);
      colors.push(name);
    }
  };

  return {
    add(element, properties, { transform, look, viewport }) {
      if (!look.visible) return;
      const fill = seen(look.fill, look.fillOpacity * look.opacity);
      const stroke = seen(look.stroke, look.strokeOpacity * look.opacity);
      const width =
        properties.get('vector-effect') === 'non-scaling-stroke'
          ? look.width * pixel
          : look.width * affineScale(transform);
      const stroked = stroke !== null && width > 0;
      if (!fill && !stroked) return;
      const room = MAX_STROKES - widths.length;
      const cubics = readIn(element, () => shapeCubics(element, properties, viewport, room + 1));
      if (cubics.length === 0) return;
      if (fill && enclosesArea(cubics)) {
        const isPaper = !painted && page !== null && covers(cubics, transform, page);
        if (isPaper) paper = hexColor(fill);
        else if (stroked) notes.add(NOT_APPLIED, 'fill');
        else notes.add(LEFT_OUT, 'filled shape without a stroke');
      }
      if (!stroked) return;
      if (cubics.length > room) throw refuse(element, `more than ${MAX_STROKES} strokes; is it a sketch?`);
      painted = true;
      if (!look.stroke.exact) notes.add(NOT_APPLIED, 'gradient or pattern of a stroke');
      addStrokes(element, cubics, width, stroke, transform);
    },
    collected: () => ({ points, widths, colors, paper }),
  };
}

/** Whether a fill of the outline is visible: it is more than a straight line. */
function enclosesArea(cubics: readonly Cubic[]): boolean {
  const [x, y] = cubics[0];
  const points = cubics.flatMap((c) => [2, 4, 6].map((i) => [c[i] - x, c[i + 1] - y]));
  const [dx, dy] = points.find(([px, py]) => px !== 0 || py !== 0) ?? [0, 0];
  return points.some(([px, py]) => Math.abs(px * dy - py * dx) > 1e-9 * (dx * dx + dy * dy));
}

/** Whether the outline's corners enclose the page: right for rectangles, which backgrounds are. */
function covers(cubics: readonly Cubic[], transform: Affine, page: ViewBox): boolean {
  if (cubics.length !== 4) return false;
  const corners = cubics.map((cubic) => applyAffine(transform, cubic.slice(0, 2)));
  const [x, y] = [corners.map((corner) => corner[0]), corners.map((corner) => corner[1])];
  const [slackX, slackY] = [PAPER_TOLERANCE * page.width, PAPER_TOLERANCE * page.height];
  return (
    Math.min(...x) <= page.x + slackX &&
    Math.min(...y) <= page.y + slackY &&
    Math.max(...x) >= page.x + page.width - slackX &&
    Math.max(...y) >= page.y + page.height - slackY
  );
}
