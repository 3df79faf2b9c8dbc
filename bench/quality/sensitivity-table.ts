/** What `bench:sensitivity` finds, as tables. */
import type { Table } from '../tables.ts';

export interface TunedNumber {
  readonly path: string;
  readonly value: number | readonly number[];
}

/** One number set to another value, on the first photo that noticed. */
export interface Change extends TunedNumber {
  readonly photo: string;
  /** What the number was multiplied with. */
  readonly factor: number;
  /** How far one stroke is from the drawing with the usual value, in pixels of a drawing 224 wide; Infinity if nothing is drawn. */
  readonly moved: number;
  /** Change of the judge's likeness, if it was asked. */
  readonly likeness: number | null;
}

/** A number or list times `factor`; what is whole stays so, and changes by one at least. */
export function settingOf({ value }: TunedNumber, factor: number): number | readonly number[] {
  const scaled = (v: number) => {
    if (!Number.isInteger(v)) return Number((v * factor).toPrecision(6));
    const rounded = Math.round(v * factor);
    return rounded === v ? v + Math.sign(factor - 1) : rounded;
  };
  return typeof value === 'number' ? scaled(value) : value.map(scaled);
}

/** One row for each number that a photo noticed, those that move strokes furthest first. */
export function sensitivityTable(changes: readonly Change[]): Table {
  const rows = changes
    .toSorted((a, b) => b.moved - a.moved || (a.path < b.path ? -1 : 1))
    .map(({ path, value, factor, photo, moved, likeness }) => [
      ...[path, String(value), String(settingOf({ path, value }, factor)), photo],
      moved === Number.POSITIVE_INFINITY ? 'no drawing' : moved.toFixed(2),
      likeness?.toFixed(4) ?? '-',
    ]);
  return { columns: ['number', 'default', 'set to', 'noticed on', 'moved, px', 'likeness'], rows };
}

/** The numbers that no photo noticed. */
export function unnoticedTable(numbers: readonly TunedNumber[], changes: readonly Change[]): Table {
  const noticed = new Set(changes.map(({ path }) => path));
  const rows = numbers
    .filter(({ path }) => !noticed.has(path))
    .map(({ path, value }) => [path, String(value)]);
  return { columns: ['number', 'default'], rows };
}

/** How many numbers each heuristic has, and how many of them a photo noticed. */
export function heuristicsTable(numbers: readonly TunedNumber[], changes: readonly Change[]): Table {
  const noticed = new Set(changes.map(({ path }) => path));
  const heuristicOf = (path: string) => /^(?:look\.mask|[^.]+)\.[^.]+|^[^.]+/.exec(path)![0];
  const names = [...new Set(numbers.map(({ path }) => heuristicOf(path)))].sort();
  const rows = names.map((name) => {
    const own = numbers.filter(({ path }) => heuristicOf(path) === name);
    return [name, own.length, own.filter(({ path }) => noticed.has(path)).length];
  });
  return { columns: ['heuristic', 'numbers', 'noticed'], digits: [null, 0, 0], rows };
}
