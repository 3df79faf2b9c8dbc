import { describe, expect, it } from 'vitest';
import { createSketcher, sketch } from '../../src/library.ts';
import { DEFAULT_OPTIONS, resolveOverrides, resolveSketchOptions } from '../../src/options.ts';
import '../helpers/patience.ts';

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
    ['a worker that is none', ['a.png', {}, {}, { worker: 2 }], /path or URL of a script for worker/],
  ])('%s', async (_, args, message) => {
    const call = sketch(...(args as Parameters<typeof sketch>));
    await expect(call).rejects.toMatchObject(usage(message));
  });

  it('and a signal that has aborted already is obeyed', async () => {
    const made = sketch('a.png', {}, { signal: AbortSignal.abort() });
    await expect(made).rejects.toMatchObject({ name: 'ClipassoError', code: 'aborted' });
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
