/** Reads a tfjs graph model (model.json and its weights) and writes it as one of our graphs: see src/seeing/graph.ts. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GraphNode, NetworkGraph } from '../../src/seeing/graph.ts';
import { widenF16 } from '../../src/vision/half.ts';

interface TfAttribute {
  readonly s?: string;
  readonly i?: string;
  readonly f?: number;
  readonly b?: boolean;
  readonly list?: { readonly s?: readonly string[]; readonly i?: readonly string[] };
}

interface TfNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, TfAttribute>>;
}

interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string };
}

interface ModelFile {
  readonly modelTopology: { readonly node: readonly TfNode[] };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly WeightSpec[];
  }[];
}

export interface Weight {
  readonly shape: readonly number[];
  /** Little-endian values, of 2 or 4 bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: 'F16' | 'F32' | 'I32';
}

export interface Conversion {
  readonly graph: NetworkGraph;
  /** Those that the graph uses. */
  readonly weights: ReadonlyMap<string, Weight>;
}

/** What of a model is taken: from one value of the original graph to others, which get names of ours. */
export interface Cut {
  readonly input: { readonly value: string; readonly shape: readonly number[] };
  readonly outputs: Readonly<Record<string, string>>;
}

/** Stands for minus infinity, which JSON cannot write. */
const LEAST_NUMBER = -1e30;

const OPERATIONS: Readonly<Record<string, GraphNode['op']>> = {
  _FusedConv2D: 'conv2d',
  Add: 'add',
  AddV2: 'add',
  ConcatV2: 'concat',
  Conv2D: 'conv2d',
  DepthwiseConv2dNative: 'depthwiseConv2d',
  FusedDepthwiseConv2dNative: 'depthwiseConv2d',
  LeakyRelu: 'leakyRelu',
  MaxPool: 'maxPool',
  Mul: 'mul',
  Pad: 'pad',
  PadV2: 'pad',
  Prelu: 'prelu',
  Relu: 'relu',
  Reshape: 'reshape',
  ResizeBilinear: 'resizeBilinear',
  Sigmoid: 'sigmoid',
  Transpose: 'transpose',
};

/** @throws Error naming an operation that our graphs do not have. */
export function convert(modelPath: string, { input, outputs }: Cut): Conversion {
  const file = JSON.parse(readFileSync(modelPath, 'utf8')) as ModelFile;
  const known = readWeights(file, dirname(modelPath));
  const nodes = new Map(file.modelTopology.node.map((node) => [node.name, node]));
  const weights = new Map<string, Weight>();
  const made: GraphNode[] = [];
  const names = new Map([[input.value, 'input']]);

  const use = (value: string): string => {
    const ours = names.get(value);
    if (ours !== undefined) return ours;
    const weight = known.get(value);
    if (weight !== undefined) {
      weights.set(value, weight);
      names.set(value, value);
      return value;
    }
    const node = nodes.get(value);
    if (node === undefined) throw new Error(`no value ${value}`);
    const name = node.op === 'Identity' ? use(node.input![0]!) : add(node);
    names.set(value, name);
    return name;
  };
  const integers = (value: string) => {
    const weight = known.get(value);
    if (weight?.type !== 'I32') throw new Error(`${value} is no constant list of integers`);
    return [...new Int32Array(weight.bytes.buffer)];
  };
  const number = (value: string) => {
    const { bytes, type } = known.get(value)!;
    const read = type === 'F16' ? new Float32Array(1) : new Float32Array(bytes.buffer);
    if (type === 'F16') widenF16(new Uint16Array(bytes.buffer, 0, 1), read);
    return Math.max(LEAST_NUMBER, read[0]!);
  };
  const add = (node: TfNode): string => {
    const op = OPERATIONS[node.op];
    if (op === undefined) throw new Error(`${node.name} is a ${node.op}, which no graph of ours has`);
    const translated = translate(node, op, { use, integers, number });
    const name = `${op}${made.length}`;
    made.push({ name, ...translated } as unknown as GraphNode);
    return name;
  };
  const ours = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, use(value)]));
  return { graph: { input: { shape: input.shape }, nodes: made, outputs: ours }, weights };
}

interface Operands {
  /** Our name of a value of the original graph, which becomes part of ours. */
  use(value: string): string;
  /** Constants. */
  integers(value: string): number[];
  number(value: string): number;
}

function translate(
  node: TfNode,
  op: GraphNode['op'],
  { use, integers, number }: Operands,
): Record<string, unknown> {
  const [first, second, third] = node.input as [string, string, string];
  const attributes = node.attr ?? {};
  const window = (name: string) => attributes[name]!.list!.i!.slice(1, 3).map(Number) as [number, number];
  switch (op) {
    case 'conv2d':
    case 'depthwiseConv2d': {
      const fused = (attributes.fused_ops?.list?.s ?? []).map((text) => atob(text).toLowerCase());
      const activation = fused[1] ?? 'linear';
      if (window('dilations').some((n) => n !== 1)) throw new Error(`${node.name} is dilated`);
      const inputs = node.input!.map(use);
      return { op, inputs, strides: window('strides'), pad: paddingOf(attributes), activation };
    }
    case 'maxPool':
      return {
        op,
        inputs: [use(first)],
        size: window('ksize'),
        strides: window('strides'),
        pad: paddingOf(attributes),
      };
    case 'pad': {
      const flat = integers(second);
      const paddings = Array.from({ length: flat.length / 2 }, (_, i) => flat.slice(2 * i, 2 * i + 2));
      return { op, inputs: [use(first)], paddings, ...(third && { value: number(third) }) };
    }
    case 'concat': {
      const inputs = node.input!.slice(0, -1).map(use);
      return { op, inputs, axis: integers(node.input!.at(-1)!)[0]! };
    }
    case 'reshape':
      return { op, inputs: [use(first)], shape: integers(second) };
    case 'transpose':
      return { op, inputs: [use(first)], permutation: integers(second) };
    case 'resizeBilinear': {
      const halfPixelCenters = attributes.half_pixel_centers?.b ?? false;
      if (attributes.align_corners?.b) throw new Error(`${node.name} aligns corners`);
      return { op, inputs: [use(first)], size: integers(second), halfPixelCenters };
    }
    case 'leakyRelu':
      return { op, inputs: [use(first)], slope: attributes.alpha!.f! };
    default:
      return { op, inputs: node.input!.map(use) };
  }
}

function paddingOf(attributes: Readonly<Record<string, TfAttribute>>): 'same' | 'valid' {
  const padding = atob(attributes.padding!.s!).toLowerCase();
  if (padding !== 'same' && padding !== 'valid') throw new Error(`padding ${padding}`);
  return padding;
}

function readWeights({ weightsManifest }: ModelFile, folder: string): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  for (const { paths, weights: specs } of weightsManifest) {
    const bytes = Buffer.concat(paths.map((path) => readFileSync(join(folder, path))));
    let position = 0;
    for (const { name, shape, dtype, quantization } of specs) {
      const half = quantization?.dtype === 'float16';
      if (quantization && !half) throw new Error(`${name} is quantised to ${quantization.dtype}`);
      const length = shape.reduce((product, n) => product * n, 1) * (half ? 2 : 4);
      const type = dtype === 'int32' ? 'I32' : half ? 'F16' : 'F32';
      weights.set(name, { shape, bytes: new Uint8Array(bytes.subarray(position, position + length)), type });
      position += length;
    }
  }
  return weights;
}
