/** A whole result as JSON and back: what `JSON.stringify` alone makes of typed arrays cannot be read again. */
import { ClipassoError, checkObject } from './errors.ts';
import { toJson } from './json-problem.ts';
import type { SketchResult } from './result.ts';
import { readStrokesJson, writeStrokesJson } from './strokes/json.ts';

const FORMAT = 'clipasso-result';
const VERSION = 1;

/** The result as JSON, all digits kept; `sketch` in it is a strokes file as docs/formats.md describes it. @throws ClipassoError 'usage' for what is no result */
export function writeResultJson(result: SketchResult): string {
  const { sketch, ...rest } = checkObject(result, 'the result');
  const file = { format: FORMAT, version: VERSION, ...rest, sketch: JSON.parse(writeStrokesJson(sketch)) };
  return `${toJson(file, 'the result', 2)}\n`;
}

/** What writeResultJson was given. @throws ClipassoError 'input' when the text is no such file. */
export function readResultJson(text: string): SketchResult {
  const { format, version, sketch, ...rest } = parse(text);
  if (format !== FORMAT || version !== VERSION)
    throw new ClipassoError(
      'input',
      `Not a result: "format" and "version" must be "${FORMAT}" and ${VERSION}`,
    );
  const missing = ['seed', 'loss', 'seeds', 'options', 'teacher', 'engine', 'timings', 'warnings'].find(
    (name) => !(name in rest),
  );
  if (missing) throw new ClipassoError('input', `Not a result: it has no "${missing}"`);
  const { sketch: drawing } = readStrokesJson(JSON.stringify(sketch ?? null));
  // files of before 0.2 have neither
  return { features: [], scene: false, ...rest, sketch: drawing } as unknown as SketchResult;
}

function parse(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ClipassoError('input', `The result is not JSON: ${(cause as Error).message}`, { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new ClipassoError('input', 'Not a result: the outermost value must be an object');
}
