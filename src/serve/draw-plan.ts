/** What a draw job is to draw, and the sketcher's options for it. */
import { invalidOption } from '../errors.ts';
import { DEFAULT_OPTIONS, resolveSketchOptions, type SketchOverrides } from '../options.ts';
import { PRESETS } from '../presets.ts';
import type { Sketch } from '../result.ts';
import { strokeCount } from '../strokes/stroke.ts';
import type { DrawOptions, MaskChoice } from './protocol.ts';
import type { MaskState, PhotoState } from './state.ts';

export interface DrawPlan {
  readonly photo: PhotoState;
  readonly options: DrawOptions;
  /** Null for the mask that is found. */
  readonly mask: MaskState | null;
  readonly pinned: Sketch | null;
  /** Whether drawings with other numbers of strokes follow in the background. */
  readonly levels: boolean;
  readonly save: boolean;
  /** For a drawing with another number of strokes: the drawing that it belongs to. */
  readonly of?: string;
}

/** @throws ClipassoError 'usage' for values out of range, and for fewer strokes than are pinned */
export function checkPlan(plan: DrawPlan): void {
  resolveSketchOptions(overridesOf(plan));
  const most = plan.options.strokes ?? DEFAULT_OPTIONS.strokes;
  const kept = plan.pinned ? strokeCount(plan.pinned.strokes) : 0;
  if (most !== 'auto' && kept > most)
    throw invalidOption('strokes', `at least the ${kept} that are pinned`, most);
}

/** Options for the sketcher, which checks their values. */
export function overridesOf({ options: { preset, ...options }, mask }: DrawPlan): SketchOverrides {
  const { teacher: _, ...chosen } = preset === undefined ? {} : PRESETS[preset];
  return { ...chosen, ...options, mask: maskOption(mask) };
}

/** The mask as a value of the option `mask`. */
function maskOption(mask: MaskState | null): MaskChoice {
  if (mask === null) return 'auto';
  return mask.png ? `data:image/png;base64,${mask.png.toString('base64')}` : 'none';
}
