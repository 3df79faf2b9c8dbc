/**
 * Writes a graph as an ONNX model (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, IR version 9, opset 18 and
 * onnxruntime's com.microsoft).
 */
import type { Constant, ElementType } from './constant.ts';
import { type Attribute, type Graph, type GraphNode, reachable, sizeOf, type Value } from './graph.ts';
import { Message } from './protobuf.ts';

const IR_VERSION = 9;
const OPSETS = { '': 18, 'com.microsoft': 1 };
/** Of ONNX' TensorProto.DataType. */
export const TYPE_CODES: Readonly<Record<ElementType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
};

/** Where constants of more than a few elements go. */
export type ConstantPlace =
  /** Into inputs: all sessions that use a weight are fed the same memory, and sessions are made fast. */
  | 'inputs'
  /** Beside the model, as its external data: onnxruntime packs them for its matrix products, 8 % faster, and keeps copies. */
  | 'external';

/** Constants up to this many elements always go into the model. */
const SMALL_SIZE = 4096;

/** A graph's model, but for its large constants. */
export interface EncodedGraph {
  /** Fields of the model's graph. */
  readonly body: Uint8Array;
  /** The tensor that is fed each program input. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The tensor that holds each program output; two outputs may share one. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Large constants by their tensors' names. */
  readonly large: ReadonlyMap<string, Constant>;
}

export function encodeGraph(graph: Graph): EncodedGraph {
  const proto = new Message();
  const inputs: Record<string, string> = {};
  const large = new Map<string, Constant>();
  for (const input of graph.inputs) inputs[input.name] = nameOf(input);
  for (const value of reachable(graph)) {
    if (value.kind === 'node') proto.message(1, nodeProto(value));
    else if (value.kind === 'constant') {
      if (sizeOf(value.shape) <= SMALL_SIZE) proto.message(5, tensorProto(value, nameOf(value)));
      else large.set(nameOf(value), value);
    }
  }
  const outputs: Record<string, string> = {};
  for (const [name, value] of Object.entries(graph.outputs)) {
    outputs[name] = value.kind === 'node' ? nameOf(value) : `copy${value.id}`;
    if (value.kind !== 'node') proto.message(1, operationProto('Identity', [value], outputs[name]));
  }
  proto.string(2, 'program');
  for (const value of graph.inputs) proto.message(11, valueProto(value, nameOf(value)));
  const unique = new Map(Object.entries(graph.outputs).map(([name, value]) => [outputs[name]!, value]));
  for (const [name, value] of unique) proto.message(12, valueProto(value, name));
  return { body: proto.encode(), inputs, outputs, large };
}

/** The whole model. Its large constants are inputs, or values that the session is given under their names. @param placeOf a constant */
export function encodeModel(
  { body, large }: EncodedGraph,
  placeOf: (constant: Constant) => ConstantPlace,
): Uint8Array {
  const graph = new Message().encoded(body);
  for (const [name, constant] of large) {
    if (placeOf(constant) === 'external') graph.message(5, externalProto(constant, name));
    else graph.message(11, valueProto(constant, name));
  }
  const model = new Message().integer(1, IR_VERSION).string(2, 'clipasso').message(7, graph);
  for (const [domain, version] of Object.entries(OPSETS))
    model.message(8, new Message().string(1, domain).integer(2, version));
  return model.encode();
}

function nameOf(value: Value): string {
  return `${value.kind}${value.id}`;
}

function nodeProto(node: GraphNode): Message {
  const proto = operationProto(node.op, node.operands, nameOf(node)).string(7, node.domain);
  for (const [name, value] of Object.entries(node.attributes)) proto.message(5, attributeProto(name, value));
  return proto;
}

function operationProto(op: string, operands: readonly Value[], output: string): Message {
  const proto = new Message();
  for (const operand of operands) proto.string(1, nameOf(operand));
  return proto.string(2, output).string(3, output).string(4, op);
}

function attributeProto(name: string, value: Attribute): Message {
  const proto = new Message().string(1, name);
  if (typeof value === 'number') return proto.integer(3, value).integer(20, 2);
  if (typeof value === 'string') return proto.string(4, value).integer(20, 3);
  if ('float' in value) return proto.float(2, value.float).integer(20, 1);
  for (const item of value) proto.integer(8, item);
  return proto.integer(20, 7);
}

function tensorProto(constant: Constant, name: string): Message {
  return tensorHead(constant, name).bytes(9, bytesOf(constant));
}

/** A tensor whose values are all of the file that has its name. */
function externalProto(constant: Constant, name: string): Message {
  const location = new Message().string(1, 'location').string(2, name);
  return tensorHead(constant, name).message(13, location).integer(14, 1);
}

function tensorHead({ shape, type }: Constant, name: string): Message {
  const proto = new Message();
  for (const n of shape) proto.integer(1, n);
  return proto.integer(2, TYPE_CODES[type]).string(8, name);
}

/** A constant's values, little-endian and not copied. */
export function bytesOf(constant: Constant): Uint8Array {
  const { buffer, byteOffset, byteLength } = constant.values();
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function valueProto({ shape, type }: Value, name: string): Message {
  const dimensions = new Message();
  for (const n of shape) dimensions.message(1, new Message().integer(1, n));
  const tensor = new Message().integer(1, TYPE_CODES[type]).message(2, dimensions);
  return new Message().string(1, name).message(2, new Message().message(1, tensor));
}
