/** Tuned numbers: each heuristic has its own, by name, with defaults; any of them can be set from outside for an experiment. */
export interface Params {
  readonly [name: string]: number | readonly number[] | Params;
}
