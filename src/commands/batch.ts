/** `clipasso batch <folder|photo|glob>...` */
import { Command } from 'commander';
import { checkJobs, loadPhotoSketcher } from '../batch/jobs.ts';
import { ClipassoError, invalidOption } from '../errors.ts';
import { resolveSketchOptions } from '../options.ts';
import { checkEncodable, OUTPUT_FORMATS, type OutputFormat, showsOrder } from '../output/formats.ts';
import { createReporter, type ReportFlags } from './batch-report.ts';
import { checkBelonging } from './belonging.ts';
import { abortOnInterrupt } from './interrupt.ts';
import { metadataOf } from './metadata.ts';
import { numberOption } from './number-option.ts';
import { addOutputOptions, configOf, type OutputOptions, saveOptionsFrom } from './output-options.ts';
import { complain } from './say.ts';
import { addSketchOptions, type SketchFlags, sketchOptionsOf } from './sketch-options.ts';
import { checkStrokeCounts } from './stroke-counts.ts';
import { addTeacherOptions, modelSettingsOf, type TeacherFlags } from './teacher-options.ts';

const DEFAULT_FORMATS: readonly OutputFormat[] = ['svg', 'png'];

interface Flags extends SketchFlags, OutputOptions, TeacherFlags, ReportFlags {
  readonly out?: string;
  readonly format?: readonly OutputFormat[];
  readonly force?: boolean;
  readonly clobber?: boolean;
  readonly config?: string;
  readonly limit?: number;
}

export function batchCommand(): Command {
  const command = new Command('batch')
    .description('draw many photos into one folder; a rerun draws only what is new or changed')
    .argument('<sources...>', 'folders, photos or quoted globs')
    .option('-o, --out <folder>', 'output folder; sub-folders are mirrored in it')
    .option('--format <list>', 'formats of each drawing (default: svg,png)', parseFormats)
    .option('--force', 'draw again what is finished, and overwrite files that clipasso did not write')
    .option('--no-clobber', 'keep every file that exists')
    .addOption(
      numberOption('--jobs <count>', 'photos drawn at a time, each by a process of its own (default: 1)'),
    )
    .addOption(numberOption('--limit <count>', 'stop after so many photos'))
    .option('--dry-run', 'say what would be drawn, and where')
    .option('--json', 'print a line of JSON for every drawing, and a summary, on stdout')
    .option('-q, --quiet', 'print errors only')
    .option('-v, --verbose', 'print stack traces of errors');
  addTeacherOptions(addOutputOptions(addSketchOptions(command)));
  return command.action(run);
}

async function run(sources: readonly string[], flags: Flags, command: Command): Promise<void> {
  if (!flags.out) throw new ClipassoError('usage', 'Name the output folder with --out');
  const { strokes: counts, limit, jobs = 1 } = flags;
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1)) {
    throw invalidOption('limit', 'an integer from 1', limit);
  }
  checkJobs(jobs);
  checkStrokeCounts(counts, sketchOptionsOf(flags));
  const options = resolveSketchOptions({ ...sketchOptionsOf(flags), ...(counts && { strokes: counts[0] }) });
  const save = await saveOptionsFrom(flags);
  const formats = flags.format ?? DEFAULT_FORMATS;
  checkBelonging(flags, formats, (name) => command.getOptionValueSource(name) === 'cli');
  await checkEncodable(formats, save);
  const reporter = createReporter(flags);
  const interrupt = abortOnInterrupt(reporter.clear);
  try {
    const { runBatch } = await import('../batch/batch.ts');
    const summary = await runBatch(
      sources,
      options,
      () => loadPhotoSketcher(options, modelSettingsOf(flags, interrupt.signal)),
      {
        out: flags.out,
        save,
        order: formats.some((format) => showsOrder(format, save)),
        metadata: metadataOf,
        formats,
        jobs,
        ...(counts && { strokes: counts }),
        ...(limit !== undefined && { limit }),
        force: flags.force ?? false,
        clobber: flags.clobber ?? true,
        reads: configOf(flags),
        dryRun: flags.dryRun ?? false,
      },
      { signal: interrupt.signal, onEvent: reporter.onEvent },
    );
    reporter.end(summary);
    if (summary.failed.length > 0) process.exitCode = 1;
    if (summary.aborted) process.exitCode = interrupt.exitCode;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    if (error instanceof ClipassoError) complain(error.message);
    process.exitCode = interrupt.exitCode;
  } finally {
    reporter.clear();
    interrupt.dispose();
  }
}

function parseFormats(text: string): readonly OutputFormat[] {
  const names = new Set(text.split(',').map((name) => name.trim()));
  const formats = OUTPUT_FORMATS.filter((format) => names.has(format));
  if (formats.length < names.size)
    throw invalidOption('format', `some of ${OUTPUT_FORMATS.join(', ')}`, text);
  return formats;
}
