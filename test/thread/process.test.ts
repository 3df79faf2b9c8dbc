import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildCli } from '../helpers/cli.ts';
import { examplePath } from '../helpers/examples.ts';
import '../helpers/patience.ts';

/** As it is built: a process runs JavaScript. */
type Remote = typeof import('../../src/thread/sketcher.ts');
type Here = typeof import('../../src/sketch.ts');

const duck = examplePath('duck');
/** Nothing is looked for or chosen: the process is what is tested. */
const PLAIN = { init: 'saliency', contours: 0, focus: 0, mask: 'none', features: 'none' } as const;
const FEW = { ...PLAIN, strokes: 3, seeds: 1, views: 1, iterations: 2, engine: 'onnx', threads: 1 } as const;

const built = (file: string) => import(new URL(`../../dist/${file}`, import.meta.url).href);
let remote: Remote;
let sketcher: Awaited<ReturnType<Remote['createProcessSketcher']>>;
beforeAll(async () => {
  buildCli();
  remote = await built('thread/sketcher.js');
  sketcher = await remote.createProcessSketcher(FEW, {});
});
afterAll(() => sketcher.dispose());

it('draws what this process draws, time after time, and tells what happens', async () => {
  const here = await ((await built('sketch.js')) as Here).createSketcher(FEW);
  const expected = await here.sketch(duck);
  here.dispose();
  const events: string[] = [];
  const onEvent = ({ stage }: { stage: string }) => events.push(stage);
  for (const result of [await sketcher.sketch(duck, {}, { onEvent }), await sketcher.sketch(duck)]) {
    expect(result.sketch).toEqual(expected.sketch);
    expect(result.loss).toBe(expected.loss);
  }
  expect(events).toContain('optimise');
});

it('passes on what it throws', async () => {
  await expect(sketcher.sketch('/there/is/none.jpg')).rejects.toMatchObject({ code: 'input' });
});

it('rejects what it still computes when it is disposed of, and nothing later', async () => {
  const own = await remote.createProcessSketcher(FEW, {});
  const drawing = own.sketch(duck);
  own.dispose();
  await expect(drawing).rejects.toMatchObject({ code: 'aborted' });
  await expect(own.sketch(duck)).rejects.toMatchObject({ code: 'aborted' });
});

it('cannot be made without the weights that it is to use', async () => {
  await expect(
    remote.createProcessSketcher({ teacher: 'clip' }, { modelDir: '/there/is/none', offline: true }),
  ).rejects.toMatchObject({ code: 'model' });
});
