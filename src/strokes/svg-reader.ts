/**
 * Sketches from SVG files: our own, and those of other programs. Shapes with a visible stroke are read; a path of several segments becomes
 * several strokes; what is left out is reported. docs/formats.md says what is read.
 */
import { ClipassoError, invalidOption } from '../errors.ts';
import { inkBounds } from './bounds.ts';
import { hexColor } from './color.ts';
import { placeStrokes } from './layout.ts';
import { coloredStrokes, type Sketch, type Strokes } from './stroke.ts';
import { cascade, type Properties } from './svg/cascade.ts';
import { createCollector } from './svg/collect.ts';
import { createNotes } from './svg/notes.ts';
import { createColorReader, INITIAL_LOOK } from './svg/paint.ts';
import { elementsOf, readSvgTree, type SvgElement } from './svg/tree.ts';
import { DEFAULT_VIEWPORT, pageOf, type Viewport } from './svg/viewport.ts';
import { visitShapes } from './svg/visit.ts';

export interface SketchFile {
  readonly sketch: Sketch;
  /** The JSON object stored with the sketch; null when there is none. */
  readonly metadata: Readonly<Record<string, unknown>> | null;
  /** Parts of the file that were left out or not applied, one line each. */
  readonly warnings: readonly string[];
}

/** Pages with a shorter longer side, in user units, are enlarged, since files are written with two decimals. */
const SMALL_PAGE = 10;
/** Longer side of an enlarged page. */
const ENLARGED = 224;

/**
 * The strokes of an SVG, in the units of its viewBox; without a size the page is as large as the ink.
 * @throws ClipassoError 'usage' for what is no text, 'input' if it is not SVG, exceeds the limits, has no stroke, or has numbers that are not finite; the
 * message names the line.
 */
export function readSvg(text: string): SketchFile {
  if (typeof text !== 'string') throw invalidOption('text', 'the text of an SVG', text);
  const root = readSvgTree(text);
  const notes = createNotes();
  const styles = cascade(root, notes);
  const { box, pixel } = pageOf(root, styles.get(root)!);
  const scale = box ? enlargement(box) : 1;
  const [x, y] = box ? [-box.x * scale, -box.y * scale] : [0, 0];
  const page = box && { x: 0, y: 0, width: box.width * scale, height: box.height * scale };
  const collector = createCollector(page, pixel * scale, notes);
  const readColor = createColorReader();
  visitShapes(
    { root, styles, collector, readColor, notes },
    { transform: [scale, 0, 0, scale, x, y], look: INITIAL_LOOK, viewport: box ?? DEFAULT_VIEWPORT },
  );
  const { points, widths, colors, paper } = collector.collected();
  const warnings = notes.lines();
  if (widths.length === 0) {
    const why = warnings.length > 0 ? ` (${warnings.join('; ')})` : '';
    throw new ClipassoError('input', `The SVG has no visible stroke, so there is nothing to draw${why}`);
  }
  const strokes = coloredStrokes(points, widths, colors);
  const background = paper ?? backgroundOf(styles.get(root)!, readColor);
  const sketch = page ? { width: page.width, height: page.height, strokes } : fittingPage(strokes);
  return {
    sketch: background === undefined ? sketch : { ...sketch, paper: background },
    metadata: metadataOf(root),
    warnings: page ? warnings : [...warnings, 'no viewBox and no size: the page is where the lines are'],
  };
}

function enlargement({ width, height }: Viewport): number {
  const longer = Math.max(width, height);
  return longer < SMALL_PAGE ? ENLARGED / longer : 1;
}

/** A page as large as the ink. */
function fittingPage(strokes: Strokes): Sketch {
  const { left, top, right, bottom } = inkBounds(strokes);
  const scale = enlargement({ width: right - left, height: bottom - top });
  return {
    width: (right - left) * scale,
    height: (bottom - top) * scale,
    strokes: placeStrokes(strokes, scale, -left * scale, -top * scale),
  };
}

/** The CSS background of the whole file. */
function backgroundOf(
  properties: Properties,
  read: ReturnType<typeof createColorReader>,
): string | undefined {
  const color = read(properties.get('background-color') ?? properties.get('background') ?? '');
  return color && color[3] > 0 ? hexColor(color) : undefined;
}

/** The first <metadata> that is a JSON object; other programs store RDF there. */
function metadataOf(root: SvgElement): Record<string, unknown> | null {
  for (const { name, text } of elementsOf(root)) {
    if (name !== 'metadata') continue;
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return value as Record<string, unknown>;
    } catch {
      // not JSON, for example RDF
    }
  }
  return null;
}
