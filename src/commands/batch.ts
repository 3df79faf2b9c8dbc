/** `clipasso batch <folder|photo|glob>...` */
import { Command } from 'commander';
import { checkJobs, loadPhotoSketcher } from '../batch/jobs.ts';
import type { BatchEvent, BatchSummary, BatchTask } from '../batch/types.ts';
import { ClipassoError, invalidOption } from '../errors.ts';
import { resolveSketchOptions } from '../options.ts';
import { checkEncodable, OUTPUT_FORMATS, type OutputFormat, showsOrder } from '../output/formats.ts';
import { printable } from '../printable.ts';
import { checkBelonging } from './belonging.ts';
import { abortOnInterrupt } from './interrupt.ts';
import { metadataOf } from './metadata.ts';
import { numberOption } from './number-option.ts';
import { addOutputOptions, configOf, type OutputOptions, saveOptionsFrom } from './output-options.ts';
import { createProgress, type Progress, remaining } from './progress.ts';
import { complain, say, sayStack } from './say.ts';
import { addSketchOptions, type SketchFlags, sketchOptionsOf } from './sketch-options.ts';
import { checkStrokeCounts } from './stroke-counts.ts';
import { addTeacherOptions, modelSettingsOf, type TeacherFlags } from './teacher-options.ts';

const DEFAULT_FORMATS: readonly OutputFormat[] = ['svg', 'png'];

interface Flags extends SketchFlags, OutputOptions, TeacherFlags {
  readonly out?: string;
  readonly format?: readonly OutputFormat[];
  readonly force?: boolean;
  readonly clobber?: boolean;
  readonly config?: string;
  readonly jobs?: number;
  readonly limit?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
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

interface Reporter {
  readonly onEvent: (event: BatchEvent) => void;
  readonly end: (summary: BatchSummary) => void;
  /** Removes the progress line. */
  readonly clear: () => void;
}

/** A line for every photo and a summary on stderr; with --json a line of JSON each on stdout. */
function createReporter(flags: Flags): Reporter {
  const { jobs = 1 } = flags;
  const started = performance.now();
  let total = 0;
  let busy = 0;
  let drawn = 0;
  /** Photos in work; the progress line shows the first of them. */
  const running = new Map<BatchTask, Progress>();
  const clear = () => {
    for (const progress of running.values()) progress.end();
  };
  const tell = (line: string) => {
    clear();
    if (!flags.quiet) say(line);
  };
  const json = (value: object) => {
    if (flags.json) process.stdout.write(`${JSON.stringify(value)}\n`);
  };
  const name = ({ input, strokes }: BatchTask) =>
    `${printable(input.place)}${(flags.strokes?.length ?? 0) > 1 ? `, ${strokes} strokes` : ''}`;

  const isFirst = (task: BatchTask) => running.keys().next().value === task;
  const finish = (task: BatchTask) => {
    clear();
    running.delete(task);
  };

  return {
    onEvent(event) {
      switch (event.kind) {
        case 'found':
          total = event.tasks.length;
          if (!flags.dryRun) break;
          for (const task of event.tasks) {
            tell(`${name(task)} -> ${task.outputs.join(', ')}`);
            json({ input: task.input.place, strokes: task.strokes, outputs: task.outputs });
          }
          break;
        case 'started': {
          const left =
            drawn > 0 ? `, ${remaining(((busy / drawn) * (total - event.index) * 1000) / jobs)} left` : '';
          const label = `[${event.index + 1}/${total}${left}] ${name(event.task)}: `;
          running.set(event.task, createProgress(process.stderr, !flags.quiet, label));
          break;
        }
        case 'progress':
          if (isFirst(event.task) || (event.event.stage === 'optimise' && event.event.step === 0)) {
            running.get(event.task)?.onEvent(event.event);
          }
          break;
        case 'kept':
          finish(event.task);
          json({ input: event.task.input.place, strokes: event.entry.strokes, status: 'kept' });
          break;
        case 'drawn': {
          const { entry, features, warnings } = event;
          finish(event.task);
          drawn++;
          busy += entry.seconds;
          for (const warning of warnings) tell(`${name(event.task)}: ${warning}`);
          const found = event.task.strokes === 'auto' ? `${entry.strokes} strokes, ` : '';
          const files = entry.outputs.join(', ');
          tell(
            `${name(event.task)} -> ${files} (${found}loss ${entry.loss?.toFixed(4) ?? 'unknown'}, ${entry.seconds.toFixed(1)} s)`,
          );
          json({ status: 'drawn', ...entry, features, warnings });
          break;
        }
        case 'note':
          clear();
          if (!flags.quiet) complain(event.message);
          break;
        case 'absent': {
          finish(event.task);
          const { message } = event.error;
          tell(`${name(event.task)}: ${message}`);
          json({ input: event.task.input.place, strokes: event.task.strokes, status: 'absent', message });
          break;
        }
        case 'failed': {
          finish(event.task);
          const { message } = event.error;
          complain(`${name(event.task)}: ${message}`);
          if (flags.verbose) sayStack(event.error);
          json({ input: event.task.input.place, strokes: event.task.strokes, status: 'failed', message });
        }
      }
    },
    end({ drawn, kept, failed, absent, skipped, notes, aborted }) {
      const seconds = (performance.now() - started) / 1000;
      if (!flags.dryRun) {
        const parts = [
          `${drawn} drawn`,
          ...(kept > 0 ? [`${kept} already finished`] : []),
          ...(absent.length > 0 ? [`${absent.length} without the subject`] : []),
          ...(failed.length > 0 ? [`${failed.length} failed`] : []),
          ...(skipped > 0 ? [`${skipped} other files skipped`] : []),
        ];
        tell(`${aborted ? 'Interrupted: ' : ''}${parts.join(', ')} in ${seconds.toFixed(1)} s`);
        for (const { input } of failed) tell(`  failed: ${input}`);
      }
      json({ summary: { drawn, kept, failed, absent, skipped, notes, aborted, seconds } });
    },
    clear,
  };
}

function parseFormats(text: string): readonly OutputFormat[] {
  const names = new Set(text.split(',').map((name) => name.trim()));
  const formats = OUTPUT_FORMATS.filter((format) => names.has(format));
  if (formats.length < names.size)
    throw invalidOption('format', `some of ${OUTPUT_FORMATS.join(', ')}`, text);
  return formats;
}
