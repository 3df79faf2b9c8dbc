/** The manifest's entry for a drawing that the user has saved, so that `batch` does not draw over it. */
import { hashDrawing, type ManifestEntry } from '../batch/manifest.ts';
import { DEFAULT_OPTIONS } from '../options.ts';
import { DEFAULT_TIMING } from '../output/frames.ts';
import { PRESETS } from '../presets.ts';
import { strokeCount } from '../strokes/stroke.ts';
import { currentSketch, type DrawingState, isEdited } from './state.ts';

/** How `batch` saves by default. */
export const SAVE = { timing: DEFAULT_TIMING };

export interface SavedPlace {
  /** The photo's name in the manifest, and the SHA-256 of its bytes. */
  readonly input: string;
  readonly inputHash: string;
  /** Written files, relative to the output folder. */
  readonly outputs: readonly string[];
  readonly star: boolean;
  /** The photo's previous entry. */
  readonly before: ManifestEntry | null;
}

export function savedEntry(drawing: DrawingState, place: SavedPlace): ManifestEntry {
  const { input, inputHash, outputs, star, before } = place;
  const { seed, loss, losses, seconds } = drawing;
  return {
    ...{ input, strokes: strokeCount(currentSketch(drawing).strokes), inputHash },
    optionsHash: before?.inputHash === inputHash ? before.optionsHash : hashOf(drawing),
    ...{ seed, loss, losses, outputs, seconds },
    ...(star && { starred: true }),
    ...(isEdited(drawing) && { edited: true }),
  };
}

/**
 * Hash of the options with which a batch would have made this drawing. Mask, seed and edits by hand are left out, so that a batch keeps a
 * drawing that the user has corrected. If a batch has drawn the same photo before, `savedEntry` keeps that batch's hash for the same reason.
 */
function hashOf({ making, options }: DrawingState): string {
  const { preset, ...asked } = options;
  const { teacher: _, ...chosen } = preset === undefined ? {} : PRESETS[preset];
  const { mask, maskFit, seed, seeds } = DEFAULT_OPTIONS;
  const made = { ...DEFAULT_OPTIONS, ...chosen, ...making?.options, ...asked };
  return hashDrawing({ ...made, mask, maskFit, seed, seeds }, { save: SAVE, order: false }, null);
}
