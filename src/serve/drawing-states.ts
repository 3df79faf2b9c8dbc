/** `DrawingState`s from the results of jobs, and from files that earlier sessions saved. */
import { DEFAULT_OPTIONS } from '../options.ts';
import { strokeCount } from '../strokes/stroke.ts';
import type { SavedDrawing } from './gallery.ts';
import type { Drawn } from './jobs.ts';
import type { DrawingState } from './state.ts';

/** Name of every mask that is neither the found one nor the whole photo. */
const MASK_FILE = 'mask.png';

/** The drawing with the lowest loss, and the other seeds' as variants. @param newId called once for each */
export function drawnStates(
  { job, plan, result, draft, variants, seconds }: Drawn,
  newId: () => string,
): readonly [DrawingState, ...DrawingState[]] {
  const { photo, options: asked, mask, pinned } = plan;
  const of = plan.of ?? null;
  const base = {
    ...{ photo: photo.id, job: job.id, options: asked, pinned, maskState: mask, seconds },
    ...{ earlier: null, edited: null },
    pins: Array.from({ length: pinned ? strokeCount(pinned.strokes) : 0 }, (_, index) => index),
    mask: mask === null ? 'auto' : mask.png ? mask.info.id : 'none',
  };
  const id = newId();
  if (!result) {
    const seed = asked.seed ?? DEFAULT_OPTIONS.seed;
    const stopped = { making: null, losses: {}, seed, loss: null, aborted: true, warnings: [] };
    return [{ id, kind: 'drawn', of, ...base, sketch: draft!, ...stopped }];
  }
  const { sketch, seed, loss, seeds, warnings, aborted, ...rest } = result;
  const losses = Object.fromEntries(seeds.map((each) => [each.seed, each.bestLoss]));
  // options name a mask by the path that the command line would use; its picture is in `maskState`
  const named = { ...rest.options, mask: mask === null ? 'auto' : mask.png ? MASK_FILE : 'none' };
  const making = { ...rest, options: named, seed, loss, warnings, aborted };
  const common = { ...base, losses, aborted, warnings };
  const kind = job.kind === 'level' ? 'level' : 'drawn';
  const others = variants
    .filter((each) => each.seed !== seed)
    .map((each): DrawingState => {
      const own = { sketch: each.sketch, seed: each.seed, loss: each.loss };
      const made = { ...making, seed: each.seed, loss: each.loss };
      return { id: newId(), kind: 'variant', of: id, ...common, ...own, making: made };
    });
  return [{ id, kind, of, ...common, sketch, making, seed, loss }, ...others];
}

/** A drawing that an earlier session or a batch has saved. */
export function savedState(id: string, photo: string, { entry, sketch }: SavedDrawing): DrawingState {
  const { losses, seed, loss, seconds } = entry;
  const strokes = strokeCount(sketch.strokes);
  return {
    ...{ id, photo, kind: 'drawn', job: '', of: null, options: { strokes } },
    ...{ mask: 'auto', maskState: null, pinned: null, sketch, making: null, losses, seed, loss, seconds },
    ...{ aborted: false, warnings: [], earlier: entry, edited: null, pins: [] },
  };
}
