/**
 * Sketches from SVG files: our own, and simple ones made elsewhere. Stroked paths, lines and polylines are read, with the
 * transforms and stroke widths of their groups; a path of several segments becomes several strokes.
 */
import { ClipassoError } from '../errors.ts';
import { type Affine, affineScale, applyAffine, IDENTITY, multiplyAffine, parseTransform } from './affine.ts';
import { parsePathData } from './path-data.ts';
import type { Sketch } from './stroke.ts';
import { readXml, type XmlTag } from './xml.ts';

export interface SketchFile {
  readonly sketch: Sketch;
  /** The JSON object stored with the sketch; null when there is none. */
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

/** What elements inherit. */
interface Inherited {
  readonly transform: Affine;
  readonly stroke: string;
  readonly width: number;
  readonly hidden: boolean;
}

/** Elements whose content is not drawn where it stands. */
const NOT_DRAWN = new Set(['defs', 'symbol', 'clipPath', 'mask', 'pattern', 'marker', 'metadata', 'title']);

/** @throws ClipassoError 'input' if the text is not SVG, has no size, or has no stroke. */
export function readSvg(text: string): SketchFile {
  const points: number[] = [];
  const widths: number[] = [];
  const stack: Inherited[] = [{ transform: IDENTITY, stroke: 'none', width: 1, hidden: false }];
  const names: string[] = [];
  let size: { width: number; height: number } | null = null;
  let metadataText = '';

  readXml(text, {
    open(tag) {
      let inherited = inherit(stack.at(-1)!, tag);
      if (names.length === 0) {
        if (tag.name !== 'svg')
          throw new ClipassoError('input', `<${tag.name}> is not the start of an SVG file`);
        const page = pageOf(tag);
        size = page;
        inherited = {
          ...inherited,
          transform: multiplyAffine([1, 0, 0, 1, -page.x, -page.y], inherited.transform),
        };
      }
      names.push(tag.name);
      stack.push(inherited);
      if (inherited.hidden || inherited.stroke === 'none') return;
      for (const cubic of parsePathData(outlineOf(tag))) {
        points.push(...applyAffine(inherited.transform, cubic));
        widths.push(inherited.width * affineScale(inherited.transform));
      }
    },
    close() {
      names.pop();
      stack.pop();
    },
    text(content) {
      if (names.at(-1) === 'metadata') metadataText += content;
    },
  });
  if (!size) throw new ClipassoError('input', 'There is no <svg> in the file');
  if (widths.length === 0)
    throw new ClipassoError('input', 'The SVG has no stroked path, so there is nothing to draw');
  const { width, height } = size;
  const strokes = { points: Float64Array.from(points), widths: Float64Array.from(widths) };
  return { sketch: { width, height, strokes }, metadata: parseMetadata(metadataText) };
}

function inherit(parent: Inherited, tag: XmlTag): Inherited {
  const style = Object.fromEntries(
    (tag.attributes.style ?? '').split(';').map((part) => part.split(':').map((side) => side.trim())),
  );
  const property = (name: string): string | undefined => style[name] ?? tag.attributes[name];
  const width = Number.parseFloat(property('stroke-width') ?? '');
  return {
    transform: multiplyAffine(parent.transform, parseTransform(tag.attributes.transform ?? '')),
    stroke: property('stroke') ?? parent.stroke,
    width: Number.isFinite(width) ? width : parent.width,
    hidden: parent.hidden || NOT_DRAWN.has(tag.name) || property('display') === 'none',
  };
}

/** Path data of the elements that are lines. */
function outlineOf({ name, attributes }: XmlTag): string {
  switch (name) {
    case 'path':
      return attributes.d ?? '';
    case 'line':
      return `M${attributes.x1 ?? 0} ${attributes.y1 ?? 0}L${attributes.x2 ?? 0} ${attributes.y2 ?? 0}`;
    case 'polyline':
      return `M${attributes.points ?? ''}`;
    case 'polygon':
      return `M${attributes.points ?? ''}Z`;
    default:
      return '';
  }
}

function pageOf({ attributes }: XmlTag): { x: number; y: number; width: number; height: number } {
  const box = (attributes.viewBox ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  const [x, y, width, height] =
    box.length === 4
      ? box
      : [0, 0, Number.parseFloat(attributes.width), Number.parseFloat(attributes.height)];
  if (!(width > 0 && height > 0 && Number.isFinite(x + y + width + height))) {
    throw new ClipassoError(
      'input',
      'The SVG has no viewBox and no width and height, so its size is unknown',
    );
  }
  return { x, y, width, height };
}

function parseMetadata(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null; // foreign files keep RDF there
  }
}
