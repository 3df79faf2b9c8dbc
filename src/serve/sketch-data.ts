/** Conversion between `Sketch` and the JSON of requests and responses. */
import { ClipassoError } from '../errors.ts';
import type { Sketch } from '../result.ts';
import { readStrokesJson } from '../strokes/json.ts';
import { POINT_STRIDE, strokeCount, uniformStrokes } from '../strokes/stroke.ts';
import { Refusal } from './problems.ts';
import type { SketchData } from './protocol.ts';

/** @param digits decimals that are kept; all if absent */
export function toSketchData({ width, height, strokes }: Sketch, digits?: number): SketchData {
  const scale = 10 ** (digits ?? 0);
  const short = (value: number) => (digits === undefined ? value : Math.round(value * scale) / scale);
  const { points, widths, colors } = strokes;
  return {
    width,
    height,
    strokes: Array.from({ length: strokeCount(strokes) }, (_, s) => ({
      points: Array.from(points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE), short),
      width: short(widths[s]),
      ...(colors && { color: colors[s] }),
    })),
  };
}

const DOT = { width: 1, points: [0, 0, 0, 0, 0, 0, 0, 0] };

/** Parses untrusted JSON; a drawing without strokes is valid. @throws Refusal 'usage' in one line */
export function fromSketchData(value: unknown): Sketch {
  const { width, height, strokes } = (value ?? {}) as Partial<SketchData>;
  if (!Array.isArray(strokes)) throw new Refusal('usage', 'A drawing needs a list of strokes');
  const given: unknown[] = strokes.length === 0 ? [DOT] : strokes;
  const file = { format: 'clipasso-strokes', version: 1, width, height, strokes: given.map(inPairs) };
  try {
    const { sketch } = readStrokesJson(JSON.stringify(file));
    return strokes.length === 0 ? { ...sketch, strokes: uniformStrokes([], 1) } : sketch;
  } catch (error) {
    if (error instanceof ClipassoError) throw new Refusal('usage', error.message);
    throw error;
  }
}

/** The format of strokes files. */
function inPairs(stroke: unknown): object {
  const { points, width, color } = (stroke ?? {}) as Record<string, unknown>;
  const flat = Array.isArray(points) && points.length === POINT_STRIDE ? points : [];
  const pairs = [0, 2, 4, 6].map((i) => [flat[i], flat[i + 1]]);
  return { width, points: pairs, ...(color !== undefined && { color }) };
}
