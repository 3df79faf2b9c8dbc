/**
 * The same graph in ONNX's own operators: FusedMatMul, which is onnxruntime's and which not every execution provider has, becomes
 * transposes and MatMul. Transposes of weights are computed once, when a session is made.
 */
import { type Graph, type GraphNode, reachable, type Value } from './graph.ts';

/** @param nextId numbers for new nodes */
export function withPlainProducts(graph: Graph, nextId: () => number): Graph {
  const plain = new Map<Value, Value>();
  const of = (value: Value) => plain.get(value) ?? value;
  for (const value of reachable(graph)) {
    if (value.kind !== 'node') continue;
    const operands = value.operands.map(of);
    // Ids grow in the order of emission: every node after a new one is numbered anew.
    if (value.op === 'FusedMatMul') plain.set(value, plainProduct(value, operands, nextId));
    else plain.set(value, { ...value, id: nextId(), operands });
  }
  const outputs = Object.entries(graph.outputs).map(([name, value]) => [name, of(value)] as const);
  return { inputs: graph.inputs, outputs: Object.fromEntries(outputs) };
}

function plainProduct(node: GraphNode, operands: readonly Value[], nextId: () => number): GraphNode {
  const { transA, transB } = node.attributes;
  const [a, b] = operands as [Value, Value];
  const left = transA === 1 ? transposed(a, nextId) : a;
  const right = transB === 1 ? transposed(b, nextId) : b;
  return { ...node, id: nextId(), op: 'MatMul', domain: '', operands: [left, right], attributes: {} };
}

function transposed(value: Value, nextId: () => number): GraphNode {
  const { shape, type } = value;
  const rank = shape.length;
  const perm = [...shape.keys()].map((i) => (i < rank - 2 ? i : 2 * rank - 3 - i));
  return {
    kind: 'node',
    id: nextId(),
    op: 'Transpose',
    domain: '',
    operands: [value],
    attributes: { perm },
    shape: perm.map((axis) => shape[axis]!),
    type,
  };
}
