/** A sketch as JSON for programs; docs/formats.md has the schema. */
import { ClipassoError } from '../errors.ts';
import { POINT_STRIDE, type Sketch, strokeCount } from './stroke.ts';
import type { SketchFile } from './svg-reader.ts';

const FORMAT = 'clipasso-strokes';
const VERSION = 1;

/** One line per stroke, full precision, ending with a newline. */
export function writeStrokesJson(sketch: Sketch, metadata?: object): string {
  const { points, widths } = sketch.strokes;
  const strokes = Array.from({ length: strokeCount(sketch.strokes) }, (_, s) => {
    const flat = points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE);
    const pairs = [0, 2, 4, 6].map((i) => [flat[i], flat[i + 1]]);
    return `    ${JSON.stringify({ width: widths[s], points: pairs })}`;
  });
  return `{
  "format": "${FORMAT}",
  "version": ${VERSION},
  "width": ${sketch.width},
  "height": ${sketch.height},
  "metadata": ${JSON.stringify(metadata ?? null)},
  "strokes": [
${strokes.join(',\n')}
  ]
}
`;
}

/** @throws ClipassoError 'input' naming the first thing that does not follow the schema. */
export function readStrokesJson(text: string): SketchFile {
  const file = parse(text);
  if (file.format !== FORMAT || file.version !== VERSION) {
    throw wrong(`"format" and "version" must be "${FORMAT}" and ${VERSION}`);
  }
  const { width, height, metadata } = file;
  if (!isPositive(width) || !isPositive(height)) throw wrong('"width" and "height" must be positive numbers');
  if (!Array.isArray(file.strokes) || file.strokes.length === 0)
    throw wrong('"strokes" must be a list with a stroke');
  const points: number[] = [];
  const widths: number[] = [];
  file.strokes.forEach((stroke: unknown, s) => {
    const own = isObject(stroke) ? stroke : {};
    const flat = Array.isArray(own.points) && own.points.length === 4 ? own.points.flat() : [];
    if (flat.length !== POINT_STRIDE || !flat.every(Number.isFinite)) {
      throw wrong(`"points" of stroke ${s + 1} must be four pairs of numbers`);
    }
    if (!isPositive(own.width)) throw wrong(`"width" of stroke ${s + 1} must be a positive number`);
    points.push(...flat);
    widths.push(own.width);
  });
  const strokes = { points: Float64Array.from(points), widths: Float64Array.from(widths) };
  return { sketch: { width, height, strokes }, metadata: isObject(metadata) ? metadata : null };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (cause) {
    throw new ClipassoError('input', `The file is not JSON: ${(cause as Error).message}`, { cause });
  }
  throw wrong('the outermost value must be an object');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && Number.isFinite(value);
}

function wrong(what: string): ClipassoError {
  return new ClipassoError('input', `Not a strokes file: ${what}`);
}
