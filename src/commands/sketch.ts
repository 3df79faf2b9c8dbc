/** `clipasso sketch <photo>` */
import { Command } from 'commander';
import type { Sketch, SketchContext, SketchResult } from '../result.ts';
import type { Sketcher } from '../sketch.ts';
import { sideBySide } from '../strokes/layout.ts';
import { type Strokes, strokeCount } from '../strokes/stroke.ts';
import { versions } from '../versions.ts';
import { abortOnInterrupt } from './interrupt.ts';
import { metadataOf } from './metadata.ts';
import { addOutputOptions, collect, numberOption, showPreview, writeOutputs } from './output-options.ts';
import { createProgress } from './progress.ts';
import { addSketchOptions, sketchOptionsOf } from './sketch-options.ts';
import { type Flags, type Level, planRun, type SketchRun } from './sketch-run.ts';
import { addTeacherOptions, modelSettingsOf } from './teacher-options.ts';

/** Longer side of one drawing in a ladder's picture, and the free space between two, as a part of their height. */
const LADDER_SIZE = 448;
const LADDER_GAP = 0.08;

export function sketchCommand(): Command {
  const command = new Command('sketch')
    .description('draw a photo with a few strokes')
    .argument('<photo>', 'JPEG, PNG, WebP, AVIF, GIF, TIFF or SVG')
    .option(
      '-o, --out <file>',
      'output; repeatable, the extension decides, - for SVG on stdout (default: out/<photo>.svg and .png)',
      collect,
    )
    .option('--preview', 'show the sketch in the terminal')
    .option('--json', 'print a summary for machines on stdout')
    .option('-q, --quiet', 'print errors only')
    .option('-v, --verbose', 'print every event, and stack traces of errors');
  addSketchOptions(command)
    .optionsGroup('Steering:')
    .option('--from <sketch>', 'go on from a sketch (SVG or strokes JSON); more strokes are added to it')
    .option('--keep', "leave that sketch's strokes where they are")
    .option('--nested', 'with several numbers of strokes: each drawing keeps the strokes of the one before')
    .option('--order', 'sort the strokes, the most telling first (default for animations)')
    .option('--no-order', 'leave the strokes in the order in which they were found')
    .addOption(numberOption('--record <steps>', 'animations show the optimisation, every so many steps'));
  addOutputOptions(command.optionsGroup('Output:'));
  return addTeacherOptions(command).action(run);
}

async function run(photo: string, flags: Flags): Promise<void> {
  const plan = await planRun(photo, flags);
  const progress = createProgress(process.stderr, !flags.quiet && !flags.verbose);
  const interrupt = abortOnInterrupt();
  const context: SketchContext = {
    signal: interrupt.signal,
    onEvent: (event) => {
      progress.onEvent(event);
      if (flags.verbose) process.stderr.write(`${JSON.stringify(event)}\n`);
    },
  };
  progress.onEvent({ stage: 'load' });
  try {
    const { createSketcher } = await import('../sketch.ts');
    const sketcher = await createSketcher(sketchOptionsOf(flags), modelSettingsOf(flags));
    const results: SketchResult[] = [];
    for (const level of plan.levels) {
      const before = flags.nested ? results.at(-1)?.sketch : undefined;
      const { result, history } = await drawLevel(sketcher, photo, level, before, plan, flags, context);
      progress.end();
      await writeOutputs(result.sketch, level.outputs, { ...plan.style, history }, metadataOf(result));
      if (flags.preview && !flags.quiet) await showPreview(result.sketch, plan.style);
      if (!flags.quiet) printSummary(result, photo, level);
      results.push(result);
      if (result.aborted) break;
    }
    sketcher.dispose();
    await writeLadder(results, plan);
    if (flags.json) printJson(results, photo, plan);
    if (results.at(-1)?.aborted) process.exitCode = interrupt.exitCode;
  } finally {
    progress.end();
    interrupt.dispose();
  }
}

/** @param before the level below, whose strokes stay */
async function drawLevel(
  sketcher: Sketcher,
  photo: string,
  { strokes }: Level,
  before: Sketch | undefined,
  { from, order }: SketchRun,
  flags: Flags,
  context: SketchContext,
): Promise<{ result: SketchResult; history: readonly Strokes[] | undefined }> {
  const { record } = flags;
  const histories = new Map<number, Strokes[]>();
  const start = before ?? from;
  const result = await sketcher.sketch(
    photo,
    { ...(strokes !== undefined && { strokes }) },
    {
      ...context,
      order,
      keep: before !== undefined || (flags.keep ?? false),
      ...(start && { from: start }),
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

async function writeLadder(results: readonly SketchResult[], { ladder, style }: SketchRun): Promise<void> {
  if (results.length < 2) return;
  const { MAX_SIZE } = await import('../strokes/style.ts');
  const sketches = results.map(({ sketch }) => sketch);
  const size = Math.min(MAX_SIZE, (style.size ?? LADDER_SIZE) * sketches.length);
  const row = sideBySide(sketches, LADDER_GAP * sketches[0].height);
  await writeOutputs(row, ladder, { ...style, size });
}

function printSummary(result: SketchResult, photo: string, { outputs }: Level): void {
  const files = outputs.filter((path) => path !== '-');
  if (result.curve && result.curve.length > 0) process.stderr.write(`clipasso: ${describeCurve(result)}\n`);
  for (const warning of result.warnings) process.stderr.write(`clipasso: ${warning}\n`);
  if (result.aborted) process.stderr.write('clipasso: interrupted; this is the best drawing so far\n');
  const seconds = Object.values(result.timings).reduce((a, b) => a + b, 0);
  const written = files.length > 0 ? ` -> ${files.join(', ')}` : '';
  process.stderr.write(`${photo}${written} (loss ${result.loss.toFixed(4)}, ${seconds.toFixed(1)} s)\n`);
}

/** How the number of strokes was found. */
function describeCurve({ sketch, curve = [] }: SketchResult): string {
  const count = strokeCount(sketch.strokes);
  const { score } = curve.find(({ strokes }) => strokes === count)!;
  const reach = count === 1 ? 'stroke reaches' : 'strokes reach';
  return `${count} ${reach} ${score.toFixed(2)} of what the photo's contours can tell`;
}

/** One object, or a list of them for several numbers of strokes. */
function printJson(results: readonly SketchResult[], photo: string, { levels }: SketchRun): void {
  const reports = results.map(({ sketch: { strokes }, ...summary }, i) => ({
    file: photo,
    outputs: levels[i].outputs.filter((path) => path !== '-'),
    strokes: strokeCount(strokes),
    ...summary,
    versions: versions(),
  }));
  process.stdout.write(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`);
}
