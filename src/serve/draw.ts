/** One drawing, made by the artist and shown while it comes about. */
import { ClipassoError } from '../errors.ts';
import { resolveSketchOptions, type SketchOptions } from '../options.ts';
import type { Sketch, SketchContext, SketchEvent, SketchResult, SubjectMask, Variant } from '../result.ts';
import { strokeCount } from '../strokes/stroke.ts';
import type { Artist } from './artist.ts';
import { type DrawPlan, overridesOf } from './draw-plan.ts';

export interface Made {
  /** Null when it was stopped before the network judged anything; then `draft` is set. */
  readonly result: SketchResult | null;
  readonly draft: Sketch | null;
  readonly variants: readonly Variant[];
  /** Duration. */
  readonly seconds: number;
}

/** A seed's drawing at a step; its loss is null before the network has judged it. */
export interface SeedDrawing {
  readonly seed: number;
  readonly loss: number | null;
  readonly sketch: Sketch;
}

/** Shows the drawings of all seeds, the best first, at a step of so many. */
export type Show = (step: number, steps: number, seeds: readonly SeedDrawing[]) => void;

export interface DrawContext {
  readonly signal: AbortSignal;
  readonly onEvent: (event: SketchEvent) => void;
  /** Called with the subject that was found, if the plan has no other mask. */
  readonly onSubject: (subject: SubjectMask) => Promise<void>;
  /** Null for a drawing in the background. */
  readonly show: Show | null;
}

/** @throws ClipassoError 'aborted' if it is stopped while there is nothing to show, and what the sketcher throws */
export async function draw(artist: Artist, plan: DrawPlan, context: DrawContext): Promise<Made> {
  const { signal, show } = context;
  const { photo, pinned, mask } = plan;
  const started = performance.now();
  const overrides = overridesOf(plan);
  const growth = watchGrowth(resolveSketchOptions(overrides), show);
  const found: Promise<void>[] = [];
  const result = await artist
    .use(async (sketcher) =>
      sketcher.sketch(await photo.read(), overrides, {
        signal,
        onEvent(event) {
          context.onEvent(event);
          growth.note(event);
        },
        ...(pinned && strokeCount(pinned.strokes) > 0 && { from: pinned, keep: true }),
        ...(mask === null && { onSubject: (subject) => found.push(context.onSubject(subject)) }),
        ...growth.callbacks,
      }),
    )
    .catch((error): null => {
      const ended = error instanceof ClipassoError && error.code === 'aborted';
      if (signal.aborted && growth.draft && ended) return null;
      throw error;
    });
  await Promise.all(found);
  const seconds = Math.round(performance.now() - started) / 1000;
  return { result, draft: growth.draft, variants: growth.variants, seconds };
}

/** Keeps what a drawing is before it is finished, and shows it. */
function watchGrowth({ seed, iterations }: SketchOptions, show: Show | null) {
  let losses: ReadonlyMap<number, number> = new Map();
  let draft: Sketch | null = null;
  const variants: Variant[] = [];
  const callbacks: Pick<SketchContext, 'onVariant' | 'onDraft' | 'onDrawings'> = {
    onVariant: (variant) => variants.push(variant),
    onDraft(sketch) {
      draft = sketch;
      show?.(0, iterations, [{ seed, loss: null, sketch }]);
    },
    onDrawings(step, drawings) {
      const judged = drawings.map((each) => ({ ...each, loss: losses.get(each.seed) ?? null }));
      judged.sort((a, b) => (a.loss ?? 0) - (b.loss ?? 0));
      draft = judged[0].sketch;
      show?.(step, iterations, judged);
    },
  };
  return {
    variants,
    callbacks: show === null ? {} : callbacks,
    get draft() {
      return draft;
    },
    /** Losses are told before the drawings that they are of. */
    note(event: SketchEvent): void {
      if (event.stage === 'optimise') losses = new Map(event.losses.map(({ seed, loss }) => [seed, loss]));
    },
  };
}
