import { describe, expect, it } from 'vitest';
import { batch } from '../../src/batch/batch.ts';
import { createSketcher, sketch } from '../../src/library.ts';
import { DEFAULT_OPTIONS, resolveOverrides, resolveSketchOptions } from '../../src/options.ts';
import { loadSketch } from '../../src/output/load.ts';
import { encodeSketch, saveSketch } from '../../src/output/save.ts';
import { writeResultJson } from '../../src/result-json.ts';
import { writeStrokesJson } from '../../src/strokes/json.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';
import { readSvg } from '../../src/strokes/svg-reader.ts';
import '../helpers/patience.ts';

const DRAWING = { width: 40, height: 20, strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4) };
const CIRCLE: { self?: object } = {};
CIRCLE.self = CIRCLE;
const usage = (message: RegExp) => ({ name: 'ClipassoError', code: 'usage', message });

describe('what makes no sense is refused in one line, before anything is loaded', () => {
  it.each<[string, unknown[], RegExp]>([
    ['no photo', [undefined], /Expected a file's path .* for the photo but received undefined/],
    ['a null photo', [null], /for the photo but received null/],
    ['null options', ['a.png', null], /Expected an object of options by name for options but received null/],
    ['options in a list', ['a.png', []], /object of options/],
    ['a number as options', ['a.png', 8], /object of options by name for options but received 8/],
    ['an unknown option', ['a.png', { stroke: 3 }], /for option but received 'stroke'/],
    ['an option of every object', ['a.png', { constructor: 3 }], /for option but received 'constructor'/],
    ['a mask that is no path', ['a.png', { mask: 3 }], /a name or path for mask but received 3/],
    ['no semantic network', ['a.png', { semantic: '' }], /a name or path for semantic/],
    ['a null context', ['a.png', {}, null], /an object for context but received null/],
    ['a signal that is none', ['a.png', {}, { signal: true }], /an AbortSignal for signal but received true/],
    ['a callback that is none', ['a.png', {}, { onEvent: 'log' }], /a function for onEvent/],
    ['null settings', ['a.png', {}, {}, null], /an object for settings but received null/],
    ['a photo that is a function', [() => 1], /of 8 bit pixels for the photo but received function/],
    ['an option that is a function', ['a.png', { strokes: () => 1 }], /for strokes but received \(\) => 1/],
    [
      'an option without a text',
      ['a.png', { mask: Object.create(null) }],
      /received an object without a text/,
    ],
    ['an option of two lines', ['a.png', { init: 'a\nb' }], /for init but received 'a\\nb'$/],
    ['a long option', ['a.png', { init: 'x'.repeat(1e6) }], /for init but received 'x{200}\.\.\.'$/],
    ['a sketch that is none', ['a.png', {}, { from: {} }], /a positive number for the width of the sketch/],
    ['a worker that is none', ['a.png', {}, {}, { worker: 2 }], /path or URL of a script for worker/],
  ])('%s', async (_, args, message) => {
    const call = sketch(...(args as Parameters<typeof sketch>));
    await expect(call).rejects.toMatchObject(usage(message));
  });

  it('and a signal that has aborted already is obeyed', async () => {
    const made = sketch('a.png', {}, { signal: AbortSignal.abort() });
    await expect(made).rejects.toMatchObject({ name: 'ClipassoError', code: 'aborted' });
  });

  it('the same to what writes and reads drawings', async () => {
    const { strokes } = DRAWING;
    const whole = DRAWING;
    const encode = encodeSketch as (...args: unknown[]) => Promise<unknown>;
    for (const [args, message] of [
      [[null, 'svg'], /an object with width, height and strokes for the sketch but received null/],
      [
        [{ ...whole, width: Number.NaN }, 'png'],
        /a positive number for the width of the sketch but received NaN/,
      ],
      [[{ ...whole, height: -1 }, 'png'], /height of the sketch but received -1/],
      [[{ ...whole, strokes: null }, 'pdf'], /points and widths for the strokes but received null/],
      [
        [{ ...whole, strokes: { ...strokes, points: new Float64Array(3) } }, 'svg'],
        /8 numbers for each width/,
      ],
      [
        [{ ...whole, strokes: { ...strokes, points: strokes.points.map(() => 1e308) } }, 'hpgl'],
        /finite numbers/,
      ],
      [[{ ...whole, strokes: { ...strokes, points: [...strokes.points] } }, 'svg'], /a Float64Array/],
      [
        [{ ...whole, strokes: { ...strokes, widths: strokes.widths.map(() => -1) } }, 'svg'],
        /positive numbers for the widths/,
      ],
      [[{ ...whole, strokes: { ...strokes, colors: 'red' } }, 'png'], /a CSS colour for each width/],
      [[{ ...whole, strokes: { ...strokes, colors: [] } }, 'gif'], /a CSS colour for each width/],
      [[{ ...whole, strokes: { ...strokes, colors: ['"/>'] } }, 'json'], /a CSS colour .* a stroke/],
      [[{ ...whole, paper: 10n }, 'json'], /a CSS colour .* for the paper of the sketch but received 10/],
      [[whole, 'tiff'], /one of svg, .* for format but received 'tiff'/],
      [[whole, 'svg', null], /an object for options/],
      [[whole, 'svg', { title: 3 }], /a text for title/],
      [[whole, 'svg', { color: Symbol('red') }], /a CSS colour .* for color but received Symbol\(red\)/],
      [[whole, 'svg', { history: {} }], /a list of strokes for history/],
      [[whole, 'gif', { history: [{}] }], /a Float64Array of finite numbers for the points/],
      [
        [whole, 'gif', { timing: { seconds: 1e9, hold: 0 } }],
        /a number from 0.1 to 60 for seconds of the timing/,
      ],
    ] as const)
      await expect(encode(...args)).rejects.toMatchObject(usage(message));
    await expect(saveSketch(whole, undefined as never)).rejects.toMatchObject(
      usage(/a file's path for path/),
    );
    await expect(loadSketch(Symbol('x') as never)).rejects.toMatchObject(usage(/a file's path for path/));
  });

  it.each<[string, () => unknown, RegExp]>([
    ['writeSvg nothing', () => writeSvg(undefined as never), /for the sketch but received undefined/],
    ['writeSvg no strokes', () => writeSvg({ width: 4, height: 4 } as never), /for the strokes/],
    ['writeSvg no style', () => writeSvg(DRAWING, null as never), /an object for style but received null/],
    ['writeSvg a circle', () => writeSvg(DRAWING, {}, CIRCLE), /data that JSON can hold for metadata/],
    ['writeStrokesJson nothing', () => writeStrokesJson(null as never), /for the sketch but received null/],
    ['writeStrokesJson a circle', () => writeStrokesJson(DRAWING, CIRCLE), /JSON can hold for metadata/],
    ['writeResultJson nothing', () => writeResultJson(null as never), /an object for the result/],
    [
      'writeResultJson no sketch',
      () => writeResultJson({} as never),
      /for the sketch but received undefined/,
    ],
    [
      'readSvg nothing',
      () => readSvg(undefined as never),
      /the text of an SVG for text but received undefined/,
    ],
    ['readSvg bytes', () => readSvg(new Uint8Array(2) as never), /the text of an SVG for text/],
  ])('the same to %s', (_, call, message) => {
    expect(call).toThrow(
      expect.objectContaining({ ...usage(message), message: expect.stringMatching(message) }),
    );
  });

  it('the same to holes in a history', async () => {
    const encoded = encodeSketch(DRAWING, 'gif', { history: new Array(2) });
    await expect(encoded).rejects.toMatchObject(usage(/points and widths for the strokes/));
  });

  it('the same to batch', async () => {
    const run = batch as (...args: unknown[]) => Promise<unknown>;
    await expect(run(['a'])).rejects.toMatchObject(usage(/an object for options/));
    await expect(run('a', { out: 'b' })).rejects.toMatchObject(usage(/a list of folders, files and globs/));
    await expect(run(['a'], {})).rejects.toMatchObject(usage(/the path of a folder for out/));
    await expect(run(['a'], { out: 'b' }, null)).rejects.toMatchObject(usage(/an object for hooks/));
  });

  it('the same to createSketcher', async () => {
    const make = createSketcher as (...args: unknown[]) => Promise<unknown>;
    await expect(make(null)).rejects.toMatchObject(usage(/options/));
    await expect(make({}, 'x')).rejects.toMatchObject(usage(/settings/));
  });
});

describe('resolveOverrides', () => {
  const base = resolveSketchOptions({ strokes: 8, threads: 2 });

  it('takes what one sketch may change, and leaves out what is undefined', () => {
    const given = { strokes: undefined, width: 5 } as object;
    expect(resolveOverrides(base, given)).toEqual({ ...base, width: 5 });
  });

  it.each([
    ['teacher', 'clip'],
    ['engine', 'wasm'],
    ['threads', 1],
    ['semantic', 'clip-vit-b-16'],
  ])('refuses another %s', (name, value) => {
    expect(() => resolveOverrides(base, { [name]: value })).toThrow(
      `One sketch cannot have another ${name}: this sketcher was made with ${name} '${base[name as 'engine']}'`,
    );
    expect(resolveOverrides(base, { [name]: base[name as 'engine'] })).toEqual(base);
  });

  it('is what defaults are resolved by', () => {
    expect(resolveSketchOptions()).toEqual(DEFAULT_OPTIONS);
  });
});
