/** What `clipasso batch` tells: a line for every photo and a summary on stderr; with --json a line of JSON each on stdout. */
import type { BatchEvent, BatchSummary, BatchTask } from '../batch/types.ts';
import type { StrokeCount } from '../options.ts';
import { printable } from '../printable.ts';
import { createProgress, type Progress, remaining } from './progress.ts';
import { complain, print, say, sayStack } from './say.ts';

export interface ReportFlags {
  readonly strokes?: readonly StrokeCount[];
  readonly jobs?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export interface Reporter {
  readonly onEvent: (event: BatchEvent) => void;
  readonly end: (summary: BatchSummary) => void;
  /** Removes the progress line. */
  readonly clear: () => void;
}

/** What has become of a photo. */
type Outcome = Extract<BatchEvent, { readonly kind: 'kept' | 'drawn' | 'absent' | 'failed' }>;

export function createReporter(flags: ReportFlags): Reporter {
  const started = performance.now();
  const progress = createBatchProgress(!flags.quiet, flags.jobs ?? 1);
  const tell = (line: string) => {
    progress.clear();
    if (!flags.quiet) say(line);
  };
  const json = (value: object) => {
    if (flags.json) print(JSON.stringify(value));
  };
  const name = ({ input, strokes }: BatchTask) =>
    `${printable(input.place)}${(flags.strokes?.length ?? 0) > 1 ? `, ${strokes} strokes` : ''}`;

  function tellOutcome(event: Outcome): void {
    progress.finished(event);
    for (const line of linesOf(event)) {
      if (event.kind === 'failed') complain(`${name(event.task)}${line}`);
      else tell(`${name(event.task)}${line}`);
    }
    if (event.kind === 'failed' && flags.verbose) sayStack(event.error);
    json(recordOf(event));
  }

  return {
    onEvent(event) {
      if (event.kind === 'found') {
        progress.found(event.tasks.length);
        for (const task of flags.dryRun ? event.tasks : []) {
          tell(`${name(task)} -> ${task.outputs.join(', ')}`);
          json({ input: task.input.place, strokes: task.strokes, outputs: task.outputs });
        }
      } else if (event.kind === 'started') progress.started(event, name(event.task));
      else if (event.kind === 'progress') progress.moved(event);
      else if (event.kind === 'note') {
        progress.clear();
        if (!flags.quiet) complain(event.message);
      } else tellOutcome(event);
    },
    end(summary) {
      const seconds = (performance.now() - started) / 1000;
      if (!flags.dryRun) {
        tell(`${inWords(summary)} in ${seconds.toFixed(1)} s`);
        for (const { input } of summary.failed) tell(`  failed: ${input}`);
      }
      const { drawn, kept, failed, absent, skipped, notes, aborted } = summary;
      json({ summary: { drawn, kept, failed, absent, skipped, notes, aborted, seconds } });
    },
    clear: progress.clear,
  };
}

/** What is said of a photo, each to be put after its name. */
function linesOf(event: Outcome): string[] {
  if (event.kind === 'kept') return [];
  if (event.kind !== 'drawn') return [`: ${event.error.message}`];
  const { task, entry, warnings } = event;
  const found = task.strokes === 'auto' ? `${entry.strokes} strokes, ` : '';
  const loss = entry.loss?.toFixed(4) ?? 'unknown';
  const files = entry.outputs.join(', ');
  return [
    ...warnings.map((warning) => `: ${warning}`),
    ` -> ${files} (${found}loss ${loss}, ${entry.seconds.toFixed(1)} s)`,
  ];
}

/** The same for machines. */
function recordOf(event: Outcome): object {
  const { input, strokes } = event.task;
  if (event.kind === 'kept') return { input: input.place, strokes: event.entry.strokes, status: 'kept' };
  if (event.kind !== 'drawn')
    return { input: input.place, strokes, status: event.kind, message: event.error.message };
  const { entry, features, warnings } = event;
  return { status: 'drawn', ...entry, features, warnings };
}

function inWords({ drawn, kept, failed, absent, skipped, aborted }: BatchSummary): string {
  const parts = [
    `${drawn} drawn`,
    ...(kept > 0 ? [`${kept} already finished`] : []),
    ...(absent.length > 0 ? [`${absent.length} without the subject`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(skipped > 0 ? [`${skipped} other files skipped`] : []),
  ];
  return `${aborted ? 'Interrupted: ' : ''}${parts.join(', ')}`;
}

/** The progress line: the first of the photos in work, and the time that is left for all. */
function createBatchProgress(enabled: boolean, jobs: number) {
  let [total, drawn, busy] = [0, 0, 0];
  const running = new Map<BatchTask, Progress>();
  const clear = () => {
    for (const progress of running.values()) progress.end();
  };
  return {
    clear,
    found(tasks: number): void {
      total = tasks;
    },
    started({ task, index }: Extract<BatchEvent, { readonly kind: 'started' }>, name: string): void {
      const left = drawn > 0 ? `, ${remaining(((busy / drawn) * (total - index) * 1000) / jobs)} left` : '';
      running.set(task, createProgress(process.stderr, enabled, `[${index + 1}/${total}${left}] ${name}: `));
    },
    moved({ task, event }: Extract<BatchEvent, { readonly kind: 'progress' }>): void {
      const isFirst = running.keys().next().value === task;
      if (isFirst || (event.stage === 'optimise' && event.step === 0)) running.get(task)?.onEvent(event);
    },
    finished(event: Outcome): void {
      clear();
      running.delete(event.task);
      if (event.kind !== 'drawn') return;
      drawn++;
      busy += event.entry.seconds;
    },
  };
}
