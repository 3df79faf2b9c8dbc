/** How the transformer blocks of DINOv2 and of CLIP's two file formats are named, and how to read them. */
import { type Affine, type Linear, transpose } from './fold.ts';
import type { SafetensorsFile } from './safetensors.ts';
import { type BlockSource, stackLinear, type TransformerConfig } from './transformer.ts';

type Shapes = Record<string, readonly number[]>;

/** Names of a block's parameters after the block's prefix. `[weight, bias]` where the file does not say `.weight`. */
export interface BlockNames {
  readonly norm1: string;
  /** Either the three maps or the one in which they are stacked. */
  readonly qkv: readonly [string, string, string] | { readonly weight: string; readonly bias: string };
  readonly out: string;
  readonly norm2: string;
  readonly fc1: string;
  readonly fc2: string;
  readonly scale1?: string;
  readonly scale2?: string;
}

export const DINOV2_BLOCK: BlockNames = {
  norm1: 'norm1',
  qkv: ['attention.attention.query', 'attention.attention.key', 'attention.attention.value'],
  out: 'attention.output.dense',
  norm2: 'norm2',
  fc1: 'mlp.fc1',
  fc2: 'mlp.fc2',
  scale1: 'layer_scale1.lambda1',
  scale2: 'layer_scale2.lambda1',
};

export const OPENAI_BLOCK: BlockNames = {
  norm1: 'ln_1',
  qkv: { weight: 'attn.in_proj_weight', bias: 'attn.in_proj_bias' },
  out: 'attn.out_proj',
  norm2: 'ln_2',
  fc1: 'mlp.c_fc',
  fc2: 'mlp.c_proj',
};

export const HUGGING_FACE_BLOCK: BlockNames = {
  norm1: 'layer_norm1',
  qkv: ['self_attn.q_proj', 'self_attn.k_proj', 'self_attn.v_proj'],
  out: 'self_attn.out_proj',
  norm2: 'layer_norm2',
  fc1: 'mlp.fc1',
  fc2: 'mlp.fc2',
};

/** Shapes of the tensors of the block whose names begin with `prefix`. */
export function blockShapes(prefix: string, names: BlockNames, { width, hidden }: TransformerConfig): Shapes {
  const { norm1, qkv, out, norm2, fc1, fc2, scale1, scale2 } = names;
  const shapes: Shapes = {
    ...affineShapes(prefix + norm1, width),
    ...affineShapes(prefix + norm2, width),
    ...linearShapes(prefix + out, width, width),
    ...linearShapes(prefix + fc1, hidden, width),
    ...linearShapes(prefix + fc2, width, hidden),
  };
  if ('weight' in qkv) {
    shapes[prefix + qkv.weight] = [3 * width, width];
    shapes[prefix + qkv.bias] = [3 * width];
  } else for (const name of qkv) Object.assign(shapes, linearShapes(prefix + name, width, width));
  for (const scale of [scale1, scale2]) if (scale !== undefined) shapes[prefix + scale] = [width];
  return shapes;
}

export function blockSource(file: SafetensorsFile, prefix: string, names: BlockNames): BlockSource {
  const { norm1, qkv, out, norm2, fc1, fc2, scale1, scale2 } = names;
  const part = (name: string) => () => readPair(file, prefix + name);
  return {
    norm1: part(norm1),
    qkv: () =>
      'weight' in qkv
        ? { weight: file.read(prefix + qkv.weight), bias: file.read(prefix + qkv.bias) }
        : stackLinear(qkv.map((name) => readPair(file, prefix + name))),
    out: part(out),
    norm2: part(norm2),
    fc1: part(fc1),
    fc2: part(fc2),
    ...(scale1 !== undefined && { scale1: () => file.read(prefix + scale1) }),
    ...(scale2 !== undefined && { scale2: () => file.read(prefix + scale2) }),
  };
}

/** `<name>.weight` and `<name>.bias`. */
export function readPair(file: SafetensorsFile, name: string): Linear & Affine {
  return { weight: file.read(`${name}.weight`), bias: file.read(`${name}.bias`) };
}

/** A bias-free map, stored (out, in) or, if `transposed`, (in, out). */
export function readMatrix(
  file: SafetensorsFile,
  name: string,
  outputs: number,
  transposed: boolean,
): Linear {
  const stored = file.read(name);
  const weight = transposed ? transpose(stored, stored.length / outputs, outputs) : stored;
  return { weight, bias: new Float32Array(outputs) };
}

export function affineShapes(name: string, channels: number): Shapes {
  return { [`${name}.weight`]: [channels], [`${name}.bias`]: [channels] };
}

export function linearShapes(name: string, outputs: number, inputs: number): Shapes {
  return { [`${name}.weight`]: [outputs, inputs], [`${name}.bias`]: [outputs] };
}
