/** Draws one photo of a batch, unless it is finished. */
import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { ClipassoError } from '../errors.ts';
import { hashFile } from '../hash-file.ts';
import type { SketchOptions } from '../options.ts';
import type { OutputFormat } from '../output/formats.ts';
import { encodeSketch } from '../output/save.ts';
import { writeFileAtomic } from '../output/write.ts';
import type { Feature } from '../result.ts';
import { strokeCount } from '../strokes/stroke.ts';
import { systemReason } from '../system-reason.ts';
import type { OutputFolder } from './folders.ts';
import { entryKey, hashDrawing, type Manifest, type ManifestEntry } from './manifest.ts';
import { readThumbnail, writeThumbnail } from './thumbnail.ts';
import type { BatchHooks, BatchOptions, BatchTask, PhotoSketcher } from './types.ts';

export type Outcome =
  | { readonly status: 'kept'; readonly entry: ManifestEntry }
  | {
      readonly status: 'drawn';
      readonly entry: ManifestEntry;
      readonly features: readonly Feature[];
      readonly warnings: readonly string[];
    }
  | { readonly status: 'aborted' };

export interface Drawer {
  draw(task: BatchTask): Promise<Outcome>;
  dispose(): Promise<void>;
}

/** Tools and output folder of a batch. */
export interface DrawerInput {
  /** How each photo is drawn. */
  readonly sketchOptions: SketchOptions;
  readonly options: BatchOptions;
  /** Called once, when the first photo has to be drawn. */
  readonly load: () => Promise<PhotoSketcher>;
  readonly folder: OutputFolder;
  readonly manifest: Manifest;
}

export function createDrawer(
  { sketchOptions, options, load, folder, manifest }: DrawerInput,
  { signal, onEvent }: BatchHooks,
): Drawer {
  let sketcher: Promise<PhotoSketcher> | null = null;
  const { mask } = sketchOptions;
  const maskHash = mask === 'auto' || mask === 'none' ? null : hashFile(mask).catch(() => null);

  return {
    async draw(task) {
      const { input, strokes, outputs } = task;
      const inputHash = await hashFile(input.path).catch((cause: NodeJS.ErrnoException) => {
        throw new ClipassoError('input', `${input.path} cannot be read: ${systemReason(cause)}`, { cause });
      });
      const optionsHash = hashDrawing({ ...sketchOptions, strokes }, options, await maskHash);
      const before = manifest.entries.get(entryKey(task));
      if (
        !options.force &&
        before?.input === input.place &&
        before.inputHash === inputHash &&
        before.optionsHash === optionsHash &&
        outputs.every((output) => before.outputs.includes(output)) &&
        (await allExist(options.out, outputs))
      ) {
        if ((await readThumbnail(folder, inputHash)) === null)
          await writeThumbnail(folder, input.path, inputHash).catch(() => {}); // the contact sheet reports that it is missing
        return { status: 'kept', entry: before };
      }
      const started = performance.now();
      sketcher ??= load();
      const result = await (await sketcher).sketch(
        input.path,
        { strokes },
        {
          ...(signal && { signal }),
          order: options.order ?? false,
          onEvent: (event) => onEvent?.({ kind: 'progress', task, event }),
        },
      );
      if (result.aborted) return { status: 'aborted' };
      const problems: unknown[] = [];
      for (const output of outputs.filter((each) => !task.keep?.includes(each))) {
        const title = posix.basename(output, posix.extname(output));
        const format = posix.extname(output).slice(1) as OutputFormat;
        const style = { ...options.save, title };
        // a file that cannot be written does not stop the others
        await encodeSketch(result.sketch, format, style, options.metadata?.(result))
          .then(async (content) => writeFileAtomic(await folder.place(output), content))
          .catch((error) => problems.push(error));
      }
      if (problems.length > 0) throw problems[0];
      const warnings = [...result.warnings];
      await writeThumbnail(folder, input.path, inputHash).catch(({ message }: Error) => {
        warnings.push(`The contact sheet lacks the photo: ${message}`);
      });
      const entry: ManifestEntry = {
        input: input.place,
        strokes: strokeCount(result.sketch.strokes),
        inputHash,
        optionsHash,
        seed: result.seed,
        loss: result.loss,
        losses: Object.fromEntries(result.seeds.map(({ seed, bestLoss }) => [seed, bestLoss])),
        // a kept file that no batch has written is not recorded as the batch's
        outputs: outputs.filter((each) => !task.keep?.includes(each) || before?.outputs.includes(each)),
        ...(before?.starred && { starred: true }),
        seconds: Math.round(performance.now() - started) / 1000,
      };
      await manifest.add(entry);
      return { status: 'drawn', entry, features: result.features, warnings };
    },
    async dispose() {
      const loaded = await sketcher?.catch(() => null);
      loaded?.dispose();
    },
  };
}

async function allExist(out: string, outputs: readonly string[]): Promise<boolean> {
  const found = await Promise.all(outputs.map((output) => stat(join(out, output)).catch(() => null)));
  return found.every((info) => info?.isFile());
}
