/** What the folder's manifest is told of a drawing that a person has saved, so that `batch` leaves it alone. */
import { hashDrawing, type ManifestEntry } from '../batch/manifest.ts';
import { DEFAULT_OPTIONS } from '../options.ts';
import { DEFAULT_TIMING } from '../output/frames.ts';
import { PRESETS } from '../presets.ts';
import { strokeCount } from '../strokes/stroke.ts';
import { currentSketch, type DrawingState, isEdited } from './state.ts';

/** As `batch` saves without options. */
export const SAVE = { timing: DEFAULT_TIMING };

export interface SavedPlace {
  /** The photo, as the manifest names it, and the SHA-256 of its bytes. */
  readonly input: string;
  readonly inputHash: string;
  /** Written files, relative to the output folder. */
  readonly outputs: readonly string[];
  readonly star: boolean;
  /** What stood there. */
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
 * Of the options of a batch that would draw what the person has corrected: its mask, the seed that was taken and the strokes that were changed
 * count for nothing. Where a batch has drawn the same photo before, its options stay, see `savedEntry`: run again with them, it keeps what
 * the person made of its drawing.
 */
function hashOf({ making, options }: DrawingState): string {
  const { preset, ...asked } = options;
  const { teacher: _, ...chosen } = preset === undefined ? {} : PRESETS[preset];
  const { mask, maskFit, seed, seeds } = DEFAULT_OPTIONS;
  const made = { ...DEFAULT_OPTIONS, ...chosen, ...making?.options, ...asked };
  return hashDrawing({ ...made, mask, maskFit, seed, seeds }, { save: SAVE, order: false }, null);
}
