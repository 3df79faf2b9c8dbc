/** A sketch as JSON for programs; docs/formats.md has the schema. */
import { ClipassoError } from '../errors.ts';
import { problemInJson, toJson } from '../json-problem.ts';
import { checkSketch } from './check-sketch.ts';
import { hexColor, readCssColor } from './color.ts';
import { isCoordinate, MAX_COORDINATE, MAX_STROKES, MIN_SIDE } from './limits.ts';
import { coloredStrokes, DEFAULT_INK, POINT_STRIDE, type Sketch, strokeCount } from './stroke.ts';
import type { SketchFile } from './svg-reader.ts';

const FORMAT = 'clipasso-strokes';
const VERSION = 1;

/**
 * One line per stroke, full precision, ending with a newline.
 * @throws ClipassoError 'usage' for what is no sketch, or metadata that JSON cannot hold
 */
export function writeStrokesJson(sketch: Sketch, metadata?: object): string {
  checkSketch(sketch);
  const { points, widths, colors } = sketch.strokes;
  const paper = sketch.paper === undefined ? '' : `\n  "paper": ${JSON.stringify(sketch.paper)},`;
  const strokes = Array.from({ length: strokeCount(sketch.strokes) }, (_, s) => {
    const flat = points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE);
    const pairs = [0, 2, 4, 6].map((i) => [flat[i], flat[i + 1]]);
    return `    ${JSON.stringify({ width: widths[s], color: colors?.[s], points: pairs })}`;
  });
  return `{
  "format": "${FORMAT}",
  "version": ${VERSION},
  "width": ${sketch.width},
  "height": ${sketch.height},${paper}
  "metadata": ${toJson(metadata ?? null, 'metadata')},
  "strokes": [
${strokes.join(',\n')}
  ]
}
`;
}

/** @throws ClipassoError 'input' naming the first value that violates the schema. */
export function readStrokesJson(text: string): SketchFile {
  const file = parse(text);
  if (file.format !== FORMAT || file.version !== VERSION) {
    throw wrong(`"format" and "version" must be "${FORMAT}" and ${VERSION}`);
  }
  const { width, height, metadata, paper } = file;
  if (!isSide(width) || !isSide(height)) {
    throw wrong(`"width" and "height" must be positive numbers, ${MIN_SIDE} to ${MAX_COORDINATE}`);
  }
  if (!Array.isArray(file.strokes) || file.strokes.length === 0)
    throw wrong('"strokes" must be a list with a stroke');
  if (file.strokes.length > MAX_STROKES) {
    throw wrong(`"strokes" has ${file.strokes.length} entries; at most ${MAX_STROKES} can be drawn`);
  }
  const points: number[] = [];
  const widths: number[] = [];
  const colors: string[] = [];
  file.strokes.forEach((stroke: unknown, s) => {
    const own = isObject(stroke) ? stroke : {};
    const flat = Array.isArray(own.points) && own.points.length === 4 ? own.points.flat() : [];
    if (flat.length !== POINT_STRIDE || !flat.every(isCoordinate)) {
      throw wrong(
        `"points" of stroke ${s + 1} must be four pairs of numbers, each up to ${MAX_COORDINATE} in size`,
      );
    }
    if (!isCoordinate(own.width) || own.width <= 0) {
      throw wrong(`"width" of stroke ${s + 1} must be a positive number, at most ${MAX_COORDINATE}`);
    }
    points.push(...flat);
    widths.push(own.width);
    colors.push(readColor(`"color" of stroke ${s + 1}`, own.color ?? DEFAULT_INK));
  });
  return {
    sketch: {
      width,
      height,
      strokes: coloredStrokes(points, widths, colors),
      ...(paper !== undefined && { paper: readColor('"paper"', paper) }),
    },
    metadata: isObject(metadata) ? metadata : null,
    warnings: [],
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (cause) {
    throw new ClipassoError('input', `The file is not JSON: ${problemInJson(cause as Error)}`, { cause });
  }
  throw wrong('the outermost value must be an object');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSide(value: unknown): value is number {
  return isCoordinate(value) && value >= MIN_SIDE;
}

function readColor(what: string, value: unknown): string {
  const color = typeof value === 'string' ? readCssColor(value) : null;
  if (!color) throw wrong(`${what} must be a CSS colour such as #336699`);
  return hexColor(color);
}

function wrong(what: string): ClipassoError {
  return new ClipassoError('input', `Not a strokes file: ${what}`);
}
