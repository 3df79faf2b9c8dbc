/** What judges the drawings of one photo: its objective, on the stage of its views. */
import { asScene } from './contours/scene.ts';
import type { Objective } from './loss/objective.ts';
import { createPhotoObjective } from './photo-objective.ts';
import type { Prepared } from './prepare.ts';
import type { Stage } from './rasterizer/views.ts';
import type { Run } from './tools.ts';
import { createViewBank } from './views/bank.ts';

/** Judges by all views, and by the plain one alone, by which starts are chosen. */
export interface Judges {
  readonly all: Judge;
  readonly plain: Judge;
}

export interface Judge {
  readonly objective: Objective;
  readonly stage: Stage;
}

export async function createJudges(
  { map, look: { frame }, scene }: Prepared,
  { options, tuning, teacher, engine, random }: Run,
): Promise<Judges> {
  // what is not optimised is judged by the view that it was chosen by
  const count = options.iterations === 0 ? 1 : options.views;
  const views = createViewBank(random.fork('views'), count, frame.width, frame.height);
  const seen = { ...map, ...(scene && asScene(map)), frame };
  const weights = { ...options, inkTerms: tuning.inkTerms };
  const objective = await createPhotoObjective(engine, teacher, seen, views, weights);
  return {
    all: { objective, stage: { ...frame, views } },
    plain: { objective: objective.firstViews(1), stage: { ...frame, views: views.slice(0, 1) } },
  };
}
