/** What keys do to the drawing while it is edited. */
import type { Grip } from './hit.ts';

export type EditCommand =
  | { readonly do: 'step'; readonly direction: 1 | -1 }
  | { readonly do: 'nudge'; readonly x: number; readonly y: number }
  | { readonly do: 'grip'; readonly grip: Grip }
  | { readonly do: 'remove' | 'pin' | 'add' | 'undo' | 'redo' | 'deselect' };

export interface KeyStroke {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Units of the paper that an arrow moves by, alone and with Shift. */
const STEP = 1;
const LONG_STEP = 10;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** 1 to 4 are the stroke's points from its start to its end. */
const GRIPS: Readonly<Record<string, Grip>> = { 0: 'whole', 1: 0, 2: 1, 3: 2, 4: 3 };

const OTHERS: Readonly<Record<string, EditCommand>> = {
  '.': { do: 'step', direction: 1 },
  PageDown: { do: 'step', direction: 1 },
  ',': { do: 'step', direction: -1 },
  PageUp: { do: 'step', direction: -1 },
  Delete: { do: 'remove' },
  Backspace: { do: 'remove' },
  Escape: { do: 'deselect' },
  p: { do: 'pin' },
  n: { do: 'add' },
};

/** The command for a key while the drawing has the focus. */
export function editCommand(stroke: KeyStroke): EditCommand | null {
  const { key, shiftKey } = stroke;
  if (stroke.ctrlKey || stroke.metaKey || stroke.altKey) return null;
  if (Object.hasOwn(ARROWS, key)) {
    const length = shiftKey ? LONG_STEP : STEP;
    const [x, y] = ARROWS[key];
    return { do: 'nudge', x: x * length, y: y * length };
  }
  if (Object.hasOwn(GRIPS, key)) return { do: 'grip', grip: GRIPS[key] };
  return Object.hasOwn(OTHERS, key) ? OTHERS[key] : null;
}

/** The command for a key anywhere on the page: undo and redo. */
export function historyCommand({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyStroke): EditCommand | null {
  if (altKey || !(ctrlKey || metaKey)) return null;
  if (key.toLowerCase() === 'z') return { do: shiftKey ? 'redo' : 'undo' };
  return key.toLowerCase() === 'y' ? { do: 'redo' } : null;
}
