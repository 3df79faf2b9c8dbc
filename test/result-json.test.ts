import { describe, expect, it } from 'vitest';
import { resolveSketchOptions } from '../src/options.ts';
import type { SketchResult } from '../src/result.ts';
import { readResultJson, writeResultJson } from '../src/result-json.ts';

const result: SketchResult = {
  sketch: {
    width: 224.125,
    height: 200,
    strokes: {
      points: Float64Array.from({ length: 16 }, (_, i) => Math.sin(i + 1) * 100),
      widths: Float64Array.of(3, 1 / 3),
    },
  },
  seed: 1,
  loss: 1.234567890123,
  seeds: [{ seed: 1, startLoss: 2, bestLoss: 1.234567890123, terms: { gaps: 0.1 }, iterations: 4 }],
  curve: [{ strokes: 2, loss: 1.5, score: 0.8 }],
  features: [{ kind: 'eye', x: 10.5, y: 20, likelihood: 0.9 }],
  scene: false,
  options: resolveSketchOptions({ strokes: 2 }),
  teacher: 'dinov2-small',
  engine: 'onnx',
  timings: { load: 0.1 },
  warnings: ['few edges'],
  aborted: false,
};

describe('a result as JSON', () => {
  it('comes back as it was, typed arrays and all digits too', () => {
    const back = readResultJson(writeResultJson(result));
    expect(back).toEqual(result);
    expect(back.sketch.strokes.points).toBeInstanceOf(Float64Array);
  });

  it('of an older version has no features', () => {
    const { features: _, ...older } = JSON.parse(writeResultJson(result));
    expect(readResultJson(JSON.stringify(older))).toEqual({ ...result, features: [] });
  });

  it.each([
    ['{', /not JSON/],
    ['[]', /outermost value must be an object/],
    ['{}', /"format" and "version"/],
    [JSON.stringify({ format: 'clipasso-result', version: 1 }), /it has no "seed"/],
    [writeResultJson(result).replace('"sketch"', '"drawing"'), /outermost value|strokes file/],
  ])('%# is refused in one line', (text, message) => {
    expect(() => readResultJson(text)).toThrow(message);
  });
});
