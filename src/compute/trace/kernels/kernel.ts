import type { GraphBuilder, Value } from '../graph.ts';

/** Operands by the names that tfjs gives them. */
export type Operands = Readonly<Record<string, Value>>;

/**
 * What a tfjs kernel adds to the graph. `attributes` are the kernel's own, of the type that tfjs declares for it
 * (tf.SumAttrs, ...), as its registry guarantees.
 * @throws Error naming what is not supported.
 */

export type KernelRule = (operands: Operands, attributes: never, graph: GraphBuilder) => Value | Value[];

export type KernelRules = Readonly<Record<string, KernelRule>>;

/** Axes as tfjs takes them (one, several, negative, or none for all), as a sorted list of non-negative ones. */
export function axesOf(axis: number | readonly number[] | null | undefined, rank: number): number[] {
  const axes = axis === null || axis === undefined ? [...Array(rank).keys()] : [axis].flat();
  return axes.map((a) => (a < 0 ? a + rank : a)).sort((a, b) => a - b);
}
