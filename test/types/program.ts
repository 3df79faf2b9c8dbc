/** A program that uses the library, compiled against the packed package by `npm run package`; it is never run. */
import {
  type BatchEvent,
  batch,
  ClipassoError,
  createSketcher,
  DEFAULT_OPTIONS,
  type ErrorCode,
  encodeSketch,
  loadSketch,
  OUTPUT_FORMATS,
  type OutputFormat,
  PRESETS,
  readResultJson,
  readSvg,
  type SketchEvent,
  type Sketcher,
  type SketchOptions,
  type SketchResult,
  saveSketch,
  sketch,
  writeResultJson,
  writeSvg,
} from 'clipasso';

/** Compiles only where both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

const result = await sketch('cat.jpg', { strokes: 8 });
same<typeof result, SketchResult>(true);
same<typeof result.sketch.strokes.points, Float64Array>(true);
same<SketchOptions['strokes'], number | 'auto'>(true);

const options: Partial<SketchOptions> = {
  ...DEFAULT_OPTIONS,
  ...PRESETS.draft,
  strokes: 'auto',
  target: 0.7,
};
await sketch(new Uint8Array(8), options, {
  signal: AbortSignal.timeout(1000),
  onEvent(event) {
    same<typeof event, SketchEvent>(true);
    if (event.stage === 'optimise') event.losses.map(({ loss }) => loss.toFixed(2));
    // @ts-expect-error only while strokes are optimised are there steps
    else event.step;
  },
});

const sketcher: Sketcher = await createSketcher({ strokes: 4 }, { worker: false, assets: '/app/assets' });
await sketcher.sketch('a.jpg', { seed: 3 }, { from: result.sketch, keep: true });
// @ts-expect-error the network is loaded already
await sketcher.sketch('a.jpg', { teacher: 'clip' });
// @ts-expect-error there is no such option
await sketch('a.jpg', { stroke: 3 });
// @ts-expect-error a photo is needed
await sketch(undefined);
sketcher.dispose();

for (const format of OUTPUT_FORMATS) same<typeof format, OutputFormat>(true);
const png = await encodeSketch(result.sketch, 'png', { size: 512, color: 'navy' });
same<typeof png, Uint8Array>(true);
// @ts-expect-error not a format
await encodeSketch(result.sketch, 'bmp');
await saveSketch(result.sketch, 'a.svg', { animate: true, timing: { seconds: 2, hold: 1 } });
const { sketch: back } = readSvg(writeSvg(result.sketch));
(await loadSketch('a.json')).sketch.width satisfies typeof back.width;
readResultJson(writeResultJson(result)).loss.toFixed(3);

await batch(
  ['photos'],
  { out: 'sketches', sketch: { strokes: 8 } },
  { onEvent: (event: BatchEvent) => event.kind },
).catch((error: unknown) => {
  if (error instanceof ClipassoError) error.code satisfies ErrorCode;
});
