/** What a sketcher draws every photo with, what it keeps of the last one, and what one run is made with. */
import type { Aside } from './aside/aside.ts';
import type { Engine } from './compute/program.ts';
import type { ContourMap } from './contours/map.ts';
import type { Chain } from './lines/polyline.ts';
import type { SketchOptions } from './options.ts';
import type { Settings } from './params.ts';
import type { Look } from './photo/look.ts';
import type { Random } from './random.ts';
import { type Memory, rememberLast } from './remember.ts';
import type { SketchContext } from './result.ts';
import type { People } from './seeing/people.ts';
import type { Palette } from './sources/palette.ts';
import type { SubjectTools, Told } from './subject.ts';
import type { Teacher } from './teachers/teacher.ts';
import type { Tuning } from './tuning.ts';

/** A run may also be an experiment. */
export interface RunContext extends SketchContext {
  /** Tuned numbers that differ from their defaults, by path; see tuning.ts. */
  readonly tuned?: Settings;
}

/** What a run is made with. */
export interface Run {
  readonly options: SketchOptions;
  readonly context: RunContext;
  readonly tuning: Tuning;
  readonly teacher: Teacher;
  readonly engine: Engine;
  readonly random: Random;
}

/** What a sketcher draws every photo with, and what it keeps of the last one. */
export interface Tools {
  readonly teacher: Teacher;
  readonly engine: Engine;
  readonly seen: Memory<Seen>;
  readonly things: Memory<Told>;
  readonly clip: SubjectTools['clip'];
  readonly palettes: Memory<{ readonly map: ContourMap; readonly palette: Palette }>;
  /** A second thread, or null for none. */
  readonly aside: Aside | null;
}

/** @returns tools that have seen nothing yet */
export function createTools(
  teacher: Teacher,
  engine: Engine,
  { clip, aside }: Pick<Tools, 'clip' | 'aside'>,
): Tools {
  return {
    ...{ teacher, engine, clip, aside },
    ...{ seen: rememberLast(), things: rememberLast(), palettes: rememberLast() },
  };
}

/** What is seen in a photo. */
export interface Seen {
  readonly look: Look;
  /** Which of several things each pixel is of, see things/owners.ts. */
  readonly owners: Int32Array | null;
  /** Lines of what is behind the subject; null where it is not drawn, or has none. */
  readonly background: readonly Chain[] | null;
  /** Null where nobody asks for features. */
  readonly found: People | null;
}
