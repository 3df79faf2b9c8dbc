/** What `bench:sensitivity` finds, as a table. */
import type { Table } from '../tables.ts';

/** One number set to another value, on one photo. */
export interface Change {
  readonly photo: string;
  readonly path: string;
  readonly value: number | readonly number[];
  readonly set: readonly number[];
  /** Chamfer distance of the strokes to those with the usual value, in pixels of a drawing 224 wide. */
  readonly moved?: number;
  /** Change of the judge's likeness. */
  readonly likeness?: number;
  /** Change of the loss, as a part of it. */
  readonly loss?: number;
  /** Why there is no drawing. */
  readonly error?: string;
}

/** A number times `factor`; what is whole stays so, and changes by one at least. */
export function scaled(value: number, factor: number): number {
  if (!Number.isInteger(value)) return value * factor;
  const rounded = Math.round(value * factor);
  return rounded === value ? value + Math.sign(factor - 1) : rounded;
}

/** One row for each number, those that move strokes furthest first. */
export function sensitivityTable(changes: readonly Change[]): Table {
  const photos = [...new Set(changes.map(({ photo }) => photo))];
  const rows = [...new Set(changes.map(({ path }) => path))].map((path) => {
    const own = changes.filter((change) => change.path === path);
    const moving = own.filter(({ moved = 0 }) => moved > 0);
    const most = Math.max(0, ...moving.map(({ moved }) => moved!));
    const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / photos.length;
    return [
      path,
      String(own[0]!.value),
      `${new Set(moving.map(({ photo }) => photo)).size} of ${photos.length}`,
      most,
      mean(moving.map(({ likeness = 0 }) => likeness)),
      100 * mean(moving.map(({ loss = 0 }) => loss)),
      own.some(({ error }) => error) ? 'some values fail' : '',
    ];
  });
  rows.sort((a, b) => Number(b[3]) - Number(a[3]) || (a[0]! < b[0]! ? -1 : 1));
  return {
    columns: ['number', 'default', 'photos that change', 'moved, px', 'likeness', 'loss, %', 'note'],
    digits: [null, null, null, 2, 4, 2, null],
    rows,
  };
}
