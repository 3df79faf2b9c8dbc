import { describe, expect, it } from 'vitest';
import { readStrokesJson, writeStrokesJson } from '../../src/strokes/json.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

const sketch = { width: 224, height: 100, strokes: uniformStrokes([0.1, 1 / 3, 2, 3, 4, 5, 6, 7], 2.5) };

describe('strokes JSON', () => {
  it('keeps every bit', () => {
    const text = writeStrokesJson(sketch, { seed: 3 });
    expect(readStrokesJson(text)).toEqual({ sketch, metadata: { seed: 3 }, warnings: [] });
    expect(text.endsWith('}\n')).toBe(true);
  });

  const change = (edit: (file: Record<string, unknown>) => void) => {
    const file = JSON.parse(writeStrokesJson(sketch));
    edit(file);
    return JSON.stringify(file);
  };
  it.each([
    ['{', 'The file is not JSON'],
    ['{"a": \u0000\u001b[31m', 'The file is not JSON: Unexpected token'],
    ['[]', 'the outermost value must be an object'],
    ['{}', '"format" and "version"'],
    [
      change((file) => {
        file.version = 2;
      }),
      '"format" and "version"',
    ],
    [
      change((file) => {
        file.width = 0;
      }),
      '"width" and "height"',
    ],
    [
      change((file) => {
        file.strokes = [];
      }),
      '"strokes" must be',
    ],
    [
      change((file) => {
        file.strokes = [{ width: 1, points: [[0, 0], [1, 1], [2, 2], [3]] }];
      }),
      '"points" of stroke 1',
    ],
    [
      change((file) => {
        file.strokes = [
          {
            width: 1,
            points: [
              [0, 0],
              [1, 1],
              [2, 2],
              [3, null],
            ],
          },
        ];
      }),
      '"points" of stroke 1',
    ],
    [
      change((file) => {
        file.strokes = [
          {
            width: -1,
            points: [
              [0, 0],
              [1, 1],
              [2, 2],
              [3, 3],
            ],
          },
        ];
      }),
      '"width" of stroke 1',
    ],
  ])('refuses %s', (text, message) => {
    expect(() => readStrokesJson(text)).toThrow(message);
  });

  it('keeps colours and paper', () => {
    const strokes = {
      points: new Float64Array(16),
      widths: Float64Array.of(1, 2),
      colors: ['#ff0000', '#00ff0080'],
    };
    const colored = { width: 9, height: 9, strokes, paper: '#fffff0' };
    expect(readStrokesJson(writeStrokesJson(colored)).sketch).toEqual(colored);
    const named = writeStrokesJson(colored).replace('#ff0000', 'red').replace('#fffff0', 'ivory');
    expect(readStrokesJson(named).sketch).toEqual(colored);
    expect(() => readStrokesJson(named.replace('"red"', '"reddish"'))).toThrow(
      '"color" of stroke 1 must be a CSS colour',
    );
  });

  it.each([
    ['numbers that are not finite', '1e999', '"points" of stroke 1'],
    ['numbers beyond all drawings', '1e7', '"points" of stroke 1'],
  ])('refuses %s', (_, number, message) => {
    expect(() => readStrokesJson(writeStrokesJson(sketch).replace('[0.1,', `[${number},`))).toThrow(message);
  });

  it('refuses more strokes than can be drawn', () => {
    const strokes = uniformStrokes(new Float64Array(8 * 4097), 1);
    expect(() => readStrokesJson(writeStrokesJson({ ...sketch, strokes }))).toThrow(
      '"strokes" has 4097 entries',
    );
  });
});
