/** Undo and redo: a bounded list of states. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
}

/** States kept; a drawing of 64 strokes takes about 10 kB. */
const MOST = 200;

export function startHistory<State>(present: State): History<State> {
  return { past: [], present, future: [] };
}

/** Adds a state and drops the states that were undone; adding the current state again changes nothing. */
export function commit<State>(history: History<State>, present: State): History<State> {
  if (present === history.present) return history;
  return { past: [...history.past, history.present].slice(-MOST), present, future: [] };
}

export function undo<State>(history: History<State>): History<State> {
  const { past, present, future } = history;
  if (past.length === 0) return history;
  return { past: past.slice(0, -1), present: past[past.length - 1], future: [present, ...future] };
}

export function redo<State>(history: History<State>): History<State> {
  const { past, present, future } = history;
  if (future.length === 0) return history;
  return { past: [...past, present], present: future[0], future: future.slice(1) };
}
