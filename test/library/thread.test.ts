import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCli } from '../helpers/cli.ts';
import { examplePath } from '../helpers/examples.ts';
import '../helpers/patience.ts';

/** The built package: a worker thread runs JavaScript. */
type Library = typeof import('../../src/index.ts');

const duck = examplePath('duck');
/** Nothing is looked for or chosen: the thread is what is tested. */
const PLAIN = { init: 'saliency', contours: 0, focus: 0, mask: 'none', features: 'none' } as const;
const FEW = { ...PLAIN, strokes: 3, seeds: 1, views: 1, iterations: 2, engine: 'onnx', threads: 1 } as const;

const FEW_THREADS = { engine: 'onnx', threads: 1 } as const;

let library: Library;
let sketcher: Awaited<ReturnType<Library['createSketcher']>>;
beforeAll(async () => {
  buildCli();
  library = await import(new URL('../../dist/index.js', import.meta.url).href);
  sketcher = await library.createSketcher(FEW);
});
afterAll(() => sketcher.dispose());

describe('a sketcher in a thread of its own', () => {
  it('draws what one in the same thread draws, from a path and from bytes, and leaves the event loop free', async () => {
    const here = await library.createSketcher(FEW, { worker: false });
    const expected = await here.sketch(duck);
    here.dispose();
    let turns = 0;
    const timer = setInterval(() => turns++, 10);
    const results = [await sketcher.sketch(duck), await sketcher.sketch(readFileSync(duck))];
    clearInterval(timer);
    for (const { sketch, loss, options } of results) {
      expect(sketch.strokes.points).toBeInstanceOf(Float64Array);
      expect(sketch).toEqual(expected.sketch);
      expect([loss, options]).toEqual([expected.loss, expected.options]);
    }
    expect(turns).toBeGreaterThan(20);
  });

  it('tells what is in a photo, with a mask for each thing', async () => {
    const { width, height, things } = await sketcher.things(duck);
    expect(things.map(({ name }) => name)).toEqual(['bird']);
    const [{ box, mask, share }] = things;
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(mask.data).toHaveLength(mask.width * mask.height);
    const inside = mask.data.filter((v) => v >= 0.5).length / mask.data.length;
    expect((inside * box.width * box.height) / (width * height)).toBeCloseTo(share, 2);
    expect(await library.look(duck, FEW_THREADS)).toEqual({ width, height, things });
    await expect(sketcher.things(duck, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it('passes events and drawings on, in their order', async () => {
    const seen: string[] = [];
    const result = await sketcher.sketch(
      duck,
      { seed: 4 },
      {
        onEvent: (event) => seen.push(event.stage === 'optimise' ? `step ${event.step}` : event.stage),
        onDrawings: (step, drawings) => seen.push(`${drawings[0].sketch.strokes.widths.length} at ${step}`),
      },
    );
    expect(result.options.seed).toBe(4);
    expect(seen.slice(0, 3)).toEqual(['photo', 'saliency', 'start']);
    expect(seen.slice(-6)).toEqual(['step 0', '3 at 0', 'step 1', '3 at 1', 'step 2', '3 at 2']);
  });

  it('ends early with the best so far when it is aborted, and draws the next one whole', async () => {
    const controller = new AbortController();
    const context = {
      signal: controller.signal,
      onEvent: (event: { stage: string; step?: number }) => event.step === 1 && controller.abort(),
    };
    const [aborted, next] = await Promise.all([
      sketcher.sketch(duck, { iterations: 50_000 }, context),
      sketcher.sketch(duck),
    ]);
    expect(aborted.aborted).toBe(true);
    expect(aborted.seeds[0].iterations).toBeLessThan(5000);
    expect(next.aborted).toBe(false);
    expect(next.seeds[0].iterations).toBe(2);
  });

  it('rejects with the same errors, by their class and code', async () => {
    const missing = sketcher.sketch('no-such-photo.jpg');
    await expect(missing).rejects.toBeInstanceOf(library.ClipassoError);
    await expect(missing).rejects.toMatchObject({ code: 'input', message: /no-such-photo\.jpg/ });
    const other = sketcher.sketch(duck, { teacher: 'clip' } as object);
    await expect(other).rejects.toMatchObject({ code: 'usage', message: /cannot have another teacher/ });
  });

  it('refuses what cannot be sent to a thread, and photos whose buffer was sent elsewhere, and goes on', async () => {
    const pick = { kind: 'all', note: () => 1 };
    const unsendable = sketcher.sketch(duck, { subject: [pick] } as object);
    await expect(unsendable).rejects.toMatchObject({
      code: 'usage',
      message: /^Expected plain data for photo/,
    });
    const settings = { models: () => 1 } as object;
    await expect(library.createSketcher(FEW, settings)).rejects.toMatchObject({ code: 'usage' });
    const gone = new Uint8Array(12);
    structuredClone(gone.buffer, { transfer: [gone.buffer] });
    for (const photo of [gone, gone.buffer, { data: gone, width: 2, height: 2 }])
      await expect(sketcher.sketch(photo)).rejects.toBeInstanceOf(library.ClipassoError);
    expect((await sketcher.sketch(duck, new Proxy({ seed: 1 }, {}))).seed).toBe(1);
  });

  it('rejects with what a callback throws, and goes on to the next', async () => {
    const failing = sketcher.sketch(duck, {}, { onEvent: () => JSON.parse('{') });
    await expect(failing).rejects.toBeInstanceOf(SyntaxError);
    expect((await sketcher.sketch(duck)).aborted).toBe(false);
  });

  it('ends at once when it is disposed of, whatever it computes', async () => {
    const other = await library.createSketcher(FEW);
    const endless = other.sketch(
      duck,
      { iterations: 90_000 },
      { onEvent: (event) => event.stage === 'optimise' && other.dispose() },
    );
    await expect(endless).rejects.toMatchObject({ code: 'aborted' });
    await expect(other.sketch(duck)).rejects.toMatchObject({ code: 'usage' });
  });

  it('ends soon when it is disposed of in the same thread', async () => {
    const other = await library.createSketcher(FEW, { worker: false });
    const endless = other.sketch(
      duck,
      { iterations: 90_000 },
      { onEvent: (event) => event.stage === 'optimise' && other.dispose() },
    );
    await expect(endless).rejects.toMatchObject({ code: 'aborted', message: 'The sketcher was disposed of' });
    await expect(other.sketch(duck)).rejects.toMatchObject({ code: 'usage' });
  });
});

it('weights that are missing are told before any photo, and a thread that cannot start', async () => {
  const made = library.createSketcher({}, { assets: '/nowhere' });
  await expect(made).rejects.toMatchObject({ code: 'model', message: /CLIPASSO_ASSETS/ });
  const scriptless = library.createSketcher({}, { worker: new URL('file:///nowhere/thread.js') });
  await expect(scriptless).rejects.toMatchObject({ code: 'engine', message: /worker: false/ });
});
