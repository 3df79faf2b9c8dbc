/**
 * Draws many photos into one folder: finds them, leaves out what is finished, draws the rest in one or more processes, adds each to the
 * manifest, and makes a contact sheet of all.
 */
import { ClipassoError, checkObject, invalidOption } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import type { ModelSettings } from '../models/settings.ts';
import { resolveSketchOptions, type SketchOptions } from '../options.ts';
import { outputError } from '../output/write.ts';
import { CONTACT_SHEETS, QUICK_SHEETS, writeContactSheets } from './contact.ts';
import { createDrawer, type Drawer } from './drawer.ts';
import { openOutputFolder } from './folders.ts';
import { guardTasks } from './guard.ts';
import { type BatchInput, findInputs } from './inputs.ts';
import { checkJobs, loadPhotoSketcher } from './jobs.ts';
import { lockFolder } from './lock.ts';
import { MANIFEST, openManifest } from './manifest.ts';
import { assignStems } from './places.ts';
import type { BatchHooks, BatchOptions, BatchSummary, BatchTask, PhotoSketcher } from './types.ts';

export type * from './types.ts';

export interface LibraryBatchOptions extends BatchOptions {
  readonly sketch?: Partial<SketchOptions>;
  /** Where weights are, for teachers that are not embedded. */
  readonly models?: ModelSettings;
}

/**
 * Draws photos from folders, files and globs into `options.out`, leaving out what an earlier run has finished.
 * @throws ClipassoError as runBatch
 */
export async function batch(
  sources: readonly string[],
  given: LibraryBatchOptions,
  hooks: BatchHooks = {},
): Promise<BatchSummary> {
  const { sketch, models, ...options } = checkObject(given, 'options');
  if (!Array.isArray(sources) || !sources.every((source) => typeof source === 'string'))
    throw invalidOption('sources', 'a list of folders, files and globs', sources);
  if (typeof options.out !== 'string' || options.out === '')
    throw invalidOption('out', 'the path of a folder', options.out);
  checkObject(hooks, 'hooks');
  const resolved = resolveSketchOptions(sketch);
  return runBatch(sources, resolved, () => loadPhotoSketcher(resolved, models), options, hooks);
}

/**
 * @param load makes the network ready; called once, when the first photo needs it. It draws `options.jobs` photos at a time.
 * @throws ClipassoError if the inputs cannot be found, the folder cannot be written or is in use, or the network cannot run.
 * A photo that fails is reported and does not stop the others.
 */
export async function runBatch(
  sources: readonly string[],
  sketchOptions: SketchOptions,
  load: () => Promise<PhotoSketcher>,
  options: BatchOptions,
  hooks: BatchHooks = {},
): Promise<BatchSummary> {
  const { jobs = 1 } = options;
  checkJobs(jobs);
  const stop = () => {
    if (hooks.signal?.aborted) throw new ClipassoError('aborted', 'Interrupted before anything was drawn');
  };
  const { inputs, skipped } = await findInputs(sources, options.out, stop);
  stop();
  const { tasks, kept, guard } = await guardTasks(
    planTasks(inputs, sketchOptions, options),
    readFiles(inputs, sketchOptions),
    options,
  );
  hooks.onEvent?.({ kind: 'found', tasks, skipped });
  if (options.dryRun) return { drawn: 0, kept, failed: [], absent: [], skipped, notes: [], aborted: false };

  await makeFolder(options.out).catch((cause) => {
    throw outputError(options.out, cause);
  });
  const lock = await lockFolder(options.out);
  try {
    const folder = openOutputFolder(options.out);
    const manifest = await openManifest(folder);
    const notes: string[] = [];
    const note = (message: string) => {
      notes.push(message);
      hooks.onEvent?.({ kind: 'note', message });
    };
    for (const line of manifest.dropped) note(`Line ${line} of ${MANIFEST} is no entry and is left out`);
    const drawer = createDrawer({ sketchOptions, options, load, folder, manifest }, hooks);
    try {
      const counts = await runTasks(tasks, drawer, jobs, hooks);
      const entries = [...manifest.entries.values()];
      const sheets = counts.aborted ? QUICK_SHEETS : CONTACT_SHEETS;
      for (const message of await writeContactSheets(folder, entries, guard, sheets)) note(message);
      return { ...counts, kept: counts.kept + kept, skipped, notes };
    } finally {
      await drawer.dispose();
      await manifest.close();
    }
  } finally {
    await lock.release();
  }
}

function readFiles(inputs: readonly BatchInput[], { mask }: SketchOptions): string[] {
  const photos = inputs.map(({ path }) => path);
  return mask === 'auto' || mask === 'none' ? photos : [...photos, mask];
}

function planTasks(
  inputs: readonly BatchInput[],
  sketchOptions: SketchOptions,
  options: BatchOptions,
): BatchTask[] {
  const stems = assignStems(inputs);
  const formats = options.formats ?? ['svg', 'png'];
  const counts = options.strokes ?? [sketchOptions.strokes];
  const chosen = inputs.slice(0, options.limit ?? inputs.length);
  return chosen.flatMap((input, i) =>
    counts.map((strokes) => {
      const stem = counts.length > 1 ? `${stems[i]}-${strokes}` : stems[i];
      return { input, strokes, outputs: formats.map((format) => `${stem}.${format}`) };
    }),
  );
}

async function runTasks(
  tasks: readonly BatchTask[],
  drawer: Drawer,
  jobs: number,
  { signal, onEvent }: BatchHooks,
): Promise<Omit<BatchSummary, 'skipped' | 'notes'>> {
  let drawn = 0;
  let kept = 0;
  const failed: { input: string; message: string }[] = [];
  const absent: { input: string; message: string }[] = [];
  const fatal: unknown[] = [];
  const queue = tasks.entries();
  const drawInTurn = async () => {
    for (const [index, task] of queue) {
      if (signal?.aborted || fatal.length > 0) return;
      onEvent?.({ kind: 'started', task, index });
      try {
        const outcome = await drawer.draw(task);
        if (outcome.status === 'aborted') return;
        const { entry } = outcome;
        if (outcome.status === 'kept') {
          kept++;
          onEvent?.({ kind: 'kept', task, index, entry });
        } else {
          drawn++;
          onEvent?.({
            kind: 'drawn',
            task,
            index,
            entry,
            features: outcome.features,
            warnings: outcome.warnings,
          });
        }
      } catch (error) {
        if (error instanceof ClipassoError && error.code === 'aborted') return;
        if (isFatal(error)) {
          fatal.push(error);
          return;
        }
        const isAbsent = error instanceof ClipassoError && error.code === 'subject';
        const { message } = error as Error;
        (isAbsent ? absent : failed).push({ input: task.input.place, message });
        onEvent?.({ kind: isAbsent ? 'absent' : 'failed', task, index, error: error as Error });
      }
    }
  };
  await Promise.all(Array.from({ length: jobs }, drawInTurn));
  if (fatal.length > 0) throw fatal[0];
  return { drawn, kept, failed, absent, aborted: signal?.aborted ?? false };
}

/** Error codes of a disk that cannot be written any more. */
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EROFS'];

/** Errors that every further photo would meet too. */
function isFatal(error: unknown): boolean {
  if (!(error instanceof ClipassoError)) return false;
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
  return (
    ['usage', 'model', 'engine', 'network'].includes(error.code) ||
    (error.code === 'output' && code !== undefined && NO_ROOM.includes(code))
  );
}
