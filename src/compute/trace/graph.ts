/**
 * The graph that a traced program becomes. A value is an input, a constant or the single output of a node; nodes hold
 * their operands by reference, so a graph is whatever its outputs reach and dead nodes simply are not reached.
 *
 * Equal nodes are one object (hash consing): emitting a node twice returns the first, which is common subexpression
 * elimination.
 */
import type { Constant, ElementType } from './constant.ts';
import { ConstantPool } from './constant.ts';

/** Integers, lists of integers and strings stand for themselves; a float is wrapped to tell it from an integer. */
export type Attribute = number | readonly number[] | string | { readonly float: number };

export interface GraphInput {
  readonly kind: 'input';
  readonly id: number;
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: ElementType;
}

export interface GraphNode {
  readonly kind: 'node';
  /** Grows in the order of emission, so operands have smaller ids than the nodes that use them. */
  readonly id: number;
  readonly op: string;
  /** '' is ONNX itself. */
  readonly domain: '' | 'com.microsoft';
  readonly operands: readonly Value[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly shape: readonly number[];
  readonly type: ElementType;
}

export type Value = GraphInput | Constant | GraphNode;

export interface Graph {
  readonly inputs: readonly GraphInput[];
  readonly outputs: Readonly<Record<string, Value>>;
}

export interface NodeType {
  readonly shape: readonly number[];
  readonly type: ElementType;
}

export class GraphBuilder {
  readonly inputs: GraphInput[] = [];
  readonly constants: ConstantPool;
  readonly #nodes = new Map<string, GraphNode>();

  /** @param constants numbers values and shares equal small constants; it may serve several graphs. */
  constructor(constants: ConstantPool = new ConstantPool()) {
    this.constants = constants;
  }

  input(name: string, shape: readonly number[], type: ElementType): GraphInput {
    const input: GraphInput = { kind: 'input', id: this.constants.nextId(), name, shape, type };
    this.inputs.push(input);
    return input;
  }

  emit(
    op: string,
    operands: readonly Value[],
    { shape, type }: NodeType,
    attributes: Readonly<Record<string, Attribute>> = {},
    domain: GraphNode['domain'] = '',
  ): GraphNode {
    const key = `${domain}.${op}(${operands.map((operand) => operand.id)})${JSON.stringify(attributes)}`;
    let node = this.#nodes.get(key);
    if (node === undefined) {
      const id = this.constants.nextId();
      node = { kind: 'node', id, op, domain, operands, attributes, shape, type };
      this.#nodes.set(key, node);
    }
    return node;
  }

  /** A rank 0 constant. */
  scalar(value: number, type: ElementType = 'float32'): Constant {
    return this.constants.uniform(value, [], type);
  }

  /** A rank 1 constant, as ONNX wants its shapes, axes and bounds. */
  int64(values: readonly number[]): Constant {
    return this.constants.fromValues(BigInt64Array.from(values, BigInt), [values.length], 'int64');
  }
}

/** Everything that the graph's outputs need, operands first. */
export function reachable(graph: Graph): Value[] {
  const found = new Map<number, Value>();
  const stack: Value[] = Object.values(graph.outputs);
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (found.has(value.id)) continue;
    found.set(value.id, value);
    if (value.kind === 'node') stack.push(...value.operands);
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i]);
}
