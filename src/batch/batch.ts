/**
 * Many photos into one folder: find them, leave out what is finished, draw the rest one after another with one loaded
 * network, note each in the manifest, and make a contact sheet of all.
 */
import { mkdir, readdir, realpath, rm, stat } from 'node:fs/promises';
import { dirname, join, posix, sep } from 'node:path';
import { ClipassoError } from '../errors.ts';
import type { SketchOptions } from '../options.ts';
import { encodeSketch, type OutputFormat, type SaveOptions } from '../output/save.ts';
import { outputError, UNFINISHED, writeFileAtomic } from '../output/write.ts';
import type { SketchEvent, SketchResult } from '../result.ts';
import type { Sketcher } from '../sketch.ts';
import { writeContactSheets } from './contact.ts';
import { type BatchInput, findInputs } from './inputs.ts';
import { lockFolder } from './lock.ts';
import {
  entryKey,
  hashFile,
  hashOptions,
  type Manifest,
  type ManifestEntry,
  openManifest,
} from './manifest.ts';
import { assignStems } from './places.ts';
import { writeThumbnail } from './thumbnail.ts';

/** Bytes that the program may grow by before the network is loaded anew. */
const MEMORY_GROWTH = 1.5e9;

export interface BatchOptions {
  /** Output folder; made if need be. */
  readonly out: string;
  /** Formats of each drawing. `svg` must be among them for the contact sheet. @default svg and png */
  readonly formats?: readonly OutputFormat[];
  /** Stroke counts; with several, each photo gives a drawing of each. @default one, of the sketcher's own count */
  readonly strokes?: readonly number[];
  /** Draws again what is finished. */
  readonly force?: boolean;
  /** Stops after so many photos. */
  readonly limit?: number;
  /** Says what would be done, without doing it. */
  readonly dryRun?: boolean;
  readonly save?: SaveOptions;
  /** Sorts the strokes of every drawing, the most telling first. */
  readonly order?: boolean;
  /** What else is stored in the files. */
  readonly metadata?: (result: SketchResult) => object;
}

export interface BatchTask {
  readonly input: BatchInput;
  readonly strokes: number;
  /** Files to write, relative to the output folder. */
  readonly outputs: readonly string[];
}

export type BatchEvent =
  | { readonly kind: 'found'; readonly tasks: readonly BatchTask[]; readonly skipped: number }
  | { readonly kind: 'started'; readonly task: BatchTask; readonly index: number }
  | { readonly kind: 'progress'; readonly event: SketchEvent }
  /** Finished by an earlier run. */
  | { readonly kind: 'kept'; readonly task: BatchTask; readonly index: number }
  | {
      readonly kind: 'drawn';
      readonly task: BatchTask;
      readonly index: number;
      readonly entry: ManifestEntry;
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'failed'; readonly task: BatchTask; readonly index: number; readonly error: Error };

export interface BatchHooks {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: BatchEvent) => void;
}

export interface BatchSummary {
  readonly drawn: number;
  readonly kept: number;
  readonly failed: readonly { readonly input: string; readonly message: string }[];
  /** Files in folders that are no photos. */
  readonly skipped: number;
  readonly aborted: boolean;
}

/**
 * @param load makes the network ready; called once, when the first photo needs it
 * @throws ClipassoError if the inputs cannot be found, the folder cannot be written or is in use, or the network cannot run.
 * A photo that fails is reported and does not stop the others.
 */
export async function runBatch(
  sources: readonly string[],
  sketchOptions: SketchOptions,
  load: () => Promise<Sketcher>,
  options: BatchOptions,
  hooks: BatchHooks = {},
): Promise<BatchSummary> {
  const { inputs, skipped } = await findInputs(sources, options.out);
  const tasks = planTasks(inputs, sketchOptions, options);
  hooks.onEvent?.({ kind: 'found', tasks, skipped });
  if (options.dryRun) return { drawn: 0, kept: 0, failed: [], skipped, aborted: false };

  await mkdir(options.out, { recursive: true }).catch((cause) => {
    throw outputError(options.out, cause);
  });
  const lock = await lockFolder(options.out);
  try {
    const manifest = await openManifest(options.out);
    const drawer = createDrawer(sketchOptions, load, options, manifest, hooks);
    try {
      const counts = await runTasks(tasks, drawer, hooks);
      await writeContactSheets(options.out, [...manifest.entries.values()]);
      return { ...counts, skipped };
    } finally {
      drawer.dispose();
      await manifest.close();
    }
  } finally {
    await lock.release();
  }
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
  { signal, onEvent }: BatchHooks,
): Promise<Omit<BatchSummary, 'skipped'>> {
  let drawn = 0;
  let kept = 0;
  const failed: { input: string; message: string }[] = [];
  for (const [index, task] of tasks.entries()) {
    if (signal?.aborted) break;
    onEvent?.({ kind: 'started', task, index });
    try {
      const outcome = await drawer.draw(task);
      if (outcome === 'aborted') break;
      if (outcome === 'kept') {
        kept++;
        onEvent?.({ kind: 'kept', task, index });
      } else {
        drawn++;
        onEvent?.({ kind: 'drawn', task, index, ...outcome });
      }
    } catch (error) {
      if (isFatal(error)) throw error;
      failed.push({ input: task.input.place, message: (error as Error).message });
      onEvent?.({ kind: 'failed', task, index, error: error as Error });
    }
  }
  return { drawn, kept, failed, aborted: signal?.aborted ?? false };
}

/** Errors that every further photo would meet too. */
function isFatal(error: unknown): boolean {
  return error instanceof ClipassoError && ['usage', 'model', 'engine', 'network'].includes(error.code);
}

interface Drawer {
  draw(task: BatchTask): Promise<'kept' | 'aborted' | { entry: ManifestEntry; warnings: readonly string[] }>;
  dispose(): void;
}

function createDrawer(
  sketchOptions: SketchOptions,
  load: () => Promise<Sketcher>,
  options: BatchOptions,
  manifest: Manifest,
  { signal, onEvent }: BatchHooks,
): Drawer {
  let sketcher: Sketcher | null = null;
  let usual = 0;
  const folders = createFolders(options.out);
  const { engine: _, threads: __, ...drawing } = sketchOptions;

  return {
    async draw(task) {
      const { input, strokes, outputs } = task;
      const inputHash = await hashFile(input.path).catch((cause: NodeJS.ErrnoException) => {
        throw new ClipassoError('input', `${input.path} cannot be read (${cause.code})`, { cause });
      });
      const optionsHash = hashOptions({ ...drawing, ...options.save, order: options.order, strokes });
      const before = manifest.entries.get(entryKey(task));
      if (
        !options.force &&
        before?.input === input.place &&
        before.inputHash === inputHash &&
        before.optionsHash === optionsHash &&
        outputs.every((output) => before.outputs.includes(output)) &&
        (await allExist(options.out, outputs))
      ) {
        return 'kept';
      }
      const started = performance.now();
      sketcher ??= await load();
      const result = await sketcher.sketch(
        input.path,
        { strokes },
        {
          ...(signal && { signal }),
          order: options.order ?? false,
          onEvent: (event) => onEvent?.({ kind: 'progress', event }),
        },
      );
      // networks compiled for photos of many shapes pile up: drop them now and then
      const memory = process.memoryUsage.rss();
      usual ||= memory;
      if (memory > usual + MEMORY_GROWTH) {
        sketcher.dispose();
        sketcher = null;
      }
      if (result.aborted) return 'aborted';
      for (const output of outputs) {
        await folders.prepare(dirname(output));
        const title = posix.basename(output, posix.extname(output));
        const format = posix.extname(output).slice(1) as OutputFormat;
        const content = await encodeSketch(
          result.sketch,
          format,
          { title, ...options.save },
          options.metadata?.(result),
        );
        await writeFileAtomic(join(options.out, output), content);
      }
      await writeThumbnail(options.out, input.path, inputHash);
      const entry: ManifestEntry = {
        input: input.place,
        strokes,
        inputHash,
        optionsHash,
        seed: result.seed,
        loss: result.loss,
        losses: Object.fromEntries(result.seeds.map(({ seed, bestLoss }) => [seed, bestLoss])),
        outputs,
        seconds: Math.round(performance.now() - started) / 1000,
      };
      await manifest.add(entry);
      return { entry, warnings: result.warnings };
    },
    dispose: () => sketcher?.dispose(),
  };
}

/** Makes folders inside the output folder, refuses those that lead out of it, and clears what a killed run left there. */
function createFolders(out: string) {
  const prepared = new Set<string>();
  return {
    async prepare(folder: string): Promise<void> {
      if (prepared.has(folder)) return;
      const path = join(out, folder);
      await mkdir(path, { recursive: true }).catch((cause) => {
        throw outputError(path, cause);
      });
      const [root, real] = await Promise.all([realpath(out), realpath(path)]);
      if (real !== root && !real.startsWith(root + sep)) {
        throw new ClipassoError('output', `${path} is a link that leads out of ${out}; remove it`);
      }
      for (const name of await readdir(path)) {
        if (UNFINISHED.test(name)) await rm(join(path, name), { force: true });
      }
      prepared.add(folder);
    },
  };
}

async function allExist(out: string, outputs: readonly string[]): Promise<boolean> {
  const found = await Promise.all(outputs.map((output) => stat(join(out, output)).catch(() => null)));
  return found.every((info) => info?.isFile());
}
