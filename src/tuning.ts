/**
 * Every tuned number of the pipeline by its path, such as `contours.leastImportance`. Defaults stand beside what they tune; an experiment
 * sets some of them for a run.
 */
import { ABSTRACTION } from './choose/abstraction.ts';
import { OWN_LINES } from './choose/own-lines.ts';
import { REPETITION } from './choose/repetition.ts';
import { STRATEGIES } from './choose/strategies.ts';
import { CONTOURS } from './contours/map.ts';
import { TOURNAMENT } from './optimize/optimize.ts';
import { type Params, type Settings, setParams } from './params.ts';
import { LOOK } from './photo/look.ts';
import { INK_TERMS } from './photo-objective.ts';
import { OBJECTS } from './seeing/objects.ts';
import { PEOPLE } from './seeing/people.ts';
import { PORTRAIT_MASK } from './seeing/portrait-mask.ts';
import { PALETTE } from './sources/palette.ts';
import { SOURCES } from './sources/sources.ts';
import { STANDS_OUT } from './things/stands-out.ts';
import { TELL } from './things/tell.ts';
import { TOGETHER } from './things/together.ts';

/** Numbers of heuristics by their names. */
const byName = (heuristics: readonly { readonly name: string; readonly params: Params }[]) =>
  Object.fromEntries(heuristics.map(({ name, params }) => [name, params]));

export const TUNING = {
  look: LOOK,
  objects: OBJECTS,
  people: PEOPLE,
  subject: { standsOut: STANDS_OUT, things: TELL, together: TOGETHER, portrait: PORTRAIT_MASK },
  contours: CONTOURS,
  sources: byName([...SOURCES.contour, ...SOURCES.saliency]),
  palette: PALETTE,
  strategies: byName([...STRATEGIES.contour, ...STRATEGIES.scene]),
  repetition: REPETITION,
  ownLines: OWN_LINES,
  abstraction: ABSTRACTION,
  inkTerms: INK_TERMS,
  tournament: TOURNAMENT,
};

export type Tuning = typeof TUNING;

/** @throws ClipassoError 'usage' for a path that leads to no number */
export function tune(settings: Settings = {}): Tuning {
  return setParams(TUNING, settings);
}
