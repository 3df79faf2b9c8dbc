/** `clipasso sketch <photo>` */
import { basename, extname, join } from 'node:path';
import { Command } from 'commander';
import type { SketchResult } from '../result.ts';
import { createSketcher } from '../sketch.ts';
import { versions } from '../versions.ts';
import { abortOnInterrupt } from './interrupt.ts';
import { metadataOf } from './metadata.ts';
import {
  addOutputOptions,
  checkOutputs,
  collect,
  type OutputOptions,
  saveOptionsFrom,
  showPreview,
  writeOutputs,
} from './output-options.ts';
import { createProgress } from './progress.ts';
import { addSketchOptions, type SketchFlags, sketchOptionsOf } from './sketch-options.ts';

interface Flags extends SketchFlags, OutputOptions {
  readonly out?: readonly string[];
  readonly preview?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

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
  addSketchOptions(command);
  return addOutputOptions(command.optionsGroup('Output:')).action(run);
}

async function run(photo: string, flags: Flags): Promise<void> {
  const stem = basename(photo, extname(photo));
  const outputs = flags.out ?? [join('out', `${stem}.svg`), join('out', `${stem}.png`)];
  checkOutputs(outputs);
  const style = saveOptionsFrom(flags, stem);
  const progress = createProgress(process.stderr, !flags.quiet && !flags.verbose);
  const interrupt = abortOnInterrupt();
  progress.onEvent({ stage: 'load' });
  try {
    const sketcher = await createSketcher(sketchOptionsOf(flags));
    const result = await sketcher.sketch(
      photo,
      {},
      {
        signal: interrupt.signal,
        onEvent: (event) => {
          progress.onEvent(event);
          if (flags.verbose) process.stderr.write(`${JSON.stringify(event)}\n`);
        },
      },
    );
    sketcher.dispose();
    progress.end();
    await writeOutputs(result.sketch, outputs, style, metadataOf(result));
    if (flags.preview && !flags.quiet) showPreview(result.sketch, style);
    const files = outputs.filter((path) => path !== '-');
    if (!flags.quiet) printSummary(result, photo, files);
    if (flags.json) printJson(result, photo, files);
    if (result.aborted) process.exitCode = interrupt.exitCode;
  } finally {
    progress.end();
    interrupt.dispose();
  }
}

function printSummary(result: SketchResult, photo: string, files: readonly string[]): void {
  for (const warning of result.warnings) process.stderr.write(`clipasso: ${warning}\n`);
  if (result.aborted) process.stderr.write('clipasso: interrupted; this is the best drawing so far\n');
  const seconds = Object.values(result.timings).reduce((a, b) => a + b, 0);
  const written = files.length > 0 ? ` -> ${files.join(', ')}` : '';
  process.stderr.write(`${photo}${written} (loss ${result.loss.toFixed(4)}, ${seconds.toFixed(1)} s)\n`);
}

function printJson(result: SketchResult, photo: string, files: readonly string[]): void {
  const { sketch: _, ...summary } = result;
  const report = { file: photo, outputs: files, ...summary, versions: versions() };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}
