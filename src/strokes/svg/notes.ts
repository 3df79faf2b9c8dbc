/** Counts what is left out of an SVG file or drawn otherwise, by name. */

export interface Notes {
  /** Counts one `thing` that was left out or not applied, e.g. `left out`, `text`. */
  readonly add: (happened: string, thing: string) => void;
  /** One line for each kind: `left out: 2 x text, 1 x image`. */
  readonly lines: () => string[];
}

export const LEFT_OUT = 'left out';
export const NOT_APPLIED = 'not applied';

export function createNotes(): Notes {
  const counts = new Map<string, Map<string, number>>();
  return {
    add(happened, thing) {
      const things = counts.get(happened) ?? new Map<string, number>();
      counts.set(happened, things.set(thing, (things.get(thing) ?? 0) + 1));
    },
    lines() {
      return [...counts].map(([happened, things]) => {
        const list = [...things].map(([thing, count]) => `${count} x ${thing}`);
        return `${happened}: ${list.join(', ')}`;
      });
    },
  };
}
