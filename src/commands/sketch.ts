/** `clipasso sketch <photo>` */
import { Command } from 'commander';
import { maxSizeOf } from '../output/formats.ts';
import type { PhotoSource } from '../photo/source.ts';
import type { Sketch, SketchContext, SketchEvent, SketchResult, SubjectMask } from '../result.ts';
import type { Sketcher } from '../sketch.ts';
import { sideBySide } from '../strokes/layout.ts';
import { type Strokes, strokeCount } from '../strokes/stroke.ts';
import { versions } from '../versions.ts';
import { abortOnInterrupt } from './interrupt.ts';
import { metadataOf } from './metadata.ts';
import { numberOption } from './number-option.ts';
import { addOutputOptions, addOverwriteOptions, collect, showPreview } from './output-options.ts';
import { formatsOf } from './outputs.ts';
import { onePhoto, openPhoto } from './photo-argument.ts';
import { createProgress } from './progress.ts';
import { complain, print, say } from './say.ts';
import { addSketchOptions, sketchOptionsOf } from './sketch-options.ts';
import { type Flags, type Level, planRun, type SketchRun } from './sketch-run.ts';
import { addTeacherOptions, modelSettingsOf } from './teacher-options.ts';

/** In a picture of several levels: longer side of each drawing in pixels, and the gap between two as a fraction of their height. */
const LADDER_SIZE = 448;
const LADDER_GAP = 0.08;

interface Drawing {
  readonly result: SketchResult;
  /** Its files. */
  readonly written: readonly string[];
}

export function sketchCommand(): Command {
  const command = new Command('sketch')
    .description('draw a photo with a few strokes')
    .argument('<photo...>', 'JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF, BMP or SVG; - for standard input')
    .option(
      '-o, --out <file>',
      'output; repeatable, the extension decides, - for SVG on stdout; {dir}, {name}, {ext}, {strokes} and {seed} are filled in (default: out/{name}.svg and .png)',
      collect,
    )
    .option('--preview', 'show the sketch in the terminal')
    .option('--json', 'print a summary for machines on stdout')
    .option('-q, --quiet', 'print errors only')
    .option('-v, --verbose', 'print every event, and stack traces of errors');
  addSketchOptions(command)
    .optionsGroup('Steering:')
    .option('--save-mask <file.png>', 'write what was taken for the subject; --mask takes it again')
    .option('--from <sketch>', 'go on from a sketch (SVG or strokes JSON); more strokes are added to it')
    .option('--keep', "leave that sketch's strokes where they are")
    .option('--nested', 'with several numbers of strokes: each drawing keeps the strokes of the one before')
    .option('--order', 'sort the strokes, the most important first (default for animations)')
    .option('--no-order', 'leave the strokes in the order in which they were found')
    .addOption(numberOption('--take <seed>', "take this seed's drawing, though another has less loss"))
    .addOption(numberOption('--record <steps>', 'animations show the optimisation, every so many steps'));
  addOverwriteOptions(addOutputOptions(command.optionsGroup('Output:')));
  return addTeacherOptions(command).action(run);
}

async function run(photos: readonly string[], flags: Flags, command: Command): Promise<void> {
  const photo = onePhoto(photos);
  const plan = await planRun(photo, flags, (name) => command.getOptionValueSource(name) === 'cli');
  const levels = plan.levels.filter((level) => isNeeded(level, plan, flags));
  if (levels.length === 0) {
    reportKept(photo, plan, flags);
    return;
  }
  const progress = createProgress(process.stderr, !flags.quiet && !flags.verbose);
  const interrupt = abortOnInterrupt(progress.end);
  const { signal } = interrupt;
  const drawings: Drawing[] = [];
  const masks: SubjectMask[] = [];
  let stage: SketchEvent['stage'] = 'load';
  const context: SketchContext = {
    signal,
    onEvent: (event) => {
      stage = event.stage;
      if (!signal.aborted) progress.onEvent(event);
      if (flags.verbose) say(JSON.stringify(event));
    },
    ...(plan.writeMask && { onSubject: (mask) => masks.push(mask) }),
  };
  progress.onEvent({ stage });
  const drawAll = async () => {
    const source = await openPhoto(photo, signal);
    const { createThreadSketcher } = await import('../thread/sketcher.ts');
    const sketcher = await createThreadSketcher(sketchOptionsOf(flags), modelSettingsOf(flags, signal));
    if (sketcher.warnings.length > 0 && !flags.quiet) {
      progress.end();
      sketcher.warnings.forEach(complain);
    }
    if (flags.verbose)
      for (const remark of sketcher.remarks) say(JSON.stringify({ stage: 'engine', remark }));
    const task = { sketcher, source, plan, flags, context };
    // before strokes are chosen there is no drawing that waiting would finish
    signal.addEventListener('abort', () => FRUITLESS.has(stage) && sketcher.dispose());
    for (const level of levels) {
      if (signal.aborted) break;
      stage = 'photo';
      const before = flags.nested ? drawings.at(-1)?.result.sketch : undefined;
      const { result, history } = await drawLevel(task, level, before);
      progress.end();
      if (drawings.length === 0 && masks.length > 0) await plan.writeMask?.(masks[0]);
      const style = { ...plan.style, history };
      const written = await plan.outputs.write(result.sketch, level.outputs, style, metadataOf(result));
      if (flags.preview && !flags.quiet) await showPreview(result.sketch, plan.style);
      if (!flags.quiet) printSummary(result, photo, written, sketcher.warnings);
      drawings.push({ result, written });
    }
    sketcher.dispose();
  };
  try {
    await drawAll().catch((error) => {
      if (!signal.aborted) throw error;
      if (drawings.length === 0) complain('interrupted before there was a drawing');
    });
    progress.end();
    await writeLadder(drawings, plan);
    if (flags.json && drawings.length > 0) printJson(drawings, photo);
    if (signal.aborted) process.exitCode = interrupt.exitCode;
  } finally {
    progress.end();
    interrupt.dispose();
  }
}

/** Stages in which an abort ends the run without a drawing. */
const FRUITLESS: ReadonlySet<SketchEvent['stage']> = new Set(['load', 'photo', 'saliency', 'start']);

/** Whether a drawing is shown, written, or the base of another one. */
function isNeeded({ outputs }: Level, { outputs: places, ladder }: SketchRun, flags: Flags): boolean {
  return flags.nested || [...outputs, ...ladder].some(places.isWritten);
}

/** Whether all files that would be written exist and are kept. */
function reportKept(photo: string, { levels, ladder }: SketchRun, { json, quiet }: Flags): void {
  const kept = [...levels.flatMap(({ outputs }) => outputs), ...ladder];
  if (!quiet) for (const path of kept) say(`Kept ${path}`);
  if (json) print(JSON.stringify({ file: photo, outputs: [], kept }, null, 2));
}

/** What all drawings of one photo share. */
interface LevelTask {
  readonly sketcher: Sketcher;
  readonly source: PhotoSource;
  readonly plan: SketchRun;
  readonly flags: Flags;
  readonly context: SketchContext;
}

/** @param before the drawing with fewer strokes, which stay */
async function drawLevel(
  { sketcher, source, plan: { from, order }, flags, context }: LevelTask,
  { strokes }: Level,
  before: Sketch | undefined,
): Promise<{ result: SketchResult; history: readonly Strokes[] | undefined }> {
  const { record, take } = flags;
  const histories = new Map<number, Strokes[]>();
  const start = before ?? from;
  const result = await sketcher.sketch(
    source,
    { ...(strokes !== undefined && { strokes }) },
    {
      ...context,
      order,
      keep: before !== undefined || (flags.keep ?? false),
      ...(start && { from: start }),
      ...(take !== undefined && { take }),
      ...(record !== undefined && {
        onDrawings: (step, drawings) => {
          if (step % record !== 0) return;
          for (const { seed, sketch } of drawings) {
            histories.set(seed, [...(histories.get(seed) ?? []), sketch.strokes]);
          }
        },
      }),
    },
  );
  return { result, history: histories.get(result.seed) };
}

async function writeLadder(
  drawings: readonly Drawing[],
  { ladder, style, outputs }: SketchRun,
): Promise<void> {
  if (drawings.length < 2) return;
  const sketches = drawings.map(({ result }) => result.sketch);
  const { MAX_SIZE } = await import('../strokes/style.ts');
  const most = Math.min(MAX_SIZE, ...formatsOf(ladder).map((format) => maxSizeOf(format, style)));
  const size = Math.min(most, (style.size ?? LADDER_SIZE) * sketches.length);
  const row = sideBySide(sketches, LADDER_GAP * sketches[0].height);
  await outputs.write(row, ladder, { ...style, size });
}

/** @param said warnings that were already printed */
function printSummary(
  result: SketchResult,
  photo: string,
  written: readonly string[],
  said: readonly string[],
): void {
  if (result.curve && result.curve.length > 0) complain(describeCurve(result));
  for (const warning of result.warnings) if (!said.includes(warning)) complain(warning);
  if (result.aborted) complain('interrupted; this is the best drawing so far');
  const seconds = Object.values(result.timings).reduce((a, b) => a + b, 0);
  const files = written.length > 0 ? ` -> ${written.join(', ')}` : '';
  say(`${photo}${files} (loss ${result.loss.toFixed(4)}, ${seconds.toFixed(1)} s)`);
}

/** Reports how the number of strokes was found. */
function describeCurve({ sketch, curve = [] }: SketchResult): string {
  const count = strokeCount(sketch.strokes);
  const { score } = curve.find(({ strokes }) => strokes === count)!;
  const reach = count === 1 ? 'stroke reaches' : 'strokes reach';
  return `${count} ${reach} ${score.toFixed(2)} of what the photo's contours can tell`;
}

/** The JSON report: one object, or a list of them for several numbers of strokes. */
function printJson(drawings: readonly Drawing[], photo: string): void {
  const reports = drawings.map(({ result: { sketch, ...summary }, written }) => ({
    file: photo,
    outputs: written,
    strokes: strokeCount(sketch.strokes),
    ...summary,
    versions: versions(),
  }));
  print(JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2));
}
